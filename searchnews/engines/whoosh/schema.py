"""The fields of an article in Whoosh."""

from __future__ import annotations

from typing import Final

from whoosh.columns import VarBytesColumn
from whoosh.fields import COLUMN, ID, FieldType, Schema
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
    """Words as they are given, split at spaces."""

    def __init__(self) -> None:
        super().__init__(format=PackedPlaces(), analyzer=None, scorable=True)


class Words(FieldType):  # type: ignore[misc]
    """Words of which only is known that they are there."""

    def __init__(self) -> None:
        super().__init__(format=Existence(), analyzer=None)


def schema() -> Schema:
    """The words, and columns: the article whole, and what to sort by.

    Whoosh would compress what it stores, which is compressed already.
    """
    fields = {name: WordsWithPositions() for name in FIELDS_WITH_POSITIONS}
    fields |= {name: Words() for name in FIELDS_WITHOUT_POSITIONS}
    fields |= {name: ID() for name in ("id", "day", *TERM_FIELDS)}
    return Schema(order=COLUMN(VarBytesColumn()), stored=COLUMN(VarBytesColumn()), **fields)


def order_of(article: Document) -> bytes:
    """What the column `order` says of an article."""
    day = "" if article.day is None else day_term(article.day)
    return f"{day} {article.id}".encode()


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
