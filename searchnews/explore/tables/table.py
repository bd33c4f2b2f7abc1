"""The result type of everything that explores: rows that know their columns."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from searchnews.explore.about import About
from searchnews.explore.tables.columns import Column, Value, columns_of
from searchnews.explore.tables.delimited import Delimited

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow
    from _typeshed import DataclassInstance

    Row = TypeVar("Row", bound=DataclassInstance)
else:
    Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Table(Generic[Row]):
    """A small table: what was counted, row by row, and what it is about."""

    row_type: type[Row]
    """One of `searchnews.explore.tables.rows`; its fields are the columns."""
    rows: tuple[Row, ...]
    about: About

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns, in their order, also when there are no rows."""
        return columns_of(self.row_type)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)

    def values(self) -> Iterator[tuple[Value, ...]]:
        """The cells of each row, in the order of the columns."""
        for row in self.rows:
            yield tuple(getattr(row, name) for name in self.names)

    def to_dict(self) -> dict[str, Any]:
        """What it is about, and `rows`: a list of objects, as the command line prints in JSON."""
        return self.about.to_dict() | {"rows": list(self._objects())}

    def to_jsonl(self) -> str:
        """A JSON object a line, a line a row."""
        return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in self._objects())

    def to_csv(self, delimited: Delimited | None = None) -> str:
        """The rows as CSV, ended by CRLF; with commas and without byte order mark by default."""
        text = io.StringIO(newline="")
        (delimited or Delimited()).write(text, self.names, self.values())
        return text.getvalue()

    def to_arrow(self) -> pyarrow.Table:
        """The rows as an Arrow table.

        Raises:
            MissingDependencyError: pyarrow is not installed.
        """
        from searchnews.explore.tables.frames import to_arrow

        return to_arrow(self.columns, self.values())

    def to_pandas(self) -> pandas.DataFrame:
        """The rows as a data frame of pandas; whole numbers stay whole where some are missing.

        Raises:
            MissingDependencyError: pandas is not installed.
        """
        from searchnews.explore.tables.frames import to_pandas

        return to_pandas(self.columns, self.values())

    def to_polars(self) -> polars.DataFrame:
        """The rows as a data frame of polars.

        Raises:
            MissingDependencyError: polars is not installed.
        """
        from searchnews.explore.tables.frames import to_polars

        return to_polars(self.columns, self.values())

    def _objects(self) -> Iterator[dict[str, Value | list[str]]]:
        for row in self.values():
            yield {
                name: list(value) if isinstance(value, tuple) else value
                for name, value in zip(self.names, row, strict=True)
            }
