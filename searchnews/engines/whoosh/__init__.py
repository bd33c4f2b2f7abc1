"""The engine whoosh: Python with numpy, for tens of thousands of articles without tantivy."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import whoosh
from whoosh.index import FileIndex

from searchnews.engines.whoosh.codec import POSTINGS_FORMAT
from searchnews.engines.whoosh.errors import opening
from searchnews.engines.whoosh.files import check
from searchnews.engines.whoosh.reader import WhooshReader
from searchnews.engines.whoosh.schema import schema
from searchnews.engines.whoosh.writer import WhooshWriter

NAME: Final = "whoosh"
# How often a commit that deletes old files may come between reading which there are and opening
# them, before it is taken for damage.
_ATTEMPTS: Final = 5

__all__ = ["NAME", "WhooshEngine", "check", "create", "open", "version"]


def version() -> str:
    """The minor version of the package, whose continuations share one format, and our format."""
    major, minor, *_ = whoosh.__version__
    return f"{major}.{minor} with postings {POSTINGS_FORMAT}"


def create(directory: Path) -> WhooshEngine:
    """A new, empty index with its first commit, in a directory that exists and is empty."""
    from whoosh.index import create_in

    create_in(str(directory), schema()).close()
    return open(directory)


def open(directory: Path) -> WhooshEngine:  # noqa: A001 - the contract's word
    """The index in a directory.

    Raises:
        IndexDamagedError: files are missing or cannot be read.
    """
    return WhooshEngine(directory)


class WhooshEngine:
    """An index in a directory."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        with opening(directory):
            self._index = self._open()

    def reader(self) -> WhooshReader:
        """A snapshot of the last commit."""
        with opening(self._directory):
            for _ in range(_ATTEMPTS):
                try:
                    return WhooshReader(self._index.reader(), self._directory)
                except OSError:
                    continue
            return WhooshReader(self._index.reader(), self._directory)

    def stamp(self) -> str:
        """Names the last commit."""
        return str(self._index.latest_generation())

    def writer(self) -> WhooshWriter:
        """The one writer; the caller holds the index lock."""
        return WhooshWriter(self._open(), self._directory)

    def _open(self) -> FileIndex:
        from whoosh.index import open_dir

        return open_dir(str(self._directory))
