"""The texts of a field on their way into postings: gathered as numbers, sorted all at once.

Whoosh makes an object of each posting, sorts them, writes them out and reads them back. Here a text
is split, its words become numbers by a look into a table, and the rest is numpy's.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import count
from typing import Final

import numpy as np

from searchnews.engines.base import FILLER
from searchnews.engines.whoosh.blocks import Block, Numbers, bounds_of, no_places
from searchnews.engines.whoosh.merging import DOC_BITS
from searchnews.query.clauses import MAX_SLOP

# Fillers stand in rows of so many, and are half of all that stands in `words`. A row is taken as
# one: texts are gathered and sorted in three quarters of the time. No word is a zero byte.
_ROW_PLACES: Final = MAX_SLOP + 1
_ROW: Final = f" {' '.join([FILLER] * _ROW_PLACES)} "
_ROW_MARK: Final = "\0"
_MARKED_ROW: Final = f" {_ROW_MARK} "
_FILLERS: Final = (FILLER, _ROW_MARK)


class _NumberedWords(dict[str, int]):
    """Numbers words as they come."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        return number


class GatheredField:
    """The texts of a field, by rising article."""

    def __init__(self, *, placed: bool) -> None:
        """Whether the field keeps places; only there are fillers no words."""
        self.placed = placed
        self._fillers = _FILLERS if placed else ()
        self._numbers_of = _NumberedWords(zip(self._fillers, count()))
        self._numbers = array("I")
        self._docs = array("I")
        self._sizes = array("I")
        """Of the text of each article, in words and fillers."""

    def add_text(self, doc: int, text: str) -> int:
        """Gather a text; gives how much there is to sort of it."""
        if self.placed:
            text = text.replace(_ROW, _MARKED_ROW)
        return self._add(doc, text.split())

    def add_term(self, doc: int, term: str) -> int:
        """Gather a text that is one term."""
        return self._add(doc, (term,))

    def block(self) -> Block:
        """The words of all texts."""
        words = sorted(self._numbers_of)  # as their bytes in UTF-8 sort
        ranks = np.empty(len(words), np.int64)
        ranks[list(map(self._numbers_of.__getitem__, words))] = np.arange(len(words))
        is_word = self._is_word()
        places = self._places()[is_word] if self.placed else None
        docs = np.repeat(_array(self._docs), _array(self._sizes))[is_word]
        # To sort these takes a fifth of the time of finding the order of the ranks alone.
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
        if places is None:
            return Block(encoded, bounds, docs[firsts], *no_places(len(firsts)))
        counts = np.diff(firsts, append=len(docs))
        return Block(encoded, bounds, docs[firsts], counts, places[order])

    def lengths(self) -> tuple[Numbers, Numbers]:
        """The articles, and how many words each has."""
        bounds = bounds_of(_array(self._sizes))
        return _array(self._docs), np.diff(bounds_of(self._is_word())[bounds])

    def _add(self, doc: int, words: Sequence[str]) -> int:
        self._numbers.extend(map(self._numbers_of.__getitem__, words))
        self._docs.append(doc)
        self._sizes.append(len(words))
        return len(words)

    def _is_word(self) -> Numbers:
        is_word: Numbers = _array(self._numbers) >= len(self._fillers)
        return is_word

    def _places(self) -> Numbers:
        is_row = _array(self._numbers) == self._numbers_of[_ROW_MARK]
        places = bounds_of(np.where(is_row, np.uint8(_ROW_PLACES), np.uint8(1)))
        sizes = _array(self._sizes)
        in_text: Numbers = places[:-1] - np.repeat(places[bounds_of(sizes)[:-1]], sizes)
        return in_text.astype(np.uint32)


def _array(numbers: array[int]) -> Numbers:
    return np.frombuffer(numbers, np.uint32)
