"""Tables of words: narrow screens leave measures out, never the words."""

import pytest
from explore.answers import about

from searchnews.explore.tables.rows import KeynessRow
from searchnews.explore.tables.table import Table
from searchnews.explore.terminal.screen import Screen
from searchnews.explore.terminal.word_lines import word_lines

ROWS = (KeynessRow("anticonstitutionnellement", 1234, 56, 78.9, 345.6, 2.5, 99),)


def lines(width, rows=ROWS):
    return list(word_lines(Table(KeynessRow, rows, about()), Screen(width)))


@pytest.mark.parametrize(
    ("width", "columns", "left_out"),
    [
        (100, "word count reference_count specificity G2 log_ratio articles", None),
        (85, "word count reference_count specificity log_ratio articles", "G2"),
        (70, "word count specificity log_ratio articles", "reference_count, G2"),
    ],
)
def test_as_many_columns_as_fit(width, columns, left_out):
    head, row, *rest = lines(width)
    assert head.split() == columns.split()
    assert row.startswith("anticonstitutionnellement  ")
    assert rest == ([f"(not shown on this width: {left_out})"] if left_out else [])
    assert all(len(line) <= width for line in (head, row))


def test_no_rows():
    assert len(lines(30, ())) == 1
