"""What everything that explores answers: rows that know their columns, and what they are about."""

from __future__ import annotations

import io
import json
from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from searchnews.explore.about import About
from searchnews.explore.tables.columns import Column, Value, columns_of
from searchnews.explore.tables.delimited import Delimited, Writable

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow
    from _typeshed import DataclassInstance

    Row = TypeVar("Row", bound=DataclassInstance)
else:
    Row = TypeVar("Row")


class Answer(ABC, Generic[Row]):
    """Rows of one type, read one at a time, and what they are about."""

    __slots__ = ()

    row_type: type[Row]
    """One of `searchnews.explore.tables.rows`; its fields are the columns."""
    about: About

    @abstractmethod
    def __iter__(self) -> Iterator[Row]:
        """The rows, in their order; each time anew."""

    def sums(self) -> dict[str, Any]:
        """What JSON says beside the rows; whole when all of them have been read."""
        return {}

    def notes(self) -> tuple[str, ...]:
        """What people must know beside the rows, a line each; whole when all have been read."""
        return ()

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
        names = self.names
        for row in self:
            yield tuple([getattr(row, name) for name in names])

    def to_dict(self) -> dict[str, Any]:
        """What it is about, and `rows`: a list of objects, as the command line prints in JSON."""
        rows = list(self._objects())
        return self.about.to_dict() | {"rows": rows} | self.sums()

    def to_jsonl(self) -> str:
        """A JSON object a line, a line a row."""
        text = io.StringIO()
        self.write_jsonl(text)
        return text.getvalue()

    def to_csv(self, delimited: Delimited | None = None) -> str:
        """The rows as CSV, ended by CRLF; with commas and without byte order mark by default."""
        text = io.StringIO(newline="")
        self.write_csv(text, delimited)
        return text.getvalue()

    def write_json(self, file: Writable) -> None:
        """Write what `to_dict` gives as JSON, a line a row, one row at a time."""
        head = json.dumps(self.about.to_dict(), ensure_ascii=False, indent=2)
        file.write(head.removesuffix("\n}") + ',\n  "rows": [')
        between = "\n    "
        for row in self._objects():
            file.write(f"{between}{json.dumps(row, ensure_ascii=False)}")
            between = ",\n    "
        file.write("]" if between == "\n    " else "\n  ]")
        for name, value in self.sums().items():
            file.write(f",\n  {json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}")
        file.write("\n}\n")

    def write_jsonl(self, file: Writable) -> None:
        """Write a JSON object a line, one row at a time."""
        for row in self._objects():
            file.write(f"{json.dumps(row, ensure_ascii=False)}\n")

    def write_csv(self, file: Writable, delimited: Delimited | None = None) -> None:
        """Write the rows as CSV, one at a time."""
        (delimited or Delimited()).write(file, self.names, self.values())

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
        names = self.names
        for row in self.values():
            yield {
                name: list(value) if isinstance(value, tuple) else value
                for name, value in zip(names, row, strict=True)
            }
