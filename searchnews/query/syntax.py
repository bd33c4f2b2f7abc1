"""The syntax tree of a query: what was typed, before the index is asked what it means.

Spans are places in the query's text, in characters, half-open; nodes are equal whatever their
places.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

Span: TypeAlias = tuple[int, int]
FieldName: TypeAlias = Literal["title", "source", "author", "section", "body"]

_NOWHERE: Final = (0, 0)


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it was typed, often with signs around; Al-Qaida is several, in a row."""

    text: str
    exact: bool = False
    """`=frappes`: this form, not its inflections."""
    edits: int = 0
    """`Choigou~2`: so many letters off, 0 to 2."""
    span: Span = dataclasses.field(default=_NOWHERE, compare=False)
    """Of `text`, without `=` and `~`."""


@dataclass(frozen=True, slots=True)
class Wildcard:
    """`djihad*`, `r?qa`; inside a phrase also a lone `*`, for any one word."""

    pattern: str
    span: Span = dataclasses.field(default=_NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Phrase:
    """`"frappes aériennes"~3`: words in a row, with up to `slop` others between them."""

    parts: tuple[Word | Wildcard, ...]
    slop: int = 0
    span: Span = dataclasses.field(default=_NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class InField:
    """`titre:Syrie`."""

    field: FieldName
    node: Node
    span: Span = dataclasses.field(default=_NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class DateRange:
    """`date:`, `depuis:` and `avant:`: normalised dates, both included; None is open."""

    low: str | None
    high: str | None
    high_excluded: bool = False
    """`avant:2016`: strictly before."""
    span: Span = dataclasses.field(default=_NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class And:
    """`a ET b`."""

    nodes: tuple[Node, ...]
    span: Span = dataclasses.field(default=_NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Or:
    """`a OU b`."""

    nodes: tuple[Node, ...]
    span: Span = dataclasses.field(default=_NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Not:
    """`SAUF a`, `-a`."""

    node: Node
    span: Span = dataclasses.field(default=_NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Bag:
    """`a b`: all are wanted; where too few articles have all of the words, some will do."""

    nodes: tuple[Node, ...]
    span: Span = dataclasses.field(default=_NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Alternatives:
    """A word, or words side by side, and their synonyms; nobody types this."""

    node: Node
    others: tuple[tuple[str, ...], ...]
    """Words and phrases, folded."""
    span: Span = dataclasses.field(default=_NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Everything:
    """`*`: every article."""

    span: Span = dataclasses.field(default=_NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Nothing:
    """A query without a word."""

    span: Span = dataclasses.field(default=_NOWHERE, compare=False)


Node: TypeAlias = (
    Word
    | Wildcard
    | Phrase
    | InField
    | DateRange
    | And
    | Or
    | Not
    | Bag
    | Alternatives
    | Everything
    | Nothing
)
