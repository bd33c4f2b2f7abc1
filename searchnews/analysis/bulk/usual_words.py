"""Which words of many texts are not written as they usually are, without Python for each word.

The words of the table, none longer than sixteen letters, are two numbers of eight bytes each, and
found by a hash of the first one and the length: words with the same hash stand in a chain.
"""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from searchnews.analysis.bulk.byte_classes import tables
from searchnews.analysis.lexicon import LONGEST, usual_forms

_Numbers: TypeAlias = npt.NDArray[np.uint64]
_Flags: TypeAlias = npt.NDArray[np.bool_]
_Offsets: TypeAlias = npt.NDArray[np.int64]
_Entries: TypeAlias = npt.NDArray[np.int16]

# A quarter of a megabyte that is asked for every word: one in seventeen of those that are not in
# the table has a slot of one that is.
_SLOTS: Final = 17  # in bits
_NONE: Final = -1

SPREAD: Final = np.uint64(0x9E3779B97F4A7C15)
"""An odd number without a pattern, which spreads what is multiplied by it over all bits: 2**64 over
the golden ratio (Knuth, The Art of Computer Programming, 6.4)."""
_SPREAD_LENGTH: Final = np.uint64(0x165667B19E3779F9)

_FIRST_BYTES: Final = np.array([(1 << 8 * n) - 1 for n in range(9)], "<u8")
"""How many bytes -> a mask for so many, of eight."""
_HALF: Final = 8
_BEYOND: Final = bytes(LONGEST)


class WordRows:
    """Words in a row of bytes, written and folded, at the same offsets."""

    def __init__(self, written: bytes, folded: bytes, starts: _Offsets, lengths: _Offsets) -> None:
        """`written` and `folded` are bytes of Windows-1252; words have `lengths` of bytes."""
        self.starts = starts
        self.lengths = lengths
        # Eight bytes from every offset on, as a number.
        self._written = np.ndarray((len(written) + _HALF,), "<u8", written + _BEYOND, strides=(1,))
        self._folded = np.ndarray((len(folded) + _HALF,), "<u8", folded + _BEYOND, strides=(1,))

    def keys(self) -> _Numbers:
        """Of each word a hash of the first eight bytes and the length."""
        first = self._folded[self.starts] & _FIRST_BYTES[np.minimum(self.lengths, _HALF)]
        keys: _Numbers = first * SPREAD ^ self.lengths.astype(np.uint64) * _SPREAD_LENGTH
        return keys

    def letters(self, which: _Offsets) -> Letters:
        """The letters of some words of at most `LONGEST` bytes."""
        starts, lengths = self.starts[which], self.lengths[which]
        first = _FIRST_BYTES[np.minimum(lengths, _HALF)]
        rest = _FIRST_BYTES[np.maximum(lengths - _HALF, 0)]
        behind = starts + _HALF
        return Letters(
            self._folded[starts] & first,
            self._folded[behind] & rest,
            self._written[starts] & first,
            self._written[behind] & rest,
        )


class Letters(NamedTuple):
    """Words as numbers, which are equal where the letters are."""

    folded: _Numbers
    """The first eight letters."""
    folded_rest: _Numbers
    written: _Numbers
    written_rest: _Numbers

    def some(self, which: _Flags | _Entries) -> Letters:
        """Some of these words."""
        return Letters(*(numbers[which] for numbers in self))


class _Table(NamedTuple):
    """Words that are usually written with accents."""

    first: _Entries
    """By slot: the number of a word, or `_NONE`."""
    following: _Entries
    """By the number of a word: that of the next one in its slot, or `_NONE`."""
    letters: Letters
    """The words, and how they are usually written."""


def unusual_words(rows: WordRows, keys: _Numbers, is_accented: _Flags) -> _Flags:
    """Which words are not written as usual; `keys` are those of `rows`."""
    table = _table()
    numbers = table.first[_slots(keys)]
    found = np.flatnonzero((numbers != _NONE) & (rows.lengths <= LONGEST))
    numbers = numbers[found]
    letters = rows.letters(found)
    is_unusual = is_accented.copy()
    while len(found):
        usual = table.letters.some(numbers)
        is_word = letters.folded == usual.folded
        is_word &= letters.folded_rest == usual.folded_rest
        is_other = letters.written != usual.written
        is_other |= letters.written_rest != usual.written_rest
        is_unusual[found[is_word]] = is_other[is_word]
        numbers = table.following[numbers]
        goes_on = ~is_word & (numbers != _NONE)
        found, numbers, letters = found[goes_on], numbers[goes_on], letters.some(goes_on)
    return is_unusual


def _slots(keys: _Numbers) -> _Numbers:
    return keys >> np.uint64(64 - _SLOTS)


@cache
def _table() -> _Table:
    """The table, made once."""
    forms = " ".join(usual_forms().values()).encode("cp1252")
    ends = np.append(np.flatnonzero(np.frombuffer(forms, np.uint8) == ord(" ")), len(forms))
    starts = np.append(0, ends[:-1] + 1)
    rows = WordRows(forms, forms.translate(tables().folds), starts, ends - starts)
    first = np.full(1 << _SLOTS, _NONE, np.int16)
    following = np.full(len(starts), _NONE, np.int16)
    for number, slot in enumerate(_slots(rows.keys()).tolist()):
        following[number], first[slot] = first[slot], number
    return _Table(first, following, rows.letters(np.arange(len(starts))))
