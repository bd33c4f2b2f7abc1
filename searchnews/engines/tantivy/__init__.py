"""The engine tantivy: embedded, fast, the default."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import tantivy

from searchnews.engines.tantivy.errors import opening
from searchnews.engines.tantivy.files import META, FileIdentity, check, commit_stamp, identity_of
from searchnews.engines.tantivy.reader import TantivyReader
from searchnews.engines.tantivy.schema import register_words, schema
from searchnews.engines.tantivy.unwritable import can_lock, linked_copy
from searchnews.engines.tantivy.writer import TantivyWriter
from searchnews.errors import IndexDamagedError

NAME: Final = "tantivy"

__all__ = ["NAME", "TantivyEngine", "check", "create", "open", "version"]


def version() -> str:
    """The minor version: tantivy's files change with it."""
    # "tantivy v0.27.0, index_format v7"
    release: str = tantivy.tantivy.__version__
    return release.partition(" v")[2].rpartition(",")[0].rpartition(".")[0]


def create(directory: Path) -> TantivyEngine:
    """A new, empty index with its first commit, in a directory that exists and is empty."""
    tantivy.Index(schema(), path=str(directory), reuse=False)
    made = open(directory)
    made.writer().close()  # which makes it as readable as any other file
    return made


def open(directory: Path) -> TantivyEngine:  # noqa: A001 - the contract's word
    """The index in a directory.

    Raises:
        IndexDamagedError: files are missing or cannot be read.
    """
    if not (directory / META).is_file():
        raise IndexDamagedError(f"{directory / META} is missing")
    return TantivyEngine(directory)


class TantivyEngine:
    """An index in a directory."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._meta = directory / META
        self._index: tantivy.Index | None = None
        self._known_stamp: tuple[FileIdentity, str] | None = None

    def reader(self) -> TantivyReader:
        """A snapshot of the last commit."""
        with opening(self._directory):
            if not can_lock(self._directory):
                with linked_copy(self._directory) as copy:
                    return TantivyReader(_index(copy), copy)
            if self._index is None:
                self._index = _index(self._directory)
            return TantivyReader(self._index, self._directory)

    def stamp(self) -> str:
        """Names the last commit."""
        # Each commit puts a new file in its place; to look at it is far faster than to read it.
        identity = identity_of(self._meta)
        if self._known_stamp is None or self._known_stamp[0] != identity:
            self._known_stamp = identity, commit_stamp(self._directory)
        return self._known_stamp[1]

    def writer(self) -> TantivyWriter:
        """The one writer; the caller holds the index lock."""
        # Opened anew: an index kept open while another process wrote leaves segments behind that
        # nobody refers to (paperless-ngx#13679).
        with opening(self._directory):
            return TantivyWriter(_index(self._directory), self._directory)


def _index(directory: Path) -> tantivy.Index:
    index = tantivy.Index.open(str(directory))
    register_words(index)
    index.config_reader("manual")
    return index
