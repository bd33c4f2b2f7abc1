"""The engine whoosh: Python with numpy, for tens of thousands of articles without tantivy."""

from __future__ import annotations

from typing import Final

import whoosh
from whoosh.index import FileIndex

from searchnews.engines.base import Location
from searchnews.engines.failures import all_problems
from searchnews.engines.whoosh.codec import POSTINGS_FORMAT
from searchnews.engines.whoosh.errors import reading, writing
from searchnews.engines.whoosh.files import INDEX_NAME, DurableStorage, damage
from searchnews.engines.whoosh.reader import WhooshReader
from searchnews.engines.whoosh.schema import schema
from searchnews.engines.whoosh.writer import DEFAULT_LIMITS, WhooshWriter, WriterLimits

NAME: Final = "whoosh"
KEEPS_COMMITS: Final = True
# How often a commit that removes old files may come between reading which there are and opening
# them, before it is taken for damage.
_ATTEMPTS: Final = 5

__all__ = ["KEEPS_COMMITS", "NAME", "WhooshEngine", "check", "create", "open", "version"]


def version() -> str:
    """The minor version of the package, whose continuations share one format, and our format."""
    major, minor, *_ = whoosh.__version__
    return f"{major}.{minor} with postings {POSTINGS_FORMAT}"


def create(location: Location) -> WhooshEngine:
    """A new, empty index with its first commit, in a directory that exists and is empty.

    Raises:
        EngineError: it cannot be written.
    """
    with writing(location):
        DurableStorage(location).create_index(schema(), INDEX_NAME).close()
        return open(location)


def open(location: Location) -> WhooshEngine:  # noqa: A001 - the contract's word
    """The index in a directory.

    Raises:
        IndexDamagedError: files are missing or damaged.
        EngineError: they cannot be read.
    """
    return WhooshEngine(location)


def check(location: Location) -> list[str]:
    """What is wrong with the files of the latest commit, a sentence each; every byte is read."""
    return all_problems(location, damage)


class WhooshEngine:
    """An index in a directory."""

    name = NAME

    def __init__(self, location: Location, limits: WriterLimits = DEFAULT_LIMITS) -> None:
        self._location = location
        self._limits = limits
        self._index = self._open()

    def reader(self) -> WhooshReader:
        """The index at its latest commit."""
        with reading(self._location):
            for _ in range(_ATTEMPTS):
                try:
                    return WhooshReader(self._index.reader(), self._location)
                except OSError:
                    continue
            return WhooshReader(self._index.reader(), self._location)

    def stamp(self) -> str:
        """Names the latest commit."""
        return str(self._index.latest_generation())

    def writer(self) -> WhooshWriter:
        """The one writer; the caller holds the index lock."""
        return WhooshWriter(self._open(), self._location, self._limits)

    def _open(self) -> FileIndex:
        with reading(self._location):
            return DurableStorage(self._location).open_index(INDEX_NAME)
