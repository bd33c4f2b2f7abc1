"""Timelines of an index: exact, and the same from every engine."""

from collections import Counter

import pytest

import searchnews
from searchnews.errors import InvalidArgumentError

ARTICLES = [
    searchnews.Article(id=f"{day}-{number}", title="Un pont" if number % 2 else "Un train",
                       date=date, source=("ATS", "L'Écho", None)[number % 3])
    for day, date in enumerate(
        ["2015-09-18", "2015-09-18T17:42:00", "2015-10", "2015", "2016-02-29", "1998-12-31", None]
    )
    for number in range(day + 1)
]  # fmt: skip


@pytest.fixture
def filled(new_index):
    new_index.add(ARTICLES)
    return new_index


def monthly(articles):
    return Counter(a.date[:7] for a in articles if a.date and len(a.date) >= 7)


def test_counts_are_those_of_all_articles_looked_at(filled):
    found = filled.timeline("pont", by="month")
    matching = [article for article in ARTICLES if "pont" in article.title]
    counts, totals = monthly(matching), monthly(ARTICLES)
    rows = list(found)
    assert len(rows) == 12 * 17 + 3
    assert {row.date: row.count for row in rows if row.count} == counts
    assert {row.date: row.total_count for row in rows if row.total_count} == totals
    assert sum(row.count for row in rows) + sum(found.lines[0].unbinned) == len(matching)
    assert found.about.queries[0].matches == len(matching)


@pytest.mark.parametrize(
    ("by", "dates"),
    [
        ("day", ["2015-09-18", "2016-02-29"]),
        ("week", ["2015-09-14", "2016-02-29"]),
        ("quarter", ["2015-Q3", "2015-Q4", "2016-Q1"]),
        ("year", ["2015", "2016"]),
        ("decade", ["2010"]),
    ],
)
def test_every_interval(filled, by, dates):
    assert [row.date for row in filled.timeline("train", by=by, date_from="2015") if row.count] == (
        dates
    )


def test_the_filters_are_those_of_all_articles_as_well(filled):
    rows = list(
        filled.timeline("pont", by="year", sources=["ATS"], date_from="2014", date_to="2016")
    )
    assert [row.date for row in rows] == ["2014", "2015", "2016"]
    every = [a for a in ARTICLES if a.source == "ATS" and a.date]
    assert [row.total_count for row in rows] == [
        sum(a.date.startswith(year) for a in every) for year in ("2014", "2015", "2016")
    ]


def test_queries_beside_each_other(filled):
    found = filled.timeline("pont", "train", "pont", by="year", date_from="2015")
    assert [line.name for line in found.lines] == ["pont", "train"]
    assert found.lines[0].total_counts == found.lines[1].total_counts
    assert [query.matches for query in found.about.queries] == [6, 9]


def test_warnings_say_of_which_query_they_are(filled):
    found = filled.timeline('"pont', "train", "introuvable")
    assert [warning.split(":")[0] for warning in found.about.warnings] == ['"pont', "introuvable"]


def test_split_by_source(filled):
    found = filled.timeline("*", by="year", split="source")
    assert {line.name for line in found.lines} == {"ATS", "L'Écho", None}
    for line in found.lines:
        of_source = [a for a in ARTICLES if a.source == line.name and a.date]
        assert sum(line.counts) == len(of_source)
        assert line.counts == line.total_counts
    few = filled.timeline("*", by="year", split="source", limit=1)
    assert ([line.name for line in few.lines], few.left_out) == (["ATS", None], 1)


def test_no_hits(filled):
    found = filled.timeline("introuvable")
    assert (list(found), found.span) == ([], None)
    within = filled.timeline("introuvable", by="month", date_from="2015-09", date_to="2015-10")
    assert [(row.count, row.total_count) for row in within] == [(0, 3), (0, 3)]


def test_no_dates(new_index):
    new_index.add([searchnews.Article(id="a", title="Un pont")])
    assert new_index.timeline("pont").notes() == (
        "no match has a date that tells its day", "1 article without a date",
    )  # fmt: skip


def test_an_empty_index(new_index):
    assert list(new_index.timeline("*")) == []


@pytest.mark.parametrize(
    ("queries", "options", "said"),
    [
        ([], {}, "needs a query"),
        (["*"], {"by": "fortnight"}, "not 'fortnight'"),
        (["*"], {"split": "year"}, "not by 'year'"),
        (["a", "b"], {"split": "source"}, "one query is split"),
        (["*"], {"limit": -1}, "limit"),
        (["*"], {"by": "day", "date_from": "1700", "date_to": "2015"}, "choose a longer interval"),
    ],
)
def test_bad_arguments_are_named(filled, queries, options, said):
    with pytest.raises(InvalidArgumentError, match=said):
        filled.timeline(*queries, **options)
