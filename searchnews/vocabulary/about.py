"""What a vocabulary says of itself: which commit it is of, and which words are the commonest."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from typing import Final

from searchnews.vocabulary.schema import KEYS_VERSION

# Of 125,000 words these are in a thirtieth of all articles and more.
_COMMONEST: Final = 1000


class About:
    """The table that says it, read once, and written when all others are up to date."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._values: dict[str, str] = dict(connection.execute("SELECT name, value FROM about"))

    @property
    def stamp(self) -> str | None:
        """Names the commit that the vocabulary is of; None where it is of none."""
        return self._values.get("stamp")

    @property
    def counted(self) -> int | None:
        """How many articles it counts, see `WordSource.counted`; None where that is not known."""
        counted = self._values.get("counted")
        return None if counted is None else int(counted)

    def find_commonest(self) -> None:
        """Find the commonest words by a walk through all."""
        self._put_commonest(
            self._connection.execute(
                "SELECT word, articles FROM words WHERE articles > 0"
                " ORDER BY articles DESC, word LIMIT ?",
                (_COMMONEST,),
            ).fetchall()
        )

    def count_commonest(self, risen: Mapping[str, int]) -> None:
        """Find them again when some words have got more articles, which are given, and none less.

        A word that was not among them before and has no more articles is not among them now.
        """
        before: list[tuple[str, int]] = json.loads(self._values.get("commonest", "[]"))
        counts = {**dict(before), **risen}
        by_count = sorted(counts.items(), key=lambda counted: (-counted[1], counted[0]))
        self._put_commonest(by_count[:_COMMONEST])

    def put(self, stamp: str, counted: int | None) -> None:
        """Say that the vocabulary is of a commit, of the rules of now."""
        self._values |= {"stamp": stamp, "keys": str(KEYS_VERSION)}
        self._values.pop("counted", None)
        if counted is not None:
            self._values["counted"] = str(counted)
        self._connection.execute("DELETE FROM about")
        self._connection.executemany("INSERT INTO about VALUES (?, ?)", self._values.items())

    def _put_commonest(self, commonest: list[tuple[str, int]]) -> None:
        # Kept, as it takes a walk through all words.
        self._values["commonest"] = json.dumps(commonest)
