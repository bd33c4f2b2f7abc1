"""Groups of articles in a database of pairs and places, as they are read."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from searchnews.copies.failures import reading
from searchnews.sqlite import open_for_reading

THOUSAND: Final = 1000
"""What pairs have in common is kept in thousandths, rounded down."""


class Place(NamedTuple):
    """An article of a group."""

    number: int
    shared: float
    """What it shares with its leader, from 0 to 1; 1 for the leader."""


class GroupReader:
    """The groups that the last update has left, for any number of threads.

    An article that is in no group is one of its own. So are all of them where there is no database,
    or one that was made by other rules.
    """

    def __init__(self, database: Path, version: int) -> None:
        """For a database whose table `about` has this version."""
        self.database = database
        self._version = version
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._file = 0
        self._leaders: tuple[int, npt.NDArray[np.uint32]] | None = None

    @property
    def stamp(self) -> str | None:
        """The commit whose articles have all been compared; None before the first.

        Raises:
            IndexDamagedError: the database cannot be read.
        """
        rows = self.rows("SELECT stamp FROM about")
        return rows[0][0] if rows else None

    def leaders_of(self, numbers: npt.NDArray[np.integer]) -> npt.NDArray[np.uint32]:
        """The leader of each of some articles, as numbers; its own for an article without copies.

        The number of groups among articles is that of distinct leaders. The first call after an
        update reads all groups: 2 microseconds for each article that has copies. Memory: four
        bytes an article.

        Raises:
            IndexDamagedError: the database cannot be read.
        """
        leaders = self._all_leaders()
        found = numbers.astype(np.uint32)
        known = found < len(leaders)
        found[known] = leaders[found[known]]
        return found

    def count(self, numbers: npt.NDArray[np.integer]) -> int:
        """How many groups some articles are of; see `leaders_of`."""
        return len(np.unique(self.leaders_of(numbers)))

    def places(self, number: int) -> list[Place]:
        """The group of an article, in order of publication, the leader first; itself if alone.

        Raises:
            IndexDamagedError: the database cannot be read.
        """
        led = self.rows("SELECT leader FROM places WHERE article = ?", number)
        if not led:
            return [Place(number, 1.0)]
        rows = self.rows(
            "SELECT article, shared FROM places WHERE leader = ?1 AND article IN "
            "(SELECT other FROM pairs WHERE article = ?1 UNION SELECT ?1) "
            "ORDER BY article != leader, moment IS NULL, moment, article",
            *led[0],
        )
        places = [Place(article, shared / THOUSAND) for article, shared in rows]
        return places or [Place(number, 1.0)]  # when an update came in between

    def close(self) -> None:
        """Let go of the file; idempotent."""
        with self._lock:
            self._close()

    def __del__(self) -> None:
        # Searches in other threads may use it to the last, so nobody else knows when to close it.
        self.close()

    def _all_leaders(self) -> npt.NDArray[np.uint32]:
        """The leader of every article up to the last that has one, by number."""
        with self._lock, reading(self.database):
            connection = self._opened()
            if connection is None:
                return np.empty(0, np.uint32)
            (version,) = connection.execute("PRAGMA data_version").fetchone()
            if self._leaders is None or self._leaders[0] != version:
                last = connection.execute("SELECT max(article) FROM places").fetchone()[0]
                leaders = np.arange(0 if last is None else last + 1, dtype=np.uint32)
                rows = connection.execute("SELECT article, leader FROM places")
                while some := rows.fetchmany(100_000):
                    articles, their_leaders = np.array(some, np.uint32).T
                    leaders[articles] = their_leaders
                self._leaders = version, leaders
            return self._leaders[1]

    def rows(self, sql: str, *parameters: object) -> list[tuple[Any, ...]]:
        """What the database answers; nothing if there is none.

        Raises:
            IndexDamagedError: it cannot be read.
        """
        with self._lock, reading(self.database):
            connection = self._opened()
            return [] if connection is None else connection.execute(sql, parameters).fetchall()

    def _opened(self) -> sqlite3.Connection | None:
        """The database that is there now, which is another file once it is made again."""
        path = self.database
        file = path.stat().st_ino if path.exists() else 0
        if file != self._file:
            self._close()
            if file:
                connection = open_for_reading(path)
                if _version(connection) == self._version:
                    # As long as it is open no other file has its number.
                    self._connection, self._file = connection, file
                else:
                    connection.close()
        return self._connection

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection, self._file, self._leaders = None, 0, None


def _version(connection: sqlite3.Connection) -> int | None:
    """By which rules copies were recognised; None in a database that was only begun."""
    if connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'about'").fetchone() is None:
        return None
    (version,) = connection.execute("SELECT version FROM about").fetchone()
    return int(version)
