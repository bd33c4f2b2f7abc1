"""Small answers: all their rows are there at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from searchnews.explore.about import About
from searchnews.explore.tables.answer import Answer, Row


@dataclass(frozen=True, slots=True)
class Table(Answer[Row]):
    """A small table: what was counted, row by row, and what it is about."""

    row_type: type[Row]
    rows: tuple[Row, ...]
    about: About

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)
