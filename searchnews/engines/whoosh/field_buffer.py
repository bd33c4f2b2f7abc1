"""The texts of one field while a segment is written: kept as numbers, sorted all at once.

Whoosh makes an object of each posting, sorts them, writes them out and reads them back. Here a text
is split, a dictionary gives its words numbers, and the rest is done by numpy.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import count
from typing import Final

import numpy as np

from searchnews.engines.base import FILLER
from searchnews.engines.whoosh.blocks import Block, Integers, bounds_of, no_positions
from searchnews.engines.whoosh.merging import DOC_BITS
from searchnews.query.clauses import MAX_SLOP

# Fillers stand in rows of so many, and are half of what is in `words`. Taken as one word a row is
# buffered and sorted in three quarters of the time. No word is a zero byte.
_ROW_POSITIONS: Final = MAX_SLOP + 1
_ROW: Final = f" {' '.join([FILLER] * _ROW_POSITIONS)} "
_ROW_MARK: Final = "\0"
_MARKED_ROW: Final = f" {_ROW_MARK} "
_FILLERS: Final = (FILLER, _ROW_MARK)


class _WordNumbers(dict[str, int]):
    """Words -> their numbers; a new word gets the next one."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        return number


class FieldBuffer:
    """The texts of a field; articles come in the order of their numbers."""

    def __init__(self, *, has_positions: bool) -> None:
        """`has_positions`: whether the field keeps them; only there fillers are no words."""
        self.has_positions = has_positions
        self._fillers = _FILLERS if has_positions else ()
        self._number_of = _WordNumbers(zip(self._fillers, count()))
        self._numbers = array("I")
        """Of all words and fillers of all texts."""
        self._docs = array("I")
        self._sizes = array("I")
        """Of the text of each article, in words and fillers."""

    def add_text(self, doc: int, text: str) -> int:
        """Add the text of an article; gives how many words and fillers it has."""
        if self.has_positions:
            text = text.replace(_ROW, _MARKED_ROW)
        return self._add(doc, text.split())

    def add_term(self, doc: int, term: str) -> int:
        """Add a text that is one term."""
        return self._add(doc, (term,))

    def block(self) -> Block:
        """The words of all texts, with their postings."""
        words = sorted(self._number_of)  # in the order of their bytes in UTF-8
        ranks = np.empty(len(words), np.int64)
        ranks[list(map(self._number_of.__getitem__, words))] = np.arange(len(words))
        is_word = self._is_word()
        positions = self._positions()[is_word] if self.has_positions else None
        docs = np.repeat(_array(self._docs), _array(self._sizes))[is_word]
        # Ranks and order of coming are sorted as one number: argsort of the ranks alone takes five
        # times as long.
        keys = ranks[_array(self._numbers)[is_word]]
        keys <<= DOC_BITS
        keys |= np.arange(len(keys))
        keys.sort()
        order = keys & (1 << DOC_BITS) - 1
        keys >>= DOC_BITS
        docs = docs[order]
        is_first = np.ones(len(docs), np.bool_)
        is_first[1:] = (keys[1:] != keys[:-1]) | (docs[1:] != docs[:-1])
        firsts = np.flatnonzero(is_first)
        articles_with = np.bincount(keys[firsts], minlength=len(words))
        encoded = [
            word.encode()
            for word, articles in zip(words, articles_with.tolist(), strict=True)
            if articles
        ]
        bounds = bounds_of(articles_with[articles_with > 0])
        if positions is None:
            return Block(encoded, bounds, docs[firsts], *no_positions(len(firsts)))
        counts = np.diff(firsts, append=len(docs))
        return Block(encoded, bounds, docs[firsts], counts, positions[order])

    def lengths(self) -> tuple[Integers, Integers]:
        """The articles, and how many words each has."""
        bounds = bounds_of(_array(self._sizes))
        return _array(self._docs), np.diff(bounds_of(self._is_word())[bounds])

    def _add(self, doc: int, words: Sequence[str]) -> int:
        self._numbers.extend(map(self._number_of.__getitem__, words))
        self._docs.append(doc)
        self._sizes.append(len(words))
        return len(words)

    def _is_word(self) -> Integers:
        is_word: Integers = _array(self._numbers) >= len(self._fillers)
        return is_word

    def _positions(self) -> Integers:
        """Of all words and fillers, each in its text."""
        is_row = _array(self._numbers) == self._number_of[_ROW_MARK]
        positions = bounds_of(np.where(is_row, np.uint8(_ROW_POSITIONS), np.uint8(1)))
        sizes = _array(self._sizes)
        starts = positions[bounds_of(sizes)[:-1]]
        in_text: Integers = positions[:-1] - np.repeat(starts, sizes)
        return in_text.astype(np.uint32)


def _array(numbers: array[int]) -> Integers:
    return np.frombuffer(numbers, np.uint32)
