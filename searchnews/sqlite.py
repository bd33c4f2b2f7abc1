"""SQLite databases: opened, read and changed in one way."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Final, TypeAlias

from searchnews.errors import SearchNewsError

Failure: TypeAlias = Callable[[sqlite3.Error], SearchNewsError]
"""Makes the exception that a caller is to see of one that SQLite raised."""

# What the machine does to a file, and not what the file holds: a full disk, an error of the disk,
# missing rights, another process. See https://sqlite.org/rescode.html
_OF_THE_MACHINE: Final = frozenset(
    (
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_INTERRUPT,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_NOLFS,
        sqlite3.SQLITE_AUTH,
    )
)
# Somebody writes: what stands in his log alone would be passed over.
_HELD: Final = frozenset((sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED))
_PRIMARY_CODE: Final = 0xFF  # the rest of a result code gives details

_FILES: Final = ("", "-wal", "-shm", "-journal")


def files_of(path: Path) -> tuple[Path, ...]:
    """The files that a database may consist of, itself first."""
    return tuple(path.with_name(path.name + suffix) for suffix in _FILES)


def is_damage(error: sqlite3.Error) -> bool:
    """Whether an error comes from what a database holds, and not from the machine."""
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return code is not None and code & _PRIMARY_CODE not in _OF_THE_MACHINE


def is_no_database(error: sqlite3.Error) -> bool:
    """Whether an error says that a file is none of SQLite's at all."""
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return code is not None and code & _PRIMARY_CODE == sqlite3.SQLITE_NOTADB


def open_for_reading(path: Path) -> sqlite3.Connection:
    """Open a database for reading, also on media and in folders that cannot be written to.

    Raises:
        sqlite3.Error: it cannot be read.
    """
    address = f"{path.absolute().as_uri()}?mode=ro"
    connection = sqlite3.connect(address, uri=True, check_same_thread=False)
    try:
        connection.execute("SELECT 1 FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError as error:
        connection.close()
        if error.sqlite_errorcode & _PRIMARY_CODE in _HELD:
            raise
        # A write-ahead log needs a second file even for reading; where none can be made nobody
        # writes.
        return sqlite3.connect(f"{address}&immutable=1", uri=True, check_same_thread=False)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def open_for_writing(path: Path, seconds_to_wait: float = 5.0) -> sqlite3.Connection:
    """Open a database for writing, or make it. Readers are not held up by who writes.

    Waits `seconds_to_wait` for another process that writes.

    Raises:
        sqlite3.Error: it cannot be opened.
    """
    connection = sqlite3.connect(
        path, timeout=seconds_to_wait, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def copy_database(path: Path, new: Path) -> None:
    """Copy a database as it is now, with what is in its log; `new` is made, or replaced.

    Raises:
        sqlite3.Error: it cannot be read, or not written there.
    """
    with closing(open_for_reading(path)) as known, closing(sqlite3.connect(new)) as copy:
        known.backup(copy)


def merge_log(path: Path) -> None:
    """Put what is in the log of a database into its file, and remove the log; nobody uses it.

    Raises:
        sqlite3.Error: it cannot be written.
    """
    open_for_writing(path).close()


class Database:
    """An open database. Several threads may use it, one statement at a time.

    Every method raises what `failure` makes of an error of SQLite.
    """

    def __init__(self, opened: Callable[[], sqlite3.Connection], failure: Failure) -> None:
        """`opened` opens it."""
        self._failure = failure
        self._lock = threading.Lock()
        try:
            self.connection = opened()
            """For many changes inside a transaction; what goes wrong SQLite raises itself."""
        except sqlite3.Error as error:
            raise failure(error) from error

    def row(self, sql: str, *parameters: object) -> tuple[Any, ...] | None:
        """The first row of an answer; None if there is none."""
        try:
            with self._lock:
                return self.connection.execute(sql, parameters).fetchone()  # type: ignore[no-any-return]
        except sqlite3.Error as error:
            raise self._failure(error) from error

    def rows(self, sql: str, *parameters: object) -> list[Any]:
        """All rows of an answer."""
        try:
            with self._lock:
                return self.connection.execute(sql, parameters).fetchall()
        except sqlite3.Error as error:
            raise self._failure(error) from error

    def each(self, sql: str, *parameters: object) -> Iterator[tuple[Any, ...]]:
        """The rows of an answer, one at a time; for one thread alone."""
        try:
            yield from self.connection.execute(sql, parameters)
        except sqlite3.Error as error:
            raise self._failure(error) from error

    def run(self, sql: str, *parameters: object) -> int:
        """Change something; gives how many rows were changed."""
        try:
            with self._lock:
                return self.connection.execute(sql, parameters).rowcount
        except sqlite3.Error as error:
            raise self._failure(error) from error

    def begin(self, statements: str = "") -> None:
        """Begin a transaction with some statements; nobody else can write until it ends."""
        try:
            with self._lock:
                self.connection.executescript(f"BEGIN IMMEDIATE; {statements}")
        except sqlite3.Error as error:
            raise self._failure(error) from error

    def end(self) -> None:
        """Make everything since `begin` permanent."""
        self.run("COMMIT")

    def problems(self) -> list[str]:
        """What SQLite finds wrong with the file, a sentence each; empty if nothing."""
        answers = [str(answer) for (answer,) in self.rows("PRAGMA quick_check")]
        return [answer for answer in answers if answer != "ok"]

    def close(self) -> None:
        """Let go of the file; what was not committed is dropped. Idempotent."""
        try:
            with self._lock:
                self.connection.close()
        except sqlite3.Error as error:
            raise self._failure(error) from error

    def __del__(self) -> None:
        # Nobody may know who uses it to the last, such as a search in another thread.
        if hasattr(self, "connection"):
            self.connection.close()
