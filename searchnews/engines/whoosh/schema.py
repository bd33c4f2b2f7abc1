"""The fields of an article in Whoosh."""

from __future__ import annotations

from typing import Any, Final

from whoosh.columns import VarBytesColumn
from whoosh.fields import COLUMN, ID, STORED, FieldType, Schema
from whoosh.formats import Existence

from searchnews.engines.base import (
    FIELDS_WITH_POSITIONS,
    FIELDS_WITHOUT_POSITIONS,
    TERM_FIELDS,
    Document,
)
from searchnews.engines.whoosh.places import PackedPlaces

_DAY_DIGITS: Final = 14


class WordsWithPositions(FieldType):  # type: ignore[misc]
    """Words as they are given, split at spaces; Whoosh's analyzers take ten times as long."""

    def __init__(self) -> None:
        super().__init__(format=PackedPlaces(), analyzer=None, scorable=True)


class Words(FieldType):  # type: ignore[misc]
    """Words of which only is known that they are there."""

    def __init__(self) -> None:
        super().__init__(format=Existence(), analyzer=None)


def schema() -> Schema:
    """The words, the article stored whole, and a column to sort by."""
    fields = {name: WordsWithPositions() for name in FIELDS_WITH_POSITIONS}
    fields |= {name: Words() for name in FIELDS_WITHOUT_POSITIONS}
    fields |= {name: ID() for name in ("id", "day", *TERM_FIELDS)}
    return Schema(order=COLUMN(VarBytesColumn()), stored=STORED(), **fields)


def values(article: Document) -> dict[str, Any]:
    """An article as Whoosh takes it."""
    names = ("id", *FIELDS_WITH_POSITIONS, *FIELDS_WITHOUT_POSITIONS, *TERM_FIELDS)
    fields: dict[str, Any] = {name: text for name in names if (text := getattr(article, name))}
    if article.day is not None:
        fields["day"] = day_term(article.day)
    fields["order"] = f"{fields.get('day', '')} {article.id}".encode()
    fields["stored"] = article.stored
    return fields


def day_and_id(order: bytes) -> tuple[int | None, str]:
    """What the column `order` says of an article.

    >>> day_and_id(b"20150918000000 a1"), day_and_id(b" a1")
    ((20150918000000, 'a1'), (None, 'a1'))
    """
    day, _, article_id = order.decode().partition(" ")
    return int(day) if day else None, article_id


def day_term(day: int) -> str:
    """A day number as a term: terms are sorted as texts."""
    return f"{day:0{_DAY_DIGITS}}"
