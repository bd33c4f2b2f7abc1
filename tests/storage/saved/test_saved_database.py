"""`saved.db`: made, recognised, and never somebody else's file."""

import sqlite3
from contextlib import closing

import pytest

import searchnews
from searchnews.errors import EngineError, IndexDamagedError, IndexVersionError, SearchNewsError
from searchnews.storage.saved.database import opened_to_read, opened_to_write, problems_of
from searchnews.storage.saved.records import Delivery, SearchRecord

RECORD = SearchRecord(
    0, "Crues", "crue", {}, (Delivery("print"),), False, "2026-01-01", 7, "m", None, None
)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "saved.db"


@pytest.fixture
def database(path):
    with closing(opened_to_write(path)) as database:
        yield database


def test_is_made_when_something_is_saved_and_not_before(path):
    assert opened_to_read(path) is None
    assert not path.exists()
    with closing(opened_to_write(path)) as made:
        name = made.id
    with closing(opened_to_read(path)) as again:
        assert again.id == name


def test_what_an_interruption_left_before_the_tables_is_made_whole(path):
    path.touch()
    assert opened_to_read(path) is None
    with closing(opened_to_write(path)) as made:
        assert made.searches() == []


def test_a_search_comes_back_as_it_was_saved(database):
    database.add("crues", RECORD, ["a1", "a2"])
    found = database.find("crues")
    assert found == RECORD._replace(search=found.search)
    assert database.searches() == [found]
    assert database.matched([found.search], None) == {found.search: {"a1", "a2"}}
    assert database.matched([found.search], ["a2", "a3"]) == {found.search: {"a2"}}


def test_nothing_of_a_transaction_that_fails_is_kept(database):
    database.add("crues", RECORD, ["a1"])

    def add_both():
        with database.transaction():
            database.add("neige", RECORD, ["a1"])
            database.add("crues", RECORD, ["a1"])  # the name is taken

    with pytest.raises(SearchNewsError):
        add_both()
    (kept,) = database.searches()
    assert database.find("crues") == kept


def test_the_number_of_a_removed_search_is_not_given_again(database):
    database.add("crues", RECORD, ["a1"])
    first = database.find("crues").search
    database.outbox.put(first, 1, b"", [Delivery("print")])
    database.remove(first)
    database.add("crues", RECORD, [])
    second = database.find("crues").search
    assert second != first
    assert database.matched([first, second], None) == {first: set(), second: set()}
    assert database.outbox.searches_waiting() == set()


def test_messages_wait_in_order_until_they_are_delivered_to_each_place(database):
    printed, mailed = Delivery("print"), Delivery("mail", "a@exemple.fr")
    first = database.outbox.put(1, 3, b"un", [printed, mailed])
    second = database.outbox.put(1, 2, b"deux", [printed])
    waiting = database.outbox.waiting(1)
    assert [(each.message, each.delivery) for each in waiting] == [
        (first, mailed), (first, printed), (second, printed),
    ]  # fmt: skip
    database.outbox.failed(waiting[0], "le serveur dort")
    database.outbox.delivered(waiting[1])
    (still, _) = database.outbox.waiting(1)
    assert (still.attempts, still.problem) == (1, "le serveur dort")


def test_delivered_messages_are_forgotten_but_for_the_last_articles(database):
    numbers = [database.outbox.put(1, 10, b"", []) for _ in range(5)]
    waits = database.outbox.put(1, 10, b"", [Delivery("print")])
    later = [database.outbox.put(1, 10, b"", []) for _ in range(3)]
    assert [each.message for each in database.outbox.latest(1, waits, 25)] == [
        waits, numbers[4], numbers[3],
    ]  # fmt: skip
    database.outbox.prune(1, 15)
    kept = [each.message for each in database.outbox.latest(1, 10**9, 10**9)]
    assert kept == [later[2], later[1], waits]
    database.outbox.prune(1, 0)
    assert [each.message for each in database.outbox.latest(1, 10**9, 10**9)] == [waits]


def _foreign(path):
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE lettres(a TEXT)")
        other.commit()


@pytest.mark.parametrize(
    "make", [lambda path: path.write_text("Chère Zoé"), _foreign, lambda path: path.mkdir()]
)
def test_a_file_of_the_users_is_left_as_it_is(path, make):
    make(path)
    before = path.read_bytes() if path.is_file() else None
    for attempt in (opened_to_read, opened_to_write):
        with pytest.raises(IndexDamagedError, match=r"saved\.db is not by searchnews; move it"):
            attempt(path)
    assert (path.read_bytes() if path.is_file() else None) == before


def test_tables_of_another_version_are_refused(path, database):
    database.run("PRAGMA user_version = 99")
    with pytest.raises(IndexVersionError, match="made by another version"):
        opened_to_write(path)


def test_a_damaged_file_is_found_by_the_check(path):
    with closing(opened_to_write(path)) as database, database.transaction():
        database.add("crues", RECORD, [f"article-{n}" for n in range(5000)])
    assert problems_of(path) == []
    content = bytearray(path.read_bytes())
    content[4096 * 3 : 4096 * 20] = bytes(4096 * 17)
    path.write_bytes(content)
    assert len(problems_of(path)) >= 1


def test_a_disk_that_is_full_is_told(path, database):
    ((pages,),) = database.rows("PRAGMA page_count")
    database.run(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(EngineError, match="cannot be read or written"), database.transaction():
        database.note_matched(1, [f"article-{n}" for n in range(50_000)])
    database.run("PRAGMA max_page_count = 1000000")
    assert database.matched([1], None) == {1: set()}


def test_the_check_of_an_index_reads_it(tmp_path):
    with searchnews.create(tmp_path / "index") as index:
        index.saved.add("crues", "crue")
        assert index.check().problems == ()
        assert index.statistics().bytes > (tmp_path / "index" / "saved.db").stat().st_size
        with closing(opened_to_write(tmp_path / "index" / "saved.db")) as database:
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
