"""The columns of a table, read from the fields of its row type."""

from __future__ import annotations

from dataclasses import fields
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, TypeAlias, get_args, get_type_hints

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Value: TypeAlias = str | int | float | bool | tuple[str, ...] | None
"""What a cell holds; a tuple of texts where there may be several, such as authors."""


class Shown(Enum):
    """How people read a column; programs get its values as they are."""

    TEXT = "text"
    COUNT = "count"
    PERCENT = "percent"
    """A share between 0 and 1."""
    MEASURE = "measure"
    """A statistic, with two decimals."""
    BEFORE = "before"
    """The words before a node: its end is what matters."""
    NODE = "node"
    """The words that were found."""
    AFTER = "after"
    """The words after a node."""


# How the fields of row types are annotated.
Count: TypeAlias = Annotated[int, Shown.COUNT]
Ratio: TypeAlias = Annotated[float | None, Shown.PERCENT]
"""None where there is nothing to divide by."""
Measure: TypeAlias = Annotated[float, Shown.MEASURE]
Before: TypeAlias = Annotated[str, Shown.BEFORE]
Node: TypeAlias = Annotated[str, Shown.NODE]
After: TypeAlias = Annotated[str, Shown.AFTER]


class Column(NamedTuple):
    """A column: its name, which is a contract, the type of its values, and how it is shown."""

    name: str
    type: type
    """str, int, float, bool or tuple; any of them may be missing."""
    shown: Shown = Shown.TEXT


@cache
def columns_of(row_type: type[DataclassInstance]) -> tuple[Column, ...]:
    """The columns of a row type, in the order of its fields."""
    hints = get_type_hints(row_type, include_extras=True)
    return tuple(_column(field.name, hints[field.name]) for field in fields(row_type))


def _column(name: str, hint: Any) -> Column:
    shown = next(
        (each for each in getattr(hint, "__metadata__", ()) if isinstance(each, Shown)), None
    )
    if shown is not None:
        hint = get_args(hint)[0]
    if isinstance(hint, UnionType):
        (hint,) = (each for each in get_args(hint) if each is not NoneType)
    kind = getattr(hint, "__origin__", hint)
    return Column(name, kind, shown or Shown.TEXT)
