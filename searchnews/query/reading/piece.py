"""The pieces that a query is cut into."""

from __future__ import annotations

from typing import Literal, NamedTuple

from searchnews.query.language import FieldName, Operator
from searchnews.query.syntax import Node, Span


class Piece(NamedTuple):
    """A piece of a query: something to search for, an operator or a bracket."""

    kind: Literal["leaf", "open", "close", "required"] | Operator
    span: Span
    node: Node | None = None
    """What a leaf searches for."""
    field: FieldName | None = None
    """Of an opening bracket: `titre:(`."""
    distance: int = 0
    """Of NEAR: the most words that may stand between what it joins."""
