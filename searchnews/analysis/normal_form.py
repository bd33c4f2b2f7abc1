"""Unicode's normal form C, in time that is linear in the text."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

MOST_MARKS: Final = 30
"""Combining marks that one letter keeps: more than any script writes, and what Unicode calls
stream-safe (UAX 15, section 13). The rest of a longer row means nothing and is left out: to bring
marks into order takes time with the square of their number, 3 s for 80,000."""

# Marks are neither letters, digits nor spaces to `re`; other signs may be among them.
_ROW_OF_MARKS: Final = re.compile(rf"[^\w\s\x00-\x7f]{{{MOST_MARKS + 1},}}")


def composed(text: str) -> str:
    r"""A text in normal form C, with at most `MOST_MARKS` combining marks in a row.

    >>> composed("e\u0301te\u0301"), len(composed("a" + "\u0323\u0301" * 1_000_000))
    ('été', 30)
    """
    if unicodedata.is_normalized("NFC", text):
        return text
    return unicodedata.normalize("NFC", _ROW_OF_MARKS.sub(_shortened, text))


def _shortened(row: re.Match[str]) -> str:
    """The signs of a row, without the combining marks after the first of each letter."""
    kept: list[str] = []
    marks = 0
    for character in row[0]:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= MOST_MARKS:
            kept.append(character)
    return "".join(kept)
