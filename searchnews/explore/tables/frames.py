"""Tables for programs that compute: Arrow, pandas and polars, where they are installed."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final

from searchnews.errors import MissingDependencyError
from searchnews.explore.tables.columns import Column, Value
from searchnews.explore.tables.delimited import writable

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

_PYARROW: Final = "pip install 'searchnews[parquet]'"
_PANDAS_TYPES: Final = {
    str: "string", int: "Int64", float: "Float64", bool: "boolean", tuple: "object",
}  # fmt: skip


def check_arrow() -> None:
    """Refuse what needs pyarrow where that is not installed; it is not imported.

    Raises:
        MissingDependencyError: it is not installed.
    """
    if find_spec("pyarrow") is None:
        raise _missing("pyarrow", _PYARROW)


def arrow_schema(columns: Sequence[Column]) -> pyarrow.Schema:
    """The types of the columns as Arrow has them; all may be null.

    Raises:
        MissingDependencyError: pyarrow is not installed.
    """
    arrow = _package("pyarrow", _PYARROW)
    types = {
        str: arrow.string(),
        int: arrow.int64(),
        float: arrow.float64(),
        bool: arrow.bool_(),
        tuple: arrow.list_(arrow.string()),
    }
    return arrow.schema([(column.name, types[column.type]) for column in columns])


def to_arrow(columns: Sequence[Column], rows: Iterable[Sequence[Value]]) -> pyarrow.Table:
    """An Arrow table of these columns.

    Raises:
        MissingDependencyError: pyarrow is not installed.
    """
    table = _package("pyarrow", _PYARROW).table
    return table(_by_column(columns, rows), schema=arrow_schema(columns))


def to_pandas(columns: Sequence[Column], rows: Iterable[Sequence[Value]]) -> pandas.DataFrame:
    """A data frame of pandas; its types hold missing values, so that counts stay whole numbers.

    Raises:
        MissingDependencyError: pandas is not installed.
    """
    package = _package("pandas", "pip install pandas")
    by_column = _by_column(columns, rows)
    typed = {
        column.name: package.array(by_column[column.name], dtype=_PANDAS_TYPES[column.type])
        for column in columns
    }
    frame: pandas.DataFrame = package.DataFrame(typed)
    return frame


def to_polars(columns: Sequence[Column], rows: Iterable[Sequence[Value]]) -> polars.DataFrame:
    """A data frame of polars.

    Raises:
        MissingDependencyError: polars is not installed.
    """
    package = _package("polars", "pip install polars")
    types = {
        str: package.String,
        int: package.Int64,
        float: package.Float64,
        bool: package.Boolean,
        tuple: package.List(package.String),
    }
    schema = {column.name: types[column.type] for column in columns}
    frame: polars.DataFrame = package.DataFrame(_by_column(columns, rows), schema=schema)
    return frame


def _by_column(
    columns: Sequence[Column], rows: Iterable[Sequence[Value]]
) -> dict[str, list[Value | list[str]]]:
    by_column: dict[str, list[Value | list[str]]] = {column.name: [] for column in columns}
    cells = list(by_column.values())
    for row in rows:
        for column, value in zip(cells, row, strict=True):
            column.append(_held(value))
    return by_column


def _held(value: Value) -> Value | list[str]:
    if isinstance(value, str):
        return writable(value)
    return [writable(text) for text in value] if isinstance(value, tuple) else value


def _package(name: str, how: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError:
        raise _missing(name, how) from None


def _missing(name: str, how: str) -> MissingDependencyError:
    return MissingDependencyError(f"this needs the package {name}; install it: {how}")
