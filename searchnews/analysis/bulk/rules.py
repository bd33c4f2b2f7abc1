"""The rules of the grammar, applied to whole texts of byte classes.

Signs that mean something are few: numpy finds where one may, at a tenth of a nanosecond a byte,
and a rule looks only there. A regular expression over all of the text costs more than the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from searchnews.analysis.bulk.byte_classes import (
    JOINED,
    KEPT_COMMA,
    MIDDLE_DOT,
    SIGN_WORDS,
    WORD_BYTES,
)
from searchnews.analysis.characters import SEPARATOR
from searchnews.analysis.grammar import ELIDED, Grammar, plural_of_inclusive

_Row: TypeAlias = npt.NDArray[np.uint8]
_Edit: TypeAlias = tuple[int, int, bytes]
"""What comes instead of [start, end)."""

_APOSTROPHE, _STOP, _COMMA, _SPACE = b"'., "
_SEPARATOR: Final = ord(SEPARATOR)


def with_whole_words(text: bytes) -> bytes:
    """A text in which no sign is left inside a word, and all others separate.

    It must begin and end with a separator. Words may have `JOINED` inside, which is to be dropped.
    """
    text = _without_apostrophes(_without_signs_of_words(text))
    for rule in _thousands_by_spaces, _inclusive_endings, _numbers_with_stops, _initials:
        text = _edited(text, rule(text, np.frombuffer(text, np.uint8)))
    return _with_decimal_commas(text)


def _edited(text: bytes, edits: Iterable[_Edit]) -> bytes:
    pieces: list[bytes] = []
    done = 0
    for start, end, instead in edits:
        pieces += text[done:start], instead
        done = end
    return b"".join((*pieces, text[done:])) if pieces else text


def _any_of(members: Iterable[int]) -> npt.NDArray[np.bool_]:
    """A table: whether a byte is one of them."""
    table = np.zeros(256, np.bool_)
    table[list(members)] = True
    return table


_DIGITS: Final = frozenset(b"0123456789")
_LETTERS: Final = WORD_BYTES - _DIGITS
_IS_DIGIT: Final = _any_of(_DIGITS)
_IS_LETTER: Final = _any_of(_LETTERS)
_IS_INSIDE: Final = _any_of(WORD_BYTES | {JOINED[0]})

_ACCENTED: Final = r"\x04-\x07\x80-\xff"
_GRAMMAR: Final = Grammar(
    start=f"[a-z0-9{_ACCENTED}]",
    letter=f"[a-z{_ACCENTED}]",
    inside=rf"[a-z0-9\x01{_ACCENTED}]",
    middle_dot=r"\x03",
)


def _compile(pattern: str) -> re.Pattern[bytes]:
    return re.compile(pattern.encode("ascii"))


_ELIDED_LETTERS: Final = frozenset(b"\xe7") | {ord(a) for a in ELIDED if len(a) == 1}
_ELIDED_QU: Final = tuple(sorted((a.encode() for a in ELIDED if len(a) > 1), key=len, reverse=True))
_IS_ELIDED_LETTER: Final = _any_of(_ELIDED_LETTERS)
# After these an elided letter, or qu, surely begins a word.
_IS_BEFORE_WORDS: Final = ~_any_of(WORD_BYTES | frozenset(b".'\3" + JOINED))


_IS_SIGN: Final = _any_of(placeholder[0] for placeholder, _ in SIGN_WORDS.values())


def _without_signs_of_words(text: bytes) -> bytes:
    """Separate at signs before letters, which are no words: %s, $ORLUNE."""
    row = np.frombuffer(text, np.uint8)
    signs = np.flatnonzero(_IS_SIGN[row])
    signs = signs[_IS_LETTER[row[signs + 1]]]
    if not len(signs):
        return text
    cut = row.copy()
    cut[signs] = _SEPARATOR
    return cut.tobytes()


def _without_apostrophes(text: bytes) -> bytes:
    """Cut elided articles, join what other apostrophes hold together, separate at the rest."""
    cut = bytearray(text)
    row = np.frombuffer(cut, np.uint8)
    offsets = np.flatnonzero(row == _APOSTROPHE)
    before, second, third = (row[offsets - n] for n in (1, 2, 3))
    has_letter = _IS_ELIDED_LETTER[before] & _IS_BEFORE_WORDS[second]
    has_qu = (before == ord("u")) & (second == ord("q")) & _IS_BEFORE_WORDS[third]
    row[offsets[has_letter] - 1] = _SEPARATOR
    row[offsets[has_qu] - 1] = _SEPARATOR
    row[offsets[has_qu] - 2] = _SEPARATOR
    row[offsets[has_letter | has_qu]] = _SEPARATOR
    for offset in offsets[~(has_letter | has_qu)].tolist():
        word_follows = cut[offset + 1] in WORD_BYTES
        if cut[offset - 1] not in WORD_BYTES:
            cut[offset] = _SEPARATOR
        elif article := _elided_length(cut, offset, word_follows=word_follows):
            cut[offset - article : offset + 1] = bytes([_SEPARATOR]) * (article + 1)
        else:
            cut[offset] = JOINED[0] if word_follows else _SEPARATOR
    return bytes(cut)


def _elided_length(text: bytearray, offset: int, *, word_follows: bool) -> int:
    """How many bytes before an apostrophe are an elided article, from the start of a word."""
    if text[offset - 1] in _ELIDED_LETTERS:
        length = 1
    elif text.endswith(b"qu", 0, offset):
        length = next(len(article) for article in _ELIDED_QU if text.endswith(article, 0, offset))
    else:
        return 0
    before = text[offset - length - 1]
    if before in WORD_BYTES or before == JOINED[0]:
        return 0
    return length if word_follows or before not in b".\x03" else 0


# These are for one space or stop what `Grammar` is for a whole number.
_SPACE_OF_THOUSANDS: Final = _compile(
    rf" (?=[0-9]{{3}}{_GRAMMAR.word_ends})(?:"
    + "|".join(rf"(?<![a-z0-9\x01{_ACCENTED}.,][0-9]{{{n}}} )(?<=[0-9]{{{n}}} )" for n in (1, 2, 3))
    + ")"
)
_DECIMAL: Final = _compile(_GRAMMAR.decimal)
_THOUSANDS_BY_STOPS: Final = _compile(_GRAMMAR.thousands)
# In the skeletons of the reference an accented letter is an x, but ç a c.
_INCLUSIVE: Final = _compile(
    _GRAMMAR.inclusive.replace("[ex]re", f"[ex{_ACCENTED}]re").replace("ce", r"[c\xe7]e")
)


def _thousands_by_spaces(text: bytes, row: _Row) -> Iterator[_Edit]:
    is_digit = row - ord("0") < len(_DIGITS)
    may_be = (row[1:-3] == _SPACE) & is_digit[:-4]
    may_be &= is_digit[2:-2] & is_digit[3:-1] & is_digit[4:]
    for offset in (np.flatnonzero(may_be) + 1).tolist():
        if _SPACE_OF_THOUSANDS.match(text, offset):
            yield offset, offset + 1, b""


def _inclusive_endings(text: bytes, row: _Row) -> Iterator[_Edit]:
    is_dot = row == MIDDLE_DOT[0]
    dots = np.flatnonzero((row == _STOP) | is_dot)
    may_be = is_dot[dots] | _IS_LETTER[row[dots + 1]]
    may_be &= _IS_LETTER[row[dots - 1]] & _IS_LETTER[row[dots - 2]]
    done = 0
    for offset in dots[may_be].tolist():
        if offset >= done and (endings := _INCLUSIVE.match(text, offset)):
            done = endings.end()
            base = text[offset - 1 : offset].decode("latin-1")
            yield offset, done, plural_of_inclusive(base, endings[0].decode("latin-1")).encode()


def _numbers_with_stops(text: bytes, row: _Row) -> Iterator[_Edit]:
    stops = np.flatnonzero(row == _STOP)
    done = 0
    for offset in stops[_IS_DIGIT[row[stops - 1]] & _IS_DIGIT[row[stops + 1]]].tolist():
        start = offset - 1
        while text[start - 1] in _DIGITS and start > done:
            start -= 1
        if start < done:
            continue
        if number := _DECIMAL.match(text, start):
            done, point = number.end(), number.start("point")
            whole, fraction = text[start:point].replace(b".", b""), text[point + 1 : done]
            yield start, done, b"%b,%b" % (whole, fraction)
        elif number := _THOUSANDS_BY_STOPS.match(text, start):
            done = number.end()
            yield start, done, number[0].replace(b".", b"")


def _initials(_: bytes, row: _Row) -> Iterator[_Edit]:
    stops = np.flatnonzero(row == _STOP)
    stops = stops[_IS_LETTER[row[stops - 1]] & _IS_LETTER[row[stops + 1]]]
    for offset in stops[~(_IS_INSIDE[row[stops - 2]] | _IS_INSIDE[row[stops + 2]])].tolist():
        yield offset, offset + 1, b""


def _with_decimal_commas(text: bytes) -> bytes:
    row = np.frombuffer(text, np.uint8).copy()
    commas = np.flatnonzero(row == _COMMA)
    row[commas[_IS_DIGIT[row[commas - 1]] & _IS_DIGIT[row[commas + 1]]]] = KEPT_COMMA[0]
    return row.tobytes()
