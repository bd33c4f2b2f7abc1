"""The rows of a facet: every value with its share, and those without one."""

from searchnews.explore.facets.rows import facet_rows
from searchnews.explore.tables.rows import FacetRow


def test_the_most_frequent_first_and_no_value_last():
    assert facet_rows(
        {"ATS": 3, "Écho": 7, "AFP": 3},
        {"ATS": 30, "Écho": 7, "AFP": 4, "X": 9},
        without=90,
        total_without=100,
    ) == (
        FacetRow("Écho", 7, 7, 1.0),
        FacetRow("AFP", 3, 4, 0.75),
        FacetRow("ATS", 3, 30, 0.1),
        FacetRow(None, 90, 100, 0.9),
    )  # fmt: skip


def test_an_order_of_their_own():
    rows = facet_rows({"2015": 1, "1914": 2}, {}, ["1914", "2015"])
    assert [row.value for row in rows] == ["1914", "2015"]


def test_nothing():
    assert facet_rows({}, {"ATS": 3}) == ()
    assert facet_rows({"ATS": 0}, {}) == (FacetRow("ATS", 0, 0, None),)
