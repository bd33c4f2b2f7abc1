"""How wide texts are in DejaVu Sans, so that labels do not run into one another."""

from __future__ import annotations

import unicodedata
from itertools import accumulate
from typing import Final

# Thousandths of the font size, as the font file has them; what is not here is like a digit.
_WIDTHS: Final = {
    character: width
    for characters, width in (
        ("ijl'|", 278), ("IJ", 295), (" .,/:;’\u00a0", 325), ("\u202f", 200), ("f", 352),
        ("-", 361), ("t()[]", 391), ("r!", 411), ("\"", 460), ("s?", 525), ("z", 525),
        ("c", 550), ("L", 557), ("F", 575), ("k", 579), ("vxy", 592), ("P", 603), ("T", 611),
        ("Yaeo«»", 613), ("hnu", 634), ("E", 632), ("S", 635), ("K", 656), ("AVXZ", 685),
        ("BR", 690), ("C", 698), ("U", 732), ("HN", 750), ("D", 770), ("GOQ&", 780), ("w", 818),
        ("M", 863), ("%", 950), ("m", 974), ("W", 989), ("…", 1000), ("œ", 1023),
    )
    for character in characters
}  # fmt: skip
_DIGIT: Final = 636
_WIDE: Final = 1000
_BOLD: Final = 1.11


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a text in the units of the font size, within some percent.

    >>> round(text_width("Palmyre", 12))
    49
    """
    return _thousandths(text) / 1000 * size * (_BOLD if bold else 1)


def wrapped(text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """The text in lines that are no wider than the room, where its words allow it.

    >>> wrapped("Frappes aériennes sur Palmyre", 12, 120)
    ['Frappes aériennes', 'sur Palmyre']
    """
    lines: list[str] = []
    # str.split would also part at no-break spaces.
    for word in text.replace("\n", " ").split(" "):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(joined, size, bold=bold) <= room:
            lines[-1] = joined
        elif word:
            lines.append(word)
    return lines


def shortened(text: str, size: float, room: float) -> str:
    """The text, cut with an ellipsis where it is wider than the room.

    >>> shortened("Le Messager de la Haute-Vallée", 12, 100)
    'Le Messager d…'
    """
    if text_width(text, size) <= room:
        return text
    widths = accumulate(map(_thousandths, text), initial=_thousandths("…"))
    fitting = sum(width / 1000 * size <= room for width in widths) - 1
    return f"{text[: max(fitting, 0)].rstrip()}…"


def _thousandths(text: str) -> int:
    return sum(map(_width, unicodedata.normalize("NFD", text)))


def _width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    if unicodedata.east_asian_width(character) in "WF":
        return _WIDE
    return _WIDTHS.get(character, _DIGIT)
