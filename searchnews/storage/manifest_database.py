"""The database of a manifest: one transaction after the other, and errors that say what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

from searchnews.errors import EngineError, IndexDamagedError
from searchnews.sqlite import open_read_only


class ManifestDatabase:
    """A database of SQLite, in a transaction all the time; only to look at without a schema.

    Every method raises EngineError when the database cannot be written, and IndexDamagedError
    when it is none.
    """

    def __init__(self, path: Path, schema: str | None) -> None:
        self._path = path
        self._told = _Told(path, read_only=schema is None)
        with self._told:
            if schema is None:
                self._connection = open_read_only(path)
                return
            self._connection = sqlite3.connect(path, isolation_level=None)
            self._connection.executescript(schema)
            self._connection.execute("BEGIN IMMEDIATE")

    def commit_transaction(self) -> None:
        """Make everything since the last time permanent, and begin anew."""
        with self._told:
            self._connection.execute("COMMIT")
            self._connection.execute("BEGIN IMMEDIATE")

    def close(self) -> None:
        """Let go of the file; what was not committed is dropped."""
        with self._told:
            self._connection.close()

    def row(self, sql: str, *parameters: object) -> tuple[Any, ...] | None:
        """The first row of an answer; None if there is none."""
        with self._told:
            return self._connection.execute(sql, parameters).fetchone()  # type: ignore[no-any-return]

    def rows(self, sql: str, *parameters: object) -> list[tuple[Any, ...]]:
        """All rows of an answer."""
        with self._told:
            return self._connection.execute(sql, parameters).fetchall()

    def each(self, sql: str) -> Iterator[tuple[Any, ...]]:
        """The rows of an answer, one at a time."""
        with self._told:
            yield from self._connection.execute(sql)

    def run(self, sql: str, *parameters: object) -> int:
        """Change something; gives how many rows were changed."""
        with self._told:
            return self._connection.execute(sql, parameters).rowcount


class _Told:
    """A block in which what SQLite raises is said as our errors.

    A class, as several stand around every article: a third of the time of a generator.
    """

    def __init__(self, path: Path, *, read_only: bool) -> None:
        self._path = path
        self._read_only = read_only

    def __enter__(self) -> None:
        pass

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if error is None:
            return
        if isinstance(error, sqlite3.OperationalError):
            if self._read_only:
                raise IndexDamagedError(f"{self._path} cannot be read: {error}") from error
            raise EngineError(
                f"{self._path}: the manifest cannot be written ({error}); the articles of the "
                "last commit are safe: free some disk space or check the permissions, then index "
                "again"
            ) from error
        if isinstance(error, sqlite3.DatabaseError):
            raise IndexDamagedError(
                f"{self._path} is damaged ({error}); run `searchnews index --rebuild` with the "
                "folders it was made from"
            ) from error
