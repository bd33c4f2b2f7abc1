"""The columns of every table: their names are a contract."""

from dataclasses import dataclass

import pytest

from searchnews.explore.tables import rows
from searchnews.explore.tables.columns import Column, Count, Ratio, Shown, columns_of


@pytest.mark.parametrize(
    ("row_type", "names"),
    [
        (rows.FacetRow, "value count total_count ratio"),
        (rows.TimelineRow, "date count total_count ratio"),
        (rows.SeriesRow, "series date count total_count ratio"),
        (rows.ConcordanceRow, "id date source title left node right offset"),
        (
            rows.CollocateRow,
            "word count frequency expected_count distance specificity logdice G2 npmi t",
        ),
        (rows.KeynessRow, "word count reference_count specificity G2 log_ratio articles"),
    ],
)
def test_names(row_type, names):
    assert [column.name for column in columns_of(row_type)] == names.split()


def test_types_and_how_people_read_them():
    @dataclass
    class Row:
        value: str | None
        count: Count
        ratio: Ratio
        authors: tuple[str, ...]
        relaxed: bool

    assert columns_of(Row) == (
        Column("value", str, Shown.TEXT),
        Column("count", int, Shown.COUNT),
        Column("ratio", float, Shown.PERCENT),
        Column("authors", tuple, Shown.TEXT),
        Column("relaxed", bool, Shown.TEXT),
    )
