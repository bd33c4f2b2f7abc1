"""The database of sequences: chunks, written forms, and how often each form is there.

`columns` holds arrays with a value for the number of every form, the border
first, compressed: `words`, u32,
the number of the form that is the word itself, folded; `frequencies`, i64, of all articles. A word
that is never written as it is folded has a number too, and no frequency.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from searchnews.errors import EngineError, SearchNewsError
from searchnews.sequences import SEQUENCES_VERSION
from searchnews.sequences.chunks import BrokenChunkError, compressed, decompressed
from searchnews.sqlite import is_damage, open_for_reading, open_for_writing

TABLES: Final = (
    "CREATE TABLE about(version INTEGER, identity TEXT, index_id TEXT, stamp TEXT)",
    "CREATE TABLE forms(number INTEGER PRIMARY KEY, form TEXT UNIQUE)",
    "CREATE TABLE columns(name TEXT PRIMARY KEY, content BLOB)",
    "CREATE TABLE chunks(id INTEGER PRIMARY KEY, numbers BLOB, content BLOB)",
)

# Another process that counts the same articles commits every few seconds.
_SECONDS_TO_WAIT: Final = 60.0


class DamagedSequencesError(SearchNewsError):
    """The file is no database, or holds something else than sequences: it is made again."""


class UnkeptError(EngineError):
    """The file cannot be read or written: what is asked of it must be made without it."""


class About(NamedTuple):
    """What the sequences are of."""

    identity: str
    """Of the numbers of forms: where they are given anew, there is another one."""
    index_id: str
    stamp: str | None
    """The commit whose articles they are; None while they are being made."""


@contextmanager
def failures(path: Path | None) -> Iterator[None]:
    """Raise what SQLite raises as one of ours.

    Raises:
        DamagedSequencesError: it comes from what the file holds.
        UnkeptError: it comes from the machine.
    """
    where = path or "the memory"
    try:
        yield
    except BrokenChunkError as error:
        raise DamagedSequencesError(f"{where} is damaged ({error})") from error
    except sqlite3.Error as error:
        if is_damage(error):
            raise DamagedSequencesError(f"{where} is damaged ({error})") from error
        raise UnkeptError(
            f"{where}: the words of the articles cannot be kept ({error}); free some disk space or "
            "check the permissions"
        ) from error


def opened_for_reading(path: Path) -> sqlite3.Connection:
    """Open the file; all that is read of it is of one moment.

    Raises:
        DamagedSequencesError, UnkeptError: it cannot be read.
    """
    with failures(path):
        connection = open_for_reading(path)
        connection.isolation_level = None
        connection.execute("BEGIN")
        return connection


def opened_for_writing(path: Path | None) -> sqlite3.Connection:
    """Open the file, or make it; None is a database in memory.

    Raises:
        DamagedSequencesError, UnkeptError: it cannot be written.
    """
    with failures(path):
        if path is None:
            return sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        return open_for_writing(path, _SECONDS_TO_WAIT)


def about(connection: sqlite3.Connection) -> About | None:
    """What sequences there are; None if there are none, or they were made by other rules."""
    if not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'about'").fetchone():
        return None
    row = connection.execute("SELECT version, identity, index_id, stamp FROM about").fetchone()
    if row is None or row[0] != SEQUENCES_VERSION:
        return None
    return About(*row[1:])


def begin_afresh(connection: sqlite3.Connection, index: str) -> About:
    """Make all tables again, empty, inside a transaction."""
    tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    for (name,) in tables:
        connection.execute(f'DROP TABLE "{name}"')
    for statement in TABLES:
        connection.execute(statement)
    made = About(secrets.token_hex(8), index, None)
    connection.execute("INSERT INTO about VALUES (?, ?, ?, ?)", (SEQUENCES_VERSION, *made))
    put_columns(connection, Columns.none())
    return made


def put_stamp(connection: sqlite3.Connection, stamp: str | None) -> None:
    """Note of which commit they are."""
    connection.execute("UPDATE about SET stamp = ?", (stamp,))


class Columns(NamedTuple):
    """What is known of each form, by its number."""

    words: npt.NDArray[np.uint32]
    """The number of the word, folded, that it is a form of."""
    frequencies: npt.NDArray[np.int64]
    """How often it is in all articles; that of the border is 0."""

    @classmethod
    def none(cls) -> Columns:
        """Only the border."""
        return cls(np.zeros(1, np.uint32), np.zeros(1, np.int64))


def read_columns(connection: sqlite3.Connection) -> Columns:
    """What is known of each form.

    Raises:
        BrokenChunkError: it is not what was written.
    """
    stored = dict(connection.execute("SELECT name, content FROM columns"))
    try:
        words = np.frombuffer(decompressed(stored["words"]), "<u4")
        frequencies = np.frombuffer(decompressed(stored["frequencies"]), "<i8")
    except (KeyError, ValueError, TypeError) as error:
        raise BrokenChunkError(f"the columns of forms: {error}") from error
    if not 0 < len(words) == len(frequencies) or words.max() >= len(words):
        raise BrokenChunkError("the columns of forms do not belong together")
    return Columns(words.astype(np.uint32), frequencies.astype(np.int64))


def put_columns(connection: sqlite3.Connection, columns: Columns) -> None:
    """Replace them."""
    connection.executemany(
        "INSERT OR REPLACE INTO columns VALUES (?, ?)",
        (
            ("words", compressed(columns.words.astype("<u4").tobytes())),
            ("frequencies", compressed(columns.frequencies.astype("<i8").tobytes())),
        ),
    )
