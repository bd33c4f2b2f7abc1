"""How many columns of a terminal a text takes, and texts made to fit some."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import accumulate
from typing import Final

_WIDE: Final = frozenset("WF")
_WITHOUT_WIDTH: Final = frozenset(("Mn", "Me", "Cf"))


def display_width(text: str) -> int:
    """The columns that a text takes: Chinese letters and emoji two, combining accents none.

    >>> [display_width(text) for text in ("Raqa", "e\u0301te\u0301", "日本")]
    [4, 3, 4]
    """
    return len(text) if text.isascii() else sum(map(_width, text))


def fitted(text: str, width: int, *, ellipsis: str = "…", keep_end: bool = False) -> str:
    """The text, cut to a width with an ellipsis where it is cut; of its beginning, or of its end.

    >>> fitted("frappes aériennes", 9), fitted("frappes aériennes", 9, keep_end=True)
    ('frappes …', '…ériennes')
    """
    if display_width(text) <= width:
        return text
    room = width - len(ellipsis)
    if room < 0:
        return ellipsis[: max(width, 0)]
    if keep_end:
        return ellipsis + text[len(text) - _fitting(reversed(text), room) :]
    return text[: _fitting(text, room)] + ellipsis


def _fitting(characters: Iterable[str], room: int) -> int:
    """How many of the characters fit."""
    return sum(used <= room for used in accumulate(map(_width, characters)))


@lru_cache(maxsize=4096)
def _width(character: str) -> int:
    if unicodedata.category(character) in _WITHOUT_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(character) in _WIDE else 1
