"""What each character is to the tokenizer: letter, apostrophe, space, mark, or nothing at all.

The reference tokenizer and `bulk` read the same classes, so that they cannot disagree about a
character.
"""

from __future__ import annotations

import unicodedata
from typing import Final

APOSTROPHES: Final = frozenset("'’‘ʼ′´`＇‛ʻʹ")
"""Every character that stands for an apostrophe in real French text, OCR and old keyboards."""

MIDDLE_DOTS: Final = frozenset("·•‧")
"""What inclusive spelling is typed with: auteur·rice, auteur•rice."""

IGNORED: Final = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
"""Soft hyphens, zero-width spaces and joiners, byte order marks: invisible inside words."""

# Letters to Unicode, but an ornament or a fraction to a reader: modifier letters such as the
# circumflex alone, and ½, which `isalnum` takes for a digit.
# But ʳ and its like are letters set high: Iᵉʳ.
_NO_LETTERS: Final = frozenset(
    map(chr, (*range(0x02B9, 0x02E0), *range(0x02E5, 0x0300)))
) | frozenset(c for c in map(chr, (*range(0xBC, 0xBF), *range(0x2150, 0x2160), 0x2189)))

SIGNS: Final = {"%": "pourcent", "€": "euro", "$": "dollar", "£": "sterling"}
"""Signs that are read aloud, each a word of its own; £ is not livre, which is a book."""

# № is no letter to Unicode, but is read as two: no.
_LETTERS_TOO: Final = frozenset("№")

SEPARATOR: Final = "\n"
MARK: Final = "\x01"


def skeleton_of(character: str) -> str:
    """What the grammar sees of a character; "" for one that is ignored.

    ASCII letters in lower case, digits, the full stop and the comma are themselves; other
    letters are "x", but ç is "c" because it is elided (ç'a été); a combining mark that no
    letter has absorbed is `MARK`; `SIGNS` are themselves; what is left is `SEPARATOR`.

    >>> [skeleton_of(c) for c in "Aéç’\u202f·"]
    ['a', 'x', 'c', "'", ' ', '·']
    """
    if character in IGNORED:
        return ""
    if character in APOSTROPHES:
        return "'"
    if character in MIDDLE_DOTS:
        return "·"
    if character in ".," or character in SIGNS:
        return character
    if character in _LETTERS_TOO:
        return "x"
    if character.isalnum() and character not in _NO_LETTERS:
        if character.isascii():
            return character.lower()
        return "c" if character in "çÇ" else "x"
    category = unicodedata.category(character)
    if category == "Zs":
        return " "
    return MARK if category[0] == "M" else SEPARATOR


class _Skeletons(dict[int, str]):
    """A table for `str.translate` that learns each character when it first meets it."""

    def __missing__(self, codepoint: int) -> str:
        self[codepoint] = skeleton = skeleton_of(chr(codepoint))
        return skeleton


SKELETONS: Final = _Skeletons()
"""`skeleton_of` as a table for `str.translate`."""
