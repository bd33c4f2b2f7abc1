"""Articles that are as they were, but in another file: their numbers before they were moved.

Whoever has seen an article has seen it, wherever its file is now; so beside its new number stands
the one by which it was known.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from searchnews.sqlite import Database


class GoneArticle(NamedTuple):
    """An article of a file that this run did not find any more."""

    digest: bytes
    """Of its stored form."""
    number: int
    path: Path
    """Of the file."""


class Moved:
    """What a manifest knows of articles that were moved."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._are_gone = False

    def note_gone(self, file: int, path: Path) -> None:
        """Remember, for this run, the articles of a file that is there no more."""
        self._are_gone = True
        self._database.run(
            "INSERT OR REPLACE INTO gone SELECT id, digest, number, ? FROM articles WHERE file = ?",
            os.fsencode(path),
            file,
        )

    def gone(self, article_id: str) -> GoneArticle | None:
        """The article with this id that was in a file which this run did not find any more."""
        if not self._are_gone:  # as in most runs, which are not to ask for each article
            return None
        query = "SELECT digest, number, path FROM gone WHERE id = ?"
        row = self._database.row(query, article_id)
        return GoneArticle(row[0], row[1], Path(os.fsdecode(row[2]))) if row else None

    def note(self, number: int, before: int) -> None:
        """Note that an article has another number since it was moved, and nothing else is new."""
        first = self._database.row("SELECT before FROM moved WHERE number = ?", before)
        self.put(number, first[0] if first else before)

    def put(self, number: int, before: int) -> None:
        """Take over what another manifest has noted."""
        self._database.run("INSERT OR REPLACE INTO moved VALUES (?, ?)", number, before)

    def since(self, number: int) -> list[tuple[int, int]]:
        """The numbers above this one of articles that were moved, each with the one before."""
        if not self._database.row("SELECT 1 FROM sqlite_master WHERE name = 'moved'"):
            return []  # a manifest of before, which is only looked at
        return self._database.rows("SELECT number, before FROM moved WHERE number > ?", number)
