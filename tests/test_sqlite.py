"""Databases of SQLite: one way in, and errors that tell damage from a failing machine."""

import sqlite3
from contextlib import closing
from functools import partial

import pytest

from searchnews.errors import SearchNewsError
from searchnews.sqlite import (
    Database,
    copy_database,
    files_of,
    is_damage,
    merge_log,
    open_for_reading,
    open_for_writing,
)


class OursError(SearchNewsError):
    pass


def ours(error):
    return OursError(str(error))


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "a.db"
    database = Database(partial(open_for_writing, path), ours)
    database.begin("CREATE TABLE words(word TEXT);")
    database.run("INSERT INTO words VALUES (?), (?)", "pont", "gare")
    database.end()
    yield path
    database.close()


def test_what_was_committed_is_read(path):
    database = Database(partial(open_for_reading, path), ours)
    assert database.rows("SELECT word FROM words ORDER BY word") == [("gare",), ("pont",)]
    assert database.row("SELECT word FROM words WHERE word = ?", "pont") == ("pont",)
    assert database.row("SELECT word FROM words WHERE word = ?", "quai") is None
    assert list(database.each("SELECT word FROM words WHERE word > ?", "h")) == [("pont",)]
    assert database.problems() == []
    database.close()
    database.close()


def test_what_was_not_committed_is_dropped(path):
    database = Database(partial(open_for_writing, path), ours)
    database.begin()
    assert database.run("DELETE FROM words") == 2
    database.close()
    database = Database(partial(open_for_reading, path), ours)
    assert len(database.rows("SELECT word FROM words")) == 2
    database.close()


def test_errors_are_those_of_the_caller(path, tmp_path):
    with pytest.raises(OursError, match="unable to open"):
        Database(partial(open_for_reading, tmp_path / "none.db"), ours)
    database = Database(partial(open_for_reading, path), ours)
    for attempt in (
        lambda: database.row("SELECT nothing"),
        lambda: database.rows("SELECT nothing"),
        lambda: list(database.each("SELECT nothing")),
        lambda: database.run("DELETE FROM words"),
        lambda: database.begin("nonsense"),
    ):
        with pytest.raises(OursError):
            attempt()
    database.close()


@pytest.mark.slow  # it waits for who writes
def test_what_stands_in_the_log_of_who_holds_it_alone_is_not_passed_over(tmp_path):
    path = tmp_path / "held.db"
    writer = open_for_writing(path)
    writer.execute("PRAGMA locking_mode = EXCLUSIVE")
    writer.execute("CREATE TABLE words AS SELECT 'quai' AS word")
    with pytest.raises(OursError, match="locked"):
        Database(partial(open_for_reading, path), ours)
    writer.close()
    with closing(Database(partial(open_for_reading, path), ours)) as database:
        assert database.rows("SELECT word FROM words") == [("quai",)]


def test_a_copy_has_what_stands_in_the_log(path, tmp_path):
    copy_database(path, tmp_path / "copy.db")
    with closing(Database(partial(open_for_reading, tmp_path / "copy.db"), ours)) as copy:
        assert copy.rows("SELECT word FROM words ORDER BY word") == [("gare",), ("pont",)]


def test_a_log_is_merged_into_its_file(path):
    database = Database(partial(open_for_writing, path), ours)
    database.run("INSERT INTO words VALUES ('quai')")
    assert all(file.exists() for file in files_of(path)[:3])
    database.close()


def test_after_a_reader_a_log_may_be_left_that_is_removed(tmp_path):
    path = tmp_path / "a.db"
    open_for_writing(path).close()
    reader = open_for_reading(path)
    reader.close()
    merge_log(path)
    assert list(tmp_path.iterdir()) == [path]


def error_of(code):
    error = sqlite3.OperationalError()
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (sqlite3.SQLITE_CORRUPT, True),
        (sqlite3.SQLITE_NOTADB, True),
        (sqlite3.SQLITE_ERROR, True),  # no such table
        (sqlite3.SQLITE_FULL, False),
        (sqlite3.SQLITE_IOERR_FSYNC, False),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, False),
        (sqlite3.SQLITE_CANTOPEN, False),
        (sqlite3.SQLITE_READONLY, False),
    ],
)
def test_damage_is_told_from_a_failing_machine(code, expected):
    assert is_damage(error_of(code)) == expected
    assert not is_damage(sqlite3.ProgrammingError("closed"))
