"""The database of a vocabulary, as it is read."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path
from typing import Any

from searchnews.errors import IndexDamagedError
from searchnews.sqlite import open_read_only
from searchnews.vocabulary.schema import KEYS_VERSION, SCHEMA


class VocabularyDatabase:
    """A database of SQLite that several threads may ask; empty where there is no file yet.

    Every method raises IndexDamagedError when the file is no vocabulary.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None

    def rows(self, sql: str, *parameters: object) -> list[Any]:
        """All rows of an answer."""
        try:
            with self._lock:
                if self._connection is None:
                    self._connection = _opened(self._path) or _empty()
                return self._connection.execute(sql, parameters).fetchall()
        except sqlite3.Error as error:
            raise IndexDamagedError(
                f"{self._path} is damaged ({error}); delete it and run `searchnews index` again: "
                "it is made anew from the index"
            ) from error

    def problems(self) -> list[str]:
        """What is wrong with the file, a sentence each; empty if nothing."""
        if not self._path.exists():
            return [f"{self._path} is missing"]
        try:
            answers = [str(answer) for (answer,) in self.rows("PRAGMA quick_check")]
        except IndexDamagedError as error:
            return [str(error)]
        return [f"{self._path}: {answer}" for answer in answers if answer != "ok"]

    def close(self) -> None:
        """Let go of the file; idempotent."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def __del__(self) -> None:
        # Searches in other threads may use it to the last, so nobody else knows when to close it.
        self.close()


def _opened(path: Path) -> sqlite3.Connection | None:
    """The file; None where there is none, or one made by other rules, whose keys mean nothing."""
    if not path.exists():
        return None
    connection = open_read_only(path)
    made_by = connection.execute("SELECT value FROM about WHERE name = 'keys'").fetchone()
    if made_by == (str(KEYS_VERSION),):
        return connection
    connection.close()
    return None


def _empty() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    connection.executescript(SCHEMA)
    return connection
