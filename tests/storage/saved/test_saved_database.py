"""`saved.db`: made, recognised, and never somebody else's file."""

import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

import searchnews
from searchnews.errors import EngineError, IndexDamagedError, IndexVersionError
from searchnews.storage.layout import Layout
from searchnews.storage.saved.database import SavedDatabase
from searchnews.storage.saved.opening import (
    is_foreign,
    opened_to_read,
    opened_to_write,
    problems_of,
)
from searchnews.storage.saved.records import Delivery, Found, SearchRecord

RECORD = SearchRecord(
    0, "Crues", "crue", {}, (Delivery("print"),), False, "2026-01-01", 7, "m", None, None
)


@pytest.fixture
def layout(tmp_path):
    return Layout(tmp_path)


@pytest.fixture
def path(layout):
    return layout.saved


@pytest.fixture
def database(layout):
    with closing(opened_to_write(layout)) as database:
        yield database


def admit(others, added):
    """Any search may be saved."""


def test_is_made_when_something_is_saved_and_not_before(layout):
    assert opened_to_read(layout) is None
    assert not layout.saved.exists()
    with closing(opened_to_write(layout)) as made:
        name = made.id
    with closing(opened_to_read(layout)) as again:
        assert again.id == name


def test_what_an_interruption_left_before_the_tables_is_made_whole(layout):
    layout.saved.touch()
    assert opened_to_read(layout) is None
    with closing(opened_to_write(layout)) as made:
        assert made.searches() == []


def test_who_looks_takes_no_lock_from_who_writes_in_the_same_process(layout):
    """Else the last other process to close it would remove the log that is written to."""
    with closing(opened_to_write(layout)) as writing:
        writing.add("crues", RECORD, (), admit)
        with closing(opened_to_read(layout)):
            pass
        other = (
            "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('SELECT * FROM searches')"
        )
        subprocess.run([sys.executable, "-c", other, str(layout.saved)], check=True)
        assert layout.saved.with_name("saved.db-wal").exists()
        writing.add("neiges", RECORD._replace(name="Neiges"), (), admit)
        with closing(opened_to_read(layout)) as again:
            assert [each.name for each in again.searches()] == ["Crues", "Neiges"]


def test_what_another_process_makes_while_somebody_looks_is_ours(layout, monkeypatch):
    with closing(sqlite3.connect(layout.saved)) as begun:
        begun.execute("PRAGMA journal_mode = WAL")  # a file, and no tables yet
    is_blank = SavedDatabase.is_blank.fget

    def look(database):
        monkeypatch.undo()
        with closing(opened_to_write(layout)):
            pass
        return is_blank(database)

    monkeypatch.setattr(SavedDatabase, "is_blank", property(look))
    assert not is_foreign(layout)


def _foreign(path):
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE lettres(a TEXT)")
        other.commit()


@pytest.mark.parametrize(
    "make", [lambda path: path.write_text("Chère Zoé"), _foreign, lambda path: path.mkdir()]
)
def test_a_file_of_the_users_is_left_as_it_is(layout, path, make):
    make(path)
    before = path.read_bytes() if path.is_file() else None
    for attempt in (opened_to_read, opened_to_write):
        with pytest.raises(IndexDamagedError, match=r"saved\.db is not by searchnews; move it"):
            attempt(layout)
    assert (path.read_bytes() if path.is_file() else None) == before


def test_tables_of_another_version_are_refused(layout, database):
    database.run("PRAGMA user_version = 99")
    with pytest.raises(IndexVersionError, match="made by another version"):
        opened_to_write(layout)


def test_a_damaged_file_is_found_by_the_check(layout, path):
    with closing(opened_to_write(layout)) as database:
        database.add("crues", RECORD, [f"article-{n}" for n in range(5000)], admit)
    assert problems_of(layout) == []
    content = bytearray(path.read_bytes())
    content[4096 * 3 : 4096 * 20] = bytes(4096 * 17)
    path.write_bytes(content)
    assert len(problems_of(layout)) >= 1


def test_a_disk_that_is_full_is_told(database):
    crues = database.add("crues", RECORD, [], admit)
    ((pages,),) = database.rows("PRAGMA page_count")
    database.run(f"PRAGMA max_page_count = {pages}")
    articles = [f"article-{n}" for n in range(50_000)]
    with pytest.raises(EngineError, match="cannot be read or written"):
        database.note_found([Found(crues.search, 9, "m", "2026-01-02", (), articles, ())])
    database.run("PRAGMA max_page_count = 1000000")
    assert database.matched([crues.search], None) == {crues.search: set()}
    assert database.find("crues") == crues


def test_the_check_of_an_index_reads_it(tmp_path):
    with searchnews.create(tmp_path / "index") as index:
        index.saved.add("crues", "crue")
        assert index.check().problems == ()
        assert index.statistics().bytes > (tmp_path / "index" / "saved.db").stat().st_size
        with closing(opened_to_write(Layout(tmp_path / "index"))) as database:
            database.run("PRAGMA user_version = 99")
        assert len(index.check().problems) == 1


def test_a_file_that_has_lost_its_head_is_found_by_the_check(tmp_path):
    with searchnews.create(tmp_path / "index") as index:
        index.saved.add("crues", "crue")
        index.saved.run()
        (index.directory / "saved.db").write_bytes(b"\0" * 5000)
        (problem,) = index.check().problems
        assert "holds no saved searches any more" in problem


def test_a_users_file_of_that_name_is_no_fault_of_the_index(tmp_path):
    with searchnews.create(tmp_path / "index") as index:
        (index.directory / "saved.db").write_text("Chère Zoé")
        assert index.check() == ((), 0, False, ())
        assert index.search("@partis").total == 0
        with pytest.raises(IndexDamagedError, match="move it away"):
            index.saved.add("crues", "crue")
