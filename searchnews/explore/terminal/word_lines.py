"""Tables of words for a terminal: narrow screens leave measures out, and never the words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from searchnews.explore.tables.answer import Answer, Row
from searchnews.explore.tables.columns import Column
from searchnews.explore.terminal.screen import Screen
from searchnews.explore.terminal.text_table import natural_width, text_table

_LEFT_OUT: Final = ("expected_count", "t", "npmi", "G2", "distance", "reference_count", "frequency")
"""Columns that narrow screens do without, the first one first; programs get all of them."""


def word_lines(answer: Answer[Row], screen: Screen) -> Iterator[str]:
    """The lines of a table, with as many of its columns as fit the screen."""
    rows = list(answer.values())
    columns = answer.columns
    for name in _LEFT_OUT:
        places = [place for place, column in enumerate(columns) if column.name != name]
        if natural_width(columns, rows, screen) <= screen.width:
            break
        columns = tuple(columns[place] for place in places)
        rows = [tuple(row[place] for place in places) for row in rows]
    yield from text_table(columns, rows, screen)
    if rows and (left_out := _others(answer.columns, columns)):
        yield screen.dim(f"(not shown on this width: {left_out})")


def _others(every: Sequence[Column], shown: Sequence[Column]) -> str:
    return ", ".join(column.name for column in every if column not in shown)
