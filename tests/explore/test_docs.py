"""The columns that the documentation promises are those of the tables."""

import re
from pathlib import Path

import pytest

from searchnews.explore.exports.entries import COLUMNS, USUAL_COLUMNS
from searchnews.explore.exports.formats import Format, format_of
from searchnews.explore.tables import rows
from searchnews.explore.tables.columns import columns_of

PAGE = (Path(__file__).parents[2] / "docs" / "exploring.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("table", "row_type"),
    [
        ("facets", rows.FacetRow),
        ("timeline", rows.TimelineRow),
        ("concordance", rows.ConcordanceRow),
        ("collocates", rows.CollocateRow),
        ("keyness", rows.KeynessRow),
        ("similar", rows.SimilarRow),
    ],
)
def test_columns_of_tables(table, row_type):
    promised = re.search(rf"^\| {table} \| `([^`]+)`", PAGE, re.MULTILINE)[1]
    assert promised.split() == [column.name for column in columns_of(row_type)]


def test_several_facets_name_their_field_first():
    assert "; of several fields, `field` first" in PAGE
    assert [column.name for column in columns_of(rows.FieldFacetRow)] == (
        ["field", *(column.name for column in columns_of(rows.FacetRow))]
    )


def test_columns_of_exports():
    assert f"\n    {' '.join(USUAL_COLUMNS)}\n" in PAGE
    assert f"`{' '.join(COLUMNS[len(USUAL_COLUMNS) :])}`" in PAGE


def test_ends_of_names():
    ends = re.search(r"file's name: `([^`]+)`", PAGE)[1].split()
    assert {format_of(Path(f"a{end}")) for end in ends} == set(Format)
