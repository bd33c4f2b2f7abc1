"""The engine tantivy: embedded, fast, the default."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import tantivy

from searchnews.engines.base import Location
from searchnews.engines.failures import all_problems
from searchnews.engines.tantivy.errors import reading, writing
from searchnews.engines.tantivy.files import META, FileIdentity, damage, identity_of, last_commit
from searchnews.engines.tantivy.reader import TantivyReader
from searchnews.engines.tantivy.schema import register_words, schema
from searchnews.engines.tantivy.unwritable import can_lock, linked_copy
from searchnews.engines.tantivy.writer import TantivyWriter

NAME: Final = "tantivy"
KEEPS_COMMITS: Final = True

__all__ = ["KEEPS_COMMITS", "NAME", "TantivyEngine", "check", "create", "open", "version"]


def version() -> str:
    """The minor version: tantivy's files change with it."""
    # "tantivy v0.27.0, index_format v7"
    release: str = tantivy.tantivy.__version__
    return release.partition(" v")[2].rpartition(",")[0].rpartition(".")[0]


def create(location: Location) -> TantivyEngine:
    """A new, empty index with its first commit, in a directory that exists and is empty.

    Raises:
        EngineError: it cannot be written.
    """
    with writing(location):
        tantivy.Index(schema(), path=location, reuse=False)
        made = open(location)
        made.writer().close()  # which makes it as readable as any other file
        return made


def open(location: Location) -> TantivyEngine:  # noqa: A001 - the contract's word
    """The index in a directory.

    Raises:
        IndexDamagedError: files are missing or damaged.
        EngineError: they cannot be read.
    """
    identity_of(Path(location, META))
    return TantivyEngine(location)


def check(location: Location) -> list[str]:
    """What is wrong with the files of the latest commit, a sentence each; every byte is read."""
    return all_problems(location, damage)


class TantivyEngine:
    """An index in a directory."""

    name = NAME

    def __init__(self, location: Location) -> None:
        self._location = location
        self._directory = Path(location)
        self._meta = self._directory / META
        self._index: tantivy.Index | None = None
        self._known_stamp: tuple[FileIdentity, str] | None = None

    def reader(self) -> TantivyReader:
        """The index at its latest commit."""
        with reading(self._location):
            if not can_lock(self._directory):
                with linked_copy(self._directory) as copy:
                    return TantivyReader(_index(copy), self._location, copy)
            if self._index is None:
                self._index = _index(self._directory)
            return TantivyReader(self._index, self._location, self._directory)

    def stamp(self) -> str:
        """Names the latest commit."""
        # Each commit puts a new file in its place; to look at it is far faster than to read it.
        identity = identity_of(self._meta)
        if self._known_stamp is None or self._known_stamp[0] != identity:
            self._known_stamp = identity, last_commit(self._directory).stamp
        return self._known_stamp[1]

    def writer(self) -> TantivyWriter:
        """The one writer; the caller holds the index lock."""
        # Opened again: an index kept open while another process wrote leaves segments behind that
        # nobody refers to (paperless-ngx#13679).
        with reading(self._location):
            index = _index(self._directory)
        return TantivyWriter(index, self._location)


def _index(directory: Path) -> tantivy.Index:
    index = tantivy.Index.open(str(directory))
    register_words(index)
    index.config_reader("manual")
    return index
