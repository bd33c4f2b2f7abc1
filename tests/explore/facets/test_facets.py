"""Facets: exact, of every engine alike, and what has no value is said."""

import datetime
from collections import Counter

import pytest

import searchnews
from searchnews.errors import InvalidArgumentError
from searchnews.explore.facets.fields import FIELDS, WEEKDAYS
from searchnews.explore.tables.rows import FacetRow, FieldFacetRow

ARTICLES = [
    searchnews.Article(id=str(number), title="Un pont" if number % 3 else "Un train", **values)
    for number, values in enumerate(
        [
            {"date": "2015-09-18T17:42:00+02:00", "source": "ATS", "authors": ("A. Roy", "L. Wit")},
            {"date": "2015-09-18", "source": "ATS", "authors": ("A. Roy",), "language": "fr"},
            {"date": "2015-10", "source": "L'Écho", "section": "Monde"},
            {"date": "2015", "source": "l'écho", "section": "Monde", "agency": "AFP"},
            {"date": "1914-08-02", "agency": "Havas"},
            {"date": "0987-12-31", "source": "…", "authors": ("…", "?")},
            {},
        ]
        * 2
    )
]


def values_of(article, field):
    """The values of a field, by looking at one article."""
    date = article.date or ""
    match field:
        case "author":
            return article.authors
        case "year":
            return [date[:4]] if date else []
        case "month":
            return [date[:7]] if len(date) >= 7 else []
        case "weekday":
            full = len(date) >= 10
            return [WEEKDAYS[datetime.date.fromisoformat(date[:10]).weekday()]] if full else []
        case _:
            value = getattr(article, field)
            return [value] if value else []


def counted(articles, field):
    counts = Counter()
    for article in articles:
        counts.update(values_of(article, field) or [None])
    return counts


@pytest.fixture
def filled(new_index):
    new_index.add(ARTICLES)
    return new_index


@pytest.mark.parametrize("field", FIELDS)
def test_counts_are_those_of_all_articles_looked_at(filled, field):
    facets = filled.facets("pont", by=field)
    matching = [article for article in ARTICLES if "pont" in article.title]
    assert {row.value: row.count for row in facets} == counted(matching, field)
    every = counted(ARTICLES, field)
    assert all(row.total_count == every[row.value] for row in facets)
    assert all(row.ratio == row.count / row.total_count for row in facets)
    assert facets.about.queries[0].matches == len(matching)
    assert facets.about.out_of == len(ARTICLES)


def test_deleted_articles_are_not_counted(filled):
    filled.delete([ARTICLES[1].id, ARTICLES[2].id])
    rows = {row.value: (row.count, row.total_count) for row in filled.facets("pont", by="source")}
    assert rows["ATS"] == (2, 3)


def test_names_are_sorted_by_count_and_dates_by_time(filled):
    assert [row.value for row in filled.facets("*", by="source")] == (
        ["ATS", "Havas", "L'Écho", "l'écho", "…", None]
    )
    assert [row.value for row in filled.facets("*", by="month")] == (
        ["0987-12", "1914-08", "2015-09", "2015-10", None]
    )
    assert [row.value for row in filled.facets("*", by="weekday")] == (
        ["lundi", "vendredi", "dimanche", None]
    )


def test_what_has_no_value_is_said(filled):
    assert filled.facets("*", by="section").notes() == ("10 articles without section",)
    facets = filled.facets("*", by=["month", "weekday"])
    assert facets.notes() == (
        "2 articles dated less precisely than month",
        "2 articles without a date",
        "4 articles dated less precisely than weekday",
        "2 articles without a date",
    )
    assert facets.sums()["fields"][1] == {
        "field": "weekday", "without": 6, "less_precise": 4, "values_left_out": 0
    }  # fmt: skip


def test_several_fields_name_themselves(filled):
    facets = filled.facets("*", by=["year", "agency", "year"])
    assert facets.row_type is FieldFacetRow
    assert facets.names == ("field", "value", "count", "total_count", "ratio")
    assert [(row.field, row.value) for row in facets][:2] == [("year", "0987"), ("year", "1914")]
    assert filled.facets("*", by=["year"]).row_type is FacetRow


def test_a_limit_leaves_out_names_and_says_so(filled):
    facets = filled.facets("*", by=["source", "year"], limit=1)
    assert [row.value for row in facets if row.field == "source"] == ["ATS", None]
    assert len([row for row in facets if row.field == "year"]) == 4
    assert facets.notes()[0] == "and 4 more values of source"


def test_filters_are_those_of_all_articles_as_well(filled):
    facets = filled.facets("pont", by="source", sources=["ATS"], date_from="2015")
    assert [(row.value, row.total_count) for row in facets] == [("ATS", 4)]
    assert facets.about.out_of == 4


@pytest.mark.parametrize("query", ["introuvable", "date:1789"])
def test_no_hits(filled, query):
    facets = filled.facets(query, by=["source", "month"])
    assert (list(facets), facets.notes()) == ([], ())


def test_an_empty_index(new_index):
    facets = new_index.facets("*", by=FIELDS)
    assert (list(facets), facets.about.out_of) == ([], 0)


def test_an_unknown_field_is_named(filled):
    with pytest.raises(InvalidArgumentError, match=r"by source, agency, .* not by 'ville'"):
        filled.facets("*", by="ville")
    with pytest.raises(InvalidArgumentError, match="limit"):
        filled.facets("*", by="source", limit=-1)
