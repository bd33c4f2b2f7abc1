"""The fields of an article in Whoosh.

Whoosh pickles their types into every index, so the names of the classes here cannot change as long
as indexes of this format are read.
"""

from __future__ import annotations

from typing import Final

from whoosh.columns import VarBytesColumn
from whoosh.fields import COLUMN, ID, FieldType, Schema
from whoosh.formats import Existence

from searchnews.engines.base import Document
from searchnews.engines.whoosh.places import PackedPlaces
from searchnews.index_fields import WHOLE_TERMS, WITH_POSITIONS, WITHOUT_POSITIONS

_DAY_DIGITS: Final = 14


class WordsWithPositions(FieldType):  # type: ignore[misc]
    """Words split at spaces, as they are."""

    def __init__(self) -> None:
        super().__init__(format=PackedPlaces(), analyzer=None, scorable=True)


class Words(FieldType):  # type: ignore[misc]
    """Words of which nothing is known but that they are there."""

    def __init__(self) -> None:
        super().__init__(format=Existence(), analyzer=None)


def schema() -> Schema:
    """The words, and two columns: what is stored with an article, and what to sort by.

    Not in Whoosh's stored fields: those it compresses, and articles are compressed already.
    """
    fields = {name: WordsWithPositions() for name in WITH_POSITIONS}
    fields |= {name: Words() for name in WITHOUT_POSITIONS}
    fields |= {name: ID() for name in ("id", "day", *WHOLE_TERMS)}
    return Schema(order=COLUMN(VarBytesColumn()), stored=COLUMN(VarBytesColumn()), **fields)


def order_of(article: Document) -> bytes:
    """What the column `order` holds of an article: its day and its id."""
    day = "" if article.day is None else day_term(article.day)
    return f"{day} {article.id}".encode()


def day_and_id(order: bytes) -> tuple[int | None, str]:
    """The day and the id of an article, from the column `order`.

    >>> day_and_id(b"20150918000000 a1"), day_and_id(b" a1")
    ((20150918000000, 'a1'), (None, 'a1'))
    """
    day, _, article_id = order.decode().partition(" ")
    return int(day) if day else None, article_id


def day_term(day: int) -> str:
    """A day number as a term: terms are sorted as texts."""
    return f"{day:0{_DAY_DIGITS}}"
