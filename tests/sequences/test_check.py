"""Checking a file of sequences finds what is wrong with it, and a damaged one is made again."""

import sqlite3
from contextlib import closing

import pytest
from sequences.texts import Texts

import searchnews
from searchnews.article import Article
from searchnews.sequences.check import problems
from searchnews.sequences.update import update_sequences

ARTICLES = {n: ("Un titre", f"mot{n} frappé") for n in range(1, 301)}


@pytest.fixture
def path(tmp_path):
    update_sequences(tmp_path / "s.db", Texts(ARTICLES))
    return tmp_path / "s.db"


def test_nothing_is_wrong(path):
    assert problems(path) == []
    update_sequences(path, Texts({n: ARTICLES[n] for n in range(1, 200)}, "2"))
    assert problems(path) == []


def test_no_file(tmp_path):
    assert problems(tmp_path / "none.db") == []


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("DELETE FROM chunks WHERE id = 1", "counted otherwise"),
        ("UPDATE chunks SET numbers = zeroblob(length(numbers)) WHERE id = 2", "other numbers"),
        ("UPDATE chunks SET content = x'00' WHERE id = 2", "damaged"),
        ("DELETE FROM columns", "damaged"),
        ("DROP TABLE chunks", "damaged"),
    ],
)
def test_what_is_wrong_is_said(path, statement, said):
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(statement)
    (problem,) = problems(path)
    assert str(path) in problem
    assert said in problem


def test_forms_that_are_not_known(path):
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        other = path.with_name("other.db")
        update_sequences(other, Texts({1: ("", "un mot")}))
        connection.execute("ATTACH ? AS other", (str(other),))
        connection.execute("DELETE FROM columns")
        connection.execute("INSERT INTO columns SELECT * FROM other.columns")
    assert "not known" in problems(path)[0]


def test_no_database(path):
    path.write_bytes(b"no database" * 1000)
    assert len(problems(path)) == 1


def test_check_removes_what_is_damaged(tmp_path):
    with searchnews.create(tmp_path / "index") as index:
        index.add([Article(id="a", body="Un pont, un autre pont.")])
        words = index.collocates("pont").sums()["words"]
        sequences = tmp_path / "index" / "sequences.db"
        assert index.check().notes == ()
        sequences.write_bytes(b"no database" * 1000)
        (note,) = index.check().notes
        assert "made again when words are next counted" in note
        assert not sequences.exists()
        assert index.check().notes == ()
        assert index.collocates("pont").sums()["words"] == words
