"""The database of stories, as it is written."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from searchnews.copies.failures import damaged, writing
from searchnews.copies.group_reader import THOUSAND
from searchnews.sqlite import open_for_writing
from searchnews.stories import STORIES_VERSION
from searchnews.stories.grouping import Neighbour
from searchnews.stories.rarity import Rarity

_BEGINNING: Final = f"""
    BEGIN IMMEDIATE;
    CREATE TABLE IF NOT EXISTS about(version INTEGER, stamp TEXT);
    CREATE TABLE IF NOT EXISTS origin(index_id TEXT);
    CREATE TABLE IF NOT EXISTS compared(numbers BLOB);
    CREATE TABLE IF NOT EXISTS rarity(articles INTEGER, terms BLOB, weights BLOB);
    CREATE TABLE IF NOT EXISTS pairs(
        article INTEGER, other INTEGER, shared INTEGER, PRIMARY KEY (article, other)
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS places(
        article INTEGER PRIMARY KEY, moment INTEGER, leader INTEGER, shared INTEGER
    );
    INSERT INTO about SELECT {STORIES_VERSION}, NULL WHERE NOT EXISTS (SELECT 1 FROM about);
    COMMIT;
    BEGIN IMMEDIATE
"""  # noqa: S608 - a number


class StoriesDatabase:
    """Its methods raise EngineError when it cannot be written, IndexDamagedError when damaged."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with writing(path):
            self._connection = open_for_writing(path)
            self._connection.executescript(_BEGINNING)
            version, self.stamp = self._connection.execute("SELECT * FROM about").fetchone()
        if version != STORIES_VERSION:
            self.close()
            raise damaged(path, "it was made by other rules")

    def is_of(self, index: str) -> bool:
        """Whether it has the stories of this index; one that has none yet gets them from now on."""
        known = self._rows("SELECT index_id FROM origin")
        if not known and not len(self.compared()):
            self._run("INSERT INTO origin VALUES (?)", [(index,)])
            return True
        return index == (known[0][0] if known else "")

    def commit(self, stamp: str | None) -> None:
        """Make what was changed permanent: it is true of this commit of the index, or of none."""
        self._run("UPDATE about SET stamp = ?", [(stamp,)])
        with writing(self._path):
            self._connection.execute("COMMIT")
            self._connection.execute("BEGIN IMMEDIATE")

    def close(self) -> None:
        """Let go of the file; what was not committed is dropped."""
        self._connection.close()

    def compared(self) -> npt.NDArray[np.int64]:
        """The numbers of the dispatches that were compared, rising."""
        rows = self._rows("SELECT numbers FROM compared")
        each = [np.cumsum(np.frombuffer(steps, "<u4"), dtype=np.int64) for (steps,) in rows]
        return np.unique(np.concatenate([np.empty(0, np.int64), *each]))

    def put_compared(self, numbers: npt.NDArray[np.int64]) -> None:
        """Note which dispatches have been compared, and no others."""
        self._run("DELETE FROM compared", [()])
        self.add_compared(numbers)

    def add_compared(self, numbers: npt.NDArray[np.int64]) -> None:
        """Note that these dispatches, whose numbers rise, have been compared, too."""
        steps = np.diff(numbers, prepend=0).astype("<u4").tobytes()
        self._run("INSERT INTO compared VALUES (?)", [(steps,)])

    def rarity(self) -> Rarity | None:
        """How rare words were when they were last counted; None if they never were."""
        for articles, terms, weights in self._rows("SELECT * FROM rarity"):
            return Rarity(articles, np.frombuffer(terms, "<u4"), np.frombuffer(weights, "<f4"))
        return None

    def put_rarity(self, rarity: Rarity) -> None:
        """Note how rare words are."""
        row = (
            rarity.articles,
            rarity.terms.astype("<u4").tobytes(),
            rarity.values.astype("<f4").tobytes(),
        )
        self._run("DELETE FROM rarity", [()])
        self._run("INSERT INTO rarity VALUES (?, ?, ?)", [row])

    def put_pairs(self, pairs: Iterable[tuple[int, int, float]]) -> None:
        """Add pairs of dispatches that are alike, and how much."""
        rows = [(one, other, int(shared * THOUSAND)) for one, other, shared in pairs]
        both = [*rows, *((other, one, shared) for one, other, shared in rows)]
        self._run("INSERT OR REPLACE INTO pairs VALUES (?, ?, ?)", both)

    def add_places(self, moments: Iterable[tuple[int, int]]) -> set[int]:
        """Give dispatches places that have none: number, moment. Gives those that were new."""
        new = set()
        for number, moment in moments:
            if self.moment(number) is None:
                new.add(number)
                self._run("INSERT INTO places VALUES (?, ?, ?, ?)", [(number, moment, number, 0)])
        return new

    def forget(self, numbers: Iterable[int]) -> set[int]:
        """Remove dispatches that are none any more; gives those that were like them."""
        left: set[int] = set()
        for number in numbers:
            others = self._rows("SELECT other FROM pairs WHERE article = ?", number)
            left.update(other for (other,) in others)
            left.discard(number)
            self._run(
                "DELETE FROM pairs WHERE article = ? AND other = ?",
                [pair for (other,) in others for pair in ((number, other), (other, number))],
            )
            self.drop(number)
        return left

    def placed(self) -> npt.NDArray[np.int64]:
        """The numbers of all that have places, rising."""
        rows = self._rows("SELECT article FROM places ORDER BY article")
        return np.array([number for (number,) in rows], np.int64)

    def moment(self, number: int) -> int | None:
        """See `grouping.Places`."""
        rows = self._rows("SELECT moment FROM places WHERE article = ?", number)
        return rows[0][0] if rows else None

    def leader(self, number: int) -> int:
        """See `grouping.Places`."""
        return int(self._rows("SELECT leader FROM places WHERE article = ?", number)[0][0])

    def neighbours(self, number: int) -> list[Neighbour]:
        """See `grouping.Places`."""
        rows = self._rows(
            "SELECT moment, other, leader, pairs.shared FROM pairs"
            " JOIN places ON places.article = other WHERE pairs.article = ?",
            number,
        )
        return [
            Neighbour(moment, other, leader, shared / THOUSAND)
            for moment, other, leader, shared in rows
        ]

    def put(self, number: int, leader: int, shared: float) -> None:
        """See `grouping.Places`."""
        row = (leader, round(shared * THOUSAND), number)
        self._run("UPDATE places SET leader = ?, shared = ? WHERE article = ?", [row])

    def drop(self, number: int) -> None:
        """See `grouping.Places`."""
        self._run("DELETE FROM places WHERE article = ?", [(number,)])

    def _rows(self, sql: str, *parameters: object) -> list[tuple[Any, ...]]:
        with writing(self._path):
            return self._connection.execute(sql, parameters).fetchall()

    def _run(self, sql: str, rows: Iterable[tuple[object, ...]]) -> None:
        with writing(self._path):
            self._connection.executemany(sql, rows)
