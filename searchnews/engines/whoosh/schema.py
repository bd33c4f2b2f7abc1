"""The fields of an article in Whoosh.

Whoosh pickles their types into every index, so the names of the classes here cannot change as long
as indexes of this format are read.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from whoosh.columns import VarBytesColumn
from whoosh.fields import COLUMN, ID, FieldType, Schema
from whoosh.formats import Existence

from searchnews.engines.whoosh.places import PackedPlaces
from searchnews.index_fields import WHOLE_TERMS, WITH_POSITIONS, WITHOUT_POSITIONS

_DAY_DIGITS: Final = 14
_NUMBER_DIGITS: Final = 19


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
    fields |= {name: ID() for name in ("id", "day", "number", *WHOLE_TERMS)}
    return Schema(order=COLUMN(VarBytesColumn()), stored=COLUMN(VarBytesColumn()), **fields)


class Order(NamedTuple):
    """What the column `order` holds of an article."""

    day: int | None
    moment: int | None
    number: int
    id: str

    @classmethod
    def of(cls, column: bytes) -> Order:
        """That of an article, from the column.

        >>> Order.of(b"20150918000000 20150918000000 7 a1")
        Order(day=20150918000000, moment=20150918000000, number=7, id='a1')
        >>> Order.of(b"  8 a2")
        Order(day=None, moment=None, number=8, id='a2')
        """
        day, moment, number, article_id = column.decode().split(" ", 3)
        return cls(
            int(day) if day else None, int(moment) if moment else None, int(number), article_id
        )

    def to_column(self) -> bytes:
        """The value of the column."""
        day, moment = ("" if date is None else day_term(date) for date in (self.day, self.moment))
        return f"{day} {moment} {self.number} {self.id}".encode()


def day_term(day: int) -> str:
    """A day number as a term: terms are sorted as texts."""
    return f"{day:0{_DAY_DIGITS}}"


def number_term(number: int) -> str:
    """The number of an article as a term."""
    return f"{number:0{_NUMBER_DIGITS}}"
