"""The file of a vocabulary: no state of it is an error, as it can always be made again."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Hashable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeVar, cast

from searchnews.errors import EngineError, SearchNewsError
from searchnews.sqlite import (
    Database,
    files_of,
    is_damage,
    open_for_reading,
    open_for_writing,
)
from searchnews.vocabulary.schema import INDEXES, KEYS_VERSION, TABLES

# The process of a run that was killed may still be writing, and comes to its end.
_SECONDS_TO_WAIT: Final = 120.0


# Answers that are remembered: some megabytes. Few have more rows, but those of wildcards.
_MOST_ANSWERS: Final = 4000
_MOST_ROWS: Final = 100
_LONGEST_REMEMBERED: Final = 200  # characters of a parameter
# Plans of queries: some megabytes, too.
_MOST_MADE: Final = 200

_Made = TypeVar("_Made")


class _DamageError(SearchNewsError):
    """The file is no database, or holds other tables than ours."""


class VocabularyFile:
    """A database that several threads may ask.

    Where there is no file, or it was made by other rules, is damaged or is something else, it
    answers as an empty one.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._database: Database | None = None
        self._answers: dict[tuple[str, tuple[str | None, ...]], list[Any]] = {}
        self._made: dict[Hashable, Any] = {}
        self._version: int | None = None
        self.is_damaged = False
        """Whether damage was found while it was read: it must be made again, whatever its stamp."""

    def rows(self, sql: str, *parameters: object) -> list[Any]:
        """All rows of an answer.

        Raises:
            EngineError: the file cannot be read, for want of rights or by an error of the disk.
        """
        database = self._opened()
        try:
            return database.rows(sql, *parameters)
        except _DamageError:
            with self._lock:
                self.is_damaged = True
                # The old one is not closed: another thread may be asking it.
                self._database = empty = self._empty()
            return empty.rows(sql, *parameters)

    def remembered(self, sql: str, *parameters: str | None) -> Sequence[Any]:
        """All rows of an answer, perhaps as it was given before: see `forget_if_changed`.

        Raises:
            EngineError: as `rows`.
        """
        answers = self._answers  # another thread may forget them meanwhile
        key = (sql, parameters)
        if (rows := answers.get(key)) is None:
            rows = self.rows(sql, *parameters)
            is_short = all(len(text or "") <= _LONGEST_REMEMBERED for text in parameters)
            if len(rows) <= _MOST_ROWS and is_short:
                if len(answers) >= _MOST_ANSWERS:
                    answers.clear()
                answers[key] = rows
        return rows

    def once(self, key: Hashable, make: Callable[[], _Made]) -> _Made:
        """What is made of its answers alone, perhaps as it was made before, as `remembered`."""
        made = self._made
        if (known := made.get(key)) is None:
            if len(made) >= _MOST_MADE:
                made.clear()
            made[key] = known = make()
        return cast("_Made", known)

    def forget_if_changed(self) -> None:
        """Let the next answers be those of now, where somebody has changed the file.

        Raises:
            EngineError: as `rows`.
        """
        ((version,),) = self.rows("PRAGMA data_version")
        if version != self._version:
            self._version, self._answers, self._made = version, {}, {}

    def problems(self) -> list[str]:
        """What is wrong with the file, a sentence each; empty if nothing."""
        if not self._path.exists():
            return [f"{self._path} is missing"]
        try:
            database = Database(partial(open_for_reading, self._path), self._failure)
            if not _is_of_our_rules(database):
                return [f"{self._path} was made by other rules"]
            return [f"{self._path}: {problem}" for problem in database.problems()]
        except SearchNewsError as error:
            return [str(error)]

    def write(self, fill: Callable[[sqlite3.Connection], None], *, afresh: bool = False) -> None:
        """Change it in one transaction: `fill` finds all tables there, and with `afresh` empty.

        A file that is damaged is made again.

        Raises:
            EngineError: it could not be written; it stays as it was.
        """
        afresh = afresh or self.is_damaged
        self.close()
        try:
            try:
                self._write(fill, afresh=afresh)
            except _DamageError:
                # Only now: SQLite asks not to remove a file that another process may have open.
                for path in files_of(self._path):
                    path.unlink(missing_ok=True)
                self._write(fill, afresh=False)
        except (_DamageError, OSError) as error:
            raise EngineError(f"{self._path} cannot be made again: {error}") from error
        self.is_damaged = False

    def close(self) -> None:
        """Let go of the file; idempotent."""
        with self._lock:
            self._answers, self._made = {}, {}
            if self._database is not None:
                self._database.close()
                self._database = None

    def _opened(self) -> Database:
        with self._lock:
            if self._database is None:
                self._database = self._of_file() or self._empty()
            return self._database

    def _of_file(self) -> Database | None:
        """The file; None where there is none, or none of our rules, whose keys mean nothing."""
        if not self._path.exists():
            return None
        try:
            database = Database(partial(open_for_reading, self._path), self._failure)
            return database if _is_of_our_rules(database) else None
        except _DamageError:
            self.is_damaged = True
            return None

    def _empty(self) -> Database:
        in_memory = partial(sqlite3.connect, ":memory:", check_same_thread=False)
        database = Database(in_memory, self._failure)
        for statement in TABLES:
            database.run(statement)
        return database

    def _write(self, fill: Callable[[sqlite3.Connection], None], *, afresh: bool) -> None:
        database = Database(partial(open_for_writing, self._path, _SECONDS_TO_WAIT), self._failure)
        try:
            # Tables and what is in them come in one transaction: a run that is killed leaves the
            # file as it was.
            database.begin()
            if afresh or not _is_of_our_rules(database):
                for (name,) in database.rows("SELECT name FROM sqlite_schema WHERE type = 'table'"):
                    database.run(f'DROP TABLE "{name}"')
            for statement in TABLES:
                database.run(statement)
            try:
                fill(database.connection)
            except sqlite3.Error as error:
                raise self._failure(error) from error
            for statement in INDEXES:
                database.run(statement)
            database.end()
            # Else it is on disk twice as long as somebody reads it.
            database.rows("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            database.close()

    def _failure(self, error: sqlite3.Error) -> SearchNewsError:
        if is_damage(error):
            return _DamageError(f"{self._path} is damaged ({error})")
        return EngineError(
            f"{self._path}: the vocabulary cannot be read or written ({error}); free some disk "
            "space or check the permissions, then index again"
        )


def _is_of_our_rules(database: Database) -> bool:
    """Whether the keys in a vocabulary are those that are made now."""
    if not database.row("SELECT 1 FROM sqlite_schema WHERE name = 'about'"):
        return False
    made_by = database.row("SELECT value FROM about WHERE name = 'keys'")
    return made_by == (str(KEYS_VERSION),)
