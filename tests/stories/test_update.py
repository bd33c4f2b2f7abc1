"""Stories: what tells one event, in whatever order it comes, and what harms them."""

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stories.events import BUDGET, BUDGET_TOLD, FIRE, FIRE_AGAIN, FIRE_TOLD, SNOW, Index

from searchnews.copies.failures import damaged
from searchnews.errors import EngineError, IndexDamagedError

EVENTS = [FIRE, FIRE_TOLD, FIRE_AGAIN, BUDGET, BUDGET_TOLD, SNOW]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "stories.db"


def test_the_same_event_in_other_words_is_one_story(path):
    index = Index()
    for event in EVENTS:
        index.add(event)
    assert index.stories(path) == {(1, 2, 3), (4, 5)}


@pytest.mark.parametrize(
    ("day", "is_same"), [(20210228, True), (20210227, False), (20210304, True), (20210305, False)]
)
def test_a_story_is_told_within_two_days(path, day, is_same):
    index = Index()
    first, second = index.add(FIRE, 20210302), index.add(FIRE_TOLD, day)
    leader, follower = (first, second) if day > 20210302 else (second, first)
    assert index.stories(path) == ({(leader, follower)} if is_same else set())


def test_to_have_no_title_or_no_words_is_nothing_in_common(path):
    index = Index()
    for title, text in (("", SNOW[1]), ("", BUDGET[1]), ("", ""), ("", ""), ("", "le la les")):
        index.add((title, text))
    assert index.stories(path) == set()


@pytest.mark.parametrize(("first", "second"), [(20201231, 20210101), (20200228, 20200301)])
def test_years_and_months_end(path, first, second):
    index = Index()
    index.add(FIRE, first)
    index.add(FIRE_TOLD, second)
    assert index.stories(path) == {(1, 2)}


def test_what_is_not_compared_is_a_story_of_its_own(path):
    index = Index()
    for event in (FIRE, FIRE_TOLD, FIRE_AGAIN):
        index.add(event)
    index.followers = {2}
    assert index.stories(path) == {(1, 3)}


def test_who_follows_a_copy_no_more_is_compared_again(path):
    index = Index()
    for event in (FIRE, FIRE_TOLD):
        index.add(event)
    index.followers = {2}
    assert index.stories(path) == set()
    index.followers = set()
    assert index.stories(path) == {(1, 2)}
    index.followers = {1}
    assert index.stories(path) == set()


def test_without_its_leader_a_story_has_another(path):
    index = Index()
    for event in (FIRE, FIRE_TOLD, FIRE_AGAIN):
        index.add(event)
    assert index.stories(path) == {(1, 2, 3)}
    index.remove(1)
    assert index.stories(path) == {(2, 3)}
    index.remove(3)
    assert index.stories(path) == set()


def test_only_what_is_near_in_time_is_read_again(path):
    index = Index()
    index.add(FIRE, 20210302)
    index.add(BUDGET, 20210308)
    index.stories(path)
    index.read.clear()
    index.add(FIRE_TOLD, 20210303)
    assert index.stories(path) == {(1, 3)}
    assert index.read == [1, 3]
    index.read.clear()
    index.stories(path)
    assert index.read == []


def test_words_are_counted_again_when_there_are_twice_as_many_articles(path):
    index = Index()
    for count, counted in ((2, 1), (3, 1), (4, 2), (7, 2), (8, 3)):
        while index.articles < count:
            index.add(EVENTS[index.articles % len(EVENTS)], 20210301 + index.articles)
        index.stories(path)
        assert index.counted == counted, count


def test_where_words_are_weighed_as_others_do_all_is_compared_again(path):
    index = Index(shares_rarity=True)
    for day, event in ((2, FIRE), (2, FIRE_TOLD), (12, BUDGET), (22, SNOW)):
        index.add(event, 20210300 + day)
        assert index.stories(path) == ({(1, 2)} if index.articles > 1 else set())
    assert index.read == [1, 1, 2, 3, 1, 2, 3, 4]
    index.read.clear()
    index.remove(index.add(SNOW))
    assert index.stories(path) == {(1, 2)}
    assert index.read == []


# Which event is told on which day, and how many are compared before the next come.
TOLD = st.lists(st.tuples(st.integers(0, 5), st.integers(1, 9)), max_size=14)


@settings(max_examples=25)
@given(
    told=TOLD,
    updates=st.lists(st.integers(1, 5), min_size=1, max_size=3),
    at_once=st.integers(1, 9),
)
def test_day_by_day_or_all_at_once_stories_are_the_same(tmp_path_factory, told, updates, at_once):
    folder = tmp_path_factory.mktemp("stories")
    index, waiting = Index(), 0
    # Words are as rare in both: here they are looked at once.
    for number in range(2 * len(told) + 1):
        index.add((f"Brève {number}", "x" * (number + 3)), 19000101 + number)
    index.stories(folder / "by day.db")
    for place, (event, day) in enumerate(told):
        index.add(EVENTS[event], 20210300 + day)
        waiting += 1
        if waiting == updates[place % len(updates)]:
            index.stories(folder / "by day.db")
            waiting = 0
    by_day = index.stories(folder / "by day.db")
    assert by_day == index.stories(folder / "at once.db", at_once=at_once)


def rules_of_another_version(path):
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE about SET version = 0")


def tables_of_another_kind(path):
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("ALTER TABLE pairs DROP COLUMN shared")


def no_database(path):
    path.write_bytes(b"no database" * 1000)


def nothing(path):
    path.write_bytes(b"")


@pytest.mark.parametrize(
    "harm", [rules_of_another_version, tables_of_another_kind, no_database, nothing]
)
def test_what_is_damaged_is_made_again(path, harm):
    index = Index()
    for event in (FIRE, BUDGET, SNOW):
        index.add(event)
    index.stories(path)
    harm(path)
    index.add(FIRE_TOLD)
    assert index.stories(path) == {(1, 4)}


def test_an_update_that_is_interrupted_has_done_nothing(path, monkeypatch):
    index = Index()
    index.add(FIRE)
    index.stories(path)
    index.add(FIRE_TOLD)
    with monkeypatch.context() as context:
        context.setattr(Index, "texts", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            index.stories(path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM places").fetchone() == (0,)
    assert index.stories(path) == {(1, 2)}


def test_an_update_that_is_interrupted_goes_on_where_it_was(path, monkeypatch):
    index = Index()
    for day, event in enumerate((FIRE, FIRE_TOLD, BUDGET, SNOW, BUDGET_TOLD)):
        index.add(event, 20210302 + 5 * (day // 2))
    done = []

    def interrupted(*progress):
        done.append(progress)
        if len(done) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        index.stories(path, progress=interrupted, at_once=1)
    assert done == [(2, 5), (4, 5)]
    index.read.clear()
    assert index.stories(path, progress=interrupted, at_once=1) == {(1, 2)}
    assert (index.read, done[-1]) == ([3, 4, 5], (3, 3))


def test_stories_of_another_index_are_made_again(path):
    index = Index()
    index.add(FIRE)
    index.stories(path)
    other = Index(index="another")
    other.add(BUDGET)
    other.add(BUDGET_TOLD)
    assert other.stories(path) == {(1, 2)}
    assert other.read == [1, 2]


def test_an_article_that_cannot_be_read_is_said(path, monkeypatch):
    index = Index()
    index.add(FIRE)
    failure = damaged(path, "an article")
    monkeypatch.setattr(Index, "texts", lambda *_: (_ for _ in ()).throw(failure))
    with pytest.raises(IndexDamagedError):
        index.stories(path)


def test_what_cannot_be_written_is_said(path):
    path.mkdir()
    with pytest.raises(EngineError, match="cannot be written"):
        Index().stories(path)
