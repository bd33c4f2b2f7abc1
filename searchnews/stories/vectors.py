"""Dispatches as vectors of weighted words, and how alike two of them are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from searchnews.copies.fingerprints import bounds_of
from searchnews.stories.rarity import NO_WORD, Rarity, terms_of
from searchnews.stories.source import StoryText

_TERM_BITS: Final = np.uint64(32)
# Pairs whose words are compared at once: some 20 MB.
_PAIRS_AT_ONCE: Final = 10_000


class Vectors(NamedTuple):
    """The weights of the words of some dispatches, one after the other; each has length 1.

    A weight is (1 + log of how often) x rarity; the words of the title count twice.
    """

    numbers: npt.NDArray[np.int64]
    """Of the articles."""
    bounds: npt.NDArray[np.int64]
    """The words of dispatch n are at bounds[n]:bounds[n + 1]."""
    terms: npt.NDArray[np.uint32]
    """Rising in each dispatch; see `rarity.terms_of`."""
    weights: npt.NDArray[np.float32]

    @classmethod
    def of(cls, batches: Iterable[Sequence[StoryText]], rarity: Rarity) -> Vectors:
        """Those of some texts, given some at a time."""
        pieces = [_batch(texts, rarity) for texts in batches if texts] or [_batch([], rarity)]
        numbers, sizes, terms, weights = map(np.concatenate, zip(*pieces, strict=True))
        return cls(numbers, bounds_of(sizes), terms, weights)

    def taken(self, order: npt.NDArray[np.int64]) -> Vectors:
        """Those of some dispatches, in this order."""
        sizes = np.diff(self.bounds)[order]
        bounds = bounds_of(sizes)
        places = np.arange(bounds[-1]) + np.repeat(self.bounds[order] - bounds[:-1], sizes)
        return Vectors(self.numbers[order], bounds, self.terms[places], self.weights[places])

    def rows(self) -> npt.NDArray[np.int64]:
        """Which dispatch each word is of, counted from 0."""
        return np.repeat(np.arange(len(self.numbers)), np.diff(self.bounds))

    def heaviest(self, most: int) -> npt.NDArray[np.int64]:
        """Where the words stand that weigh most in each dispatch, so many of each."""
        rows = self.rows()
        order = np.lexsort((-self.weights, rows))
        ranks = np.arange(len(rows)) - self.bounds[rows]
        return order[ranks < most]

    def cosines(
        self, first: npt.NDArray[np.int64], second: npt.NDArray[np.int64]
    ) -> npt.NDArray[np.float32]:
        """How alike the dispatches of each pair are, from 0 to 1; both are counted from 0."""
        keys = self.rows().astype(np.uint64) << _TERM_BITS | self.terms
        pieces = [np.empty(0, np.float32)]
        for start in range(0, len(first), _PAIRS_AT_ONCE):
            end = start + _PAIRS_AT_ONCE
            pieces.append(self._cosines(keys, first[start:end], second[start:end]))
        return np.concatenate(pieces)

    def _cosines(
        self,
        keys: npt.NDArray[np.uint64],
        first: npt.NDArray[np.int64],
        second: npt.NDArray[np.int64],
    ) -> npt.NDArray[np.float32]:
        """The words of the first of each pair are looked for among those of the second."""
        sizes = np.diff(self.bounds)[first]
        pairs = np.repeat(np.arange(len(first)), sizes)
        own = np.arange(len(pairs)) + np.repeat(self.bounds[first] - bounds_of(sizes)[:-1], sizes)
        wanted = second[pairs].astype(np.uint64) << _TERM_BITS | self.terms[own]
        places = np.minimum(np.searchsorted(keys, wanted), max(0, len(keys) - 1))
        is_shared = keys[places] == wanted
        products = self.weights[own[is_shared]] * self.weights[places[is_shared]]
        return np.bincount(pairs[is_shared], products, minlength=len(first)).astype(np.float32)


class _Batch(NamedTuple):
    """Some texts: their numbers, how many words each has, which, and what they weigh."""

    numbers: npt.NDArray[np.int64]
    sizes: npt.NDArray[np.int64]
    terms: npt.NDArray[np.uint32]
    weights: npt.NDArray[np.float32]


def _batch(texts: Sequence[StoryText], rarity: Rarity) -> _Batch:
    words, bounds = terms_of(f"{text.title} {text.title} {text.opening}" for text in texts)
    rows = np.repeat(np.arange(len(texts), dtype=np.uint64), np.diff(bounds))
    keys, counts = np.unique(rows << _TERM_BITS | words, return_counts=True)
    terms = keys.astype(np.uint32)
    weights = rarity.of_terms(terms) * (1 + np.log(counts)).astype(np.float32)
    is_kept = (weights > 0) & (terms != NO_WORD)
    of_rows = (keys[is_kept] >> _TERM_BITS).astype(np.int64)
    weights = weights[is_kept]
    lengths = np.sqrt(np.bincount(of_rows, weights**2, minlength=len(texts)))
    return _Batch(
        np.array([text.number for text in texts], np.int64),
        np.bincount(of_rows, minlength=len(texts)),
        terms[is_kept],
        (weights / lengths[of_rows]).astype(np.float32),
    )
