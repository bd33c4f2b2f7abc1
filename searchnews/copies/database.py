"""The database of copies, as it is written: pairs, groups, and the segments that count."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from searchnews.copies import COPIES_VERSION
from searchnews.copies.failures import damaged, writing
from searchnews.copies.group_reader import THOUSAND
from searchnews.copies.grouping import places_of
from searchnews.sqlite import open_for_writing

_SCHEMA: Final = """
    CREATE TABLE IF NOT EXISTS about(version INTEGER, last INTEGER, stamp TEXT);
    CREATE TABLE IF NOT EXISTS origin(index_id TEXT);
    CREATE TABLE IF NOT EXISTS segments(number INTEGER PRIMARY KEY);
    CREATE TABLE IF NOT EXISTS pairs(
        article INTEGER, other INTEGER, shared INTEGER, PRIMARY KEY (article, other)
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS places(
        article INTEGER PRIMARY KEY, moment INTEGER, leader INTEGER, shared INTEGER
    );
"""

_BEGINNING: Final = f"""
    BEGIN IMMEDIATE; {_SCHEMA}
    INSERT INTO about SELECT {COPIES_VERSION}, 0, NULL WHERE NOT EXISTS (SELECT 1 FROM about);
    COMMIT
"""  # noqa: S608 - a number


class Pair(NamedTuple):
    """Two articles that are copies, by their numbers."""

    article: int
    other: int
    containment: float


class CopiesDatabase:
    """Changes are made in one transaction after the other; whoever reads sees whole ones.

    Every method raises EngineError when the database cannot be written, and IndexDamagedError when
    it is damaged.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        with writing(path):
            self._connection = open_for_writing(path)
            self._connection.executescript(_BEGINNING)
            self._connection.execute("BEGIN IMMEDIATE")
            about = self._connection.execute("SELECT version, last FROM about").fetchone()
        version, self.last = about
        """The number up to which articles have been compared."""
        if version != COPIES_VERSION:
            self.close()
            raise damaged(path, "it was made by other rules")

    def commit(self) -> None:
        """Make what was changed permanent."""
        with writing(self._path):
            self._connection.execute("UPDATE about SET last = ?", (self.last,))
            self._connection.execute("COMMIT")
            self._connection.execute("BEGIN IMMEDIATE")

    def close(self) -> None:
        """Let go of the file; what was not committed is dropped."""
        self._connection.close()

    def is_of(self, index: str) -> bool:
        """Whether it has the copies of this index; one that has none yet gets them from now on."""
        known = self._rows("SELECT index_id FROM origin")
        if not known and not self.last:
            self._run("INSERT INTO origin VALUES (?)", [(index,)])
            return True
        return index == (known[0][0] if known else "")

    def put_stamp(self, stamp: str) -> None:
        """Note the commit whose articles have all been compared."""
        self._run("UPDATE about SET stamp = ?", [(stamp,)])

    def segments(self) -> list[int]:
        """The numbers of the segments, from old to new."""
        return [n for (n,) in self._rows("SELECT number FROM segments ORDER BY number")]

    def put_segments(self, numbers: Iterable[int]) -> None:
        """Note which segments there are, instead of those before."""
        self._run("DELETE FROM segments", [()])
        self._run("INSERT INTO segments VALUES (?)", ((number,) for number in numbers))

    def grouped(self) -> Iterator[npt.NDArray[np.uint32]]:
        """The numbers of all articles that have copies, rising, some thousand at a time."""
        after = -1
        while rows := self._rows(
            "SELECT article FROM places WHERE article > ? ORDER BY article LIMIT 100000", after
        ):
            after = rows[-1][0]
            yield np.array(rows, np.uint32)[:, 0]

    def pairs_among(self, numbers: Collection[int]) -> Iterator[tuple[int, int]]:
        """The pairs of which both are among some articles; the higher number comes first."""
        for number in numbers:
            others = self._rows("SELECT other FROM pairs WHERE article = ?", number)
            yield from ((number, n) for (n,) in others if n < number and n in numbers)

    def put_pairs(self, pairs: Collection[Pair], moments: Iterable[tuple[int, int | None]]) -> None:
        """Add pairs, whose articles have these numbers and dates (`dates.day_number`)."""
        rows = [(*pair[:2], int(pair.containment * THOUSAND)) for pair in pairs]
        both = [*rows, *((other, article, contained) for article, other, contained in rows)]
        self._run("INSERT OR REPLACE INTO pairs VALUES (?, ?, ?)", both)
        places = ((number, moment, number, THOUSAND) for number, moment in moments)
        self._run("INSERT OR IGNORE INTO places VALUES (?, ?, ?, ?)", places)

    def drop_pairs(self, pairs: Collection[tuple[int, int]]) -> None:
        """Remove pairs, whose articles are copies no more."""
        both = [*pairs, *((other, article) for article, other in pairs)]
        self._run("DELETE FROM pairs WHERE article = ? AND other = ?", both)

    def forget(self, numbers: Iterable[int]) -> set[int]:
        """Remove articles that are no more; gives those that were their copies."""
        left: set[int] = set()
        for number in numbers:
            others = self._rows("SELECT other FROM pairs WHERE article = ?", number)
            left.update(n for (n,) in others)
            left.discard(number)
            self.drop_pairs([(number, other) for (other,) in others])
            self._run("DELETE FROM places WHERE article = ?", [(number,)])
        return left

    def regroup(self, numbers: Iterable[int]) -> None:
        """Group articles again whose pairs have changed, and all that are connected with them."""
        done: set[int] = set()
        for number in numbers:
            if number not in done:
                done.update(self._regroup_connected(number))

    def _regroup_connected(self, number: int) -> Collection[int]:
        """Group an article and all that are connected with it; gives their numbers."""
        pairs: dict[int, dict[int, float]] = {}
        moments: dict[int, int | None] = {}
        waiting = [number]
        while waiting:
            number = waiting.pop()
            if number in pairs:
                continue
            others = self._rows("SELECT other, shared FROM pairs WHERE article = ?", number)
            pairs[number] = {other: contained / THOUSAND for other, contained in others}
            for (moment,) in self._rows("SELECT moment FROM places WHERE article = ?", number):
                moments[number] = moment
            waiting.extend(pairs[number])
        if len(pairs) == 1:
            self._run("DELETE FROM places WHERE article = ?", [(number,)])
        else:
            self._run(
                "UPDATE places SET leader = ?, shared = ? WHERE article = ?",
                (
                    (place.leader, round(place.containment * THOUSAND), number)
                    for number, place in places_of(moments, pairs).items()
                ),
            )
        return pairs.keys()

    def _rows(self, sql: str, *parameters: object) -> list[tuple[Any, ...]]:
        with writing(self._path):
            return self._connection.execute(sql, parameters).fetchall()

    def _run(self, sql: str, rows: Iterable[tuple[object, ...]]) -> None:
        with writing(self._path):
            self._connection.executemany(sql, rows)
