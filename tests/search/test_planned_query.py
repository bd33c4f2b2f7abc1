"""A planned query: where everything that takes queries begins."""

import datetime

import pytest

import searchnews
from searchnews.article import Article
from searchnews.search.options import SearchOptions
from searchnews.search.planned_query import plan_query
from searchnews.storage.layout import layout_of
from searchnews.storage.snapshots import Snapshots


@pytest.fixture
def snapshot(index):
    snapshots = Snapshots(layout_of(index.name))
    yield snapshots.latest()
    snapshots.close()


def test_knows_the_text_the_tree_the_words_and_the_warnings(snapshot):
    query = plan_query('raids "Palmyre zzz~', snapshot)
    assert query.text == 'raids "Palmyre zzz~'
    assert [(word.typed, word.forms.has_typed) for word in query.words] == [
        ("raids", True), ("Palmyre", True), ("zzz", False),
    ]  # fmt: skip
    assert query.warnings == ('a quote is not closed: " was left out',)


def test_a_query_is_planned_once_for_each_day_and_what_narrows_it(snapshot):
    query = plan_query("frappes", snapshot)
    assert plan_query("frappes", snapshot) is query
    other = SearchOptions.of({"date_from": "2016"})
    assert plan_query("frappes", snapshot, other) is not query
    then = SearchOptions(today=datetime.date(2016, 1, 2))
    since_then = plan_query("depuis:hier", snapshot, then).plan.strict
    assert since_then != plan_query("depuis:hier", snapshot).plan.strict


def test_a_clause_of_it_finds_what_a_search_finds(index, snapshot):
    options = SearchOptions.of({"date_from": "2016"})
    plan = plan_query("frappes", snapshot, options).plan
    found = snapshot.reader.search(plan.strict.clause, limit=10)
    searched = index.search("frappes", date_from="2016")
    assert [match.id for match in found.page] == [hit.article.id for hit in searched] == ["greve"]


def test_what_may_not_be_relaxed_is_not(snapshot):
    assert plan_query("titre:frappes ET aériennes", snapshot).plan.relaxed() is None
    relaxed = plan_query("frappes aériennes", snapshot).plan.relaxed()
    assert snapshot.reader.search(relaxed.query.clause, limit=0).total == 3


def test_a_word_that_is_missing_is_said_once(snapshot):
    for text in ("frappes PRÈS/5 cablle PRÈS/5 raids", "cablle raids cablle"):
        said = list(plan_query(text, snapshot).missing_words(relaxed=True))
        assert [each.startswith("no article has 'cablle'") for each in said] == [True]


def test_a_number_or_a_letter_alone_is_not_corrected(tmp_path):
    titles = ("t", "a", "1944", "1945", "12", "tvvx", "loup")
    articles = [Article(id=title, title=title, body="") for title in titles]
    with searchnews.create(tmp_path / "index") as index:
        index.add(articles)
        for text in ("loup^5", "loup 1943", "b", "13"):
            results = index.search(text)
            assert not any("read as" in said for said in results.warnings), text
            assert results.suggestion is None
        assert any("read as tvvx" in said for said in index.search("tvvz loup").warnings)
