"""Facets: every value with its share, and those without one."""

from searchnews.explore.facets import facet_rows
from searchnews.explore.tables.rows import FacetRow


def test_the_most_frequent_first_and_no_value_last():
    assert facet_rows(
        {None: 90, "ATS": 3, "Écho": 7, "AFP": 3},
        {None: 100, "ATS": 30, "Écho": 7, "AFP": 4, "X": 9},
    ) == (
        FacetRow("Écho", 7, 7, 1.0),
        FacetRow("AFP", 3, 4, 0.75),
        FacetRow("ATS", 3, 30, 0.1),
        FacetRow(None, 90, 100, 0.9),
    )  # fmt: skip


def test_nothing():
    assert facet_rows({}, {"ATS": 3}) == ()
    assert facet_rows({"ATS": 0}, {}) == (FacetRow("ATS", 0, 0, None),)
