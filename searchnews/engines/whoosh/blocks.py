"""Blocks of postings: a stretch of a field's words, sorted, with the articles that have them.

Whoosh keeps the postings of each word by themselves, pickled: thousands of small pieces to make
and to write. A block is a few arrays, made, written and read as wholes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Any, Final, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

Numbers: TypeAlias = npt.NDArray[Any]
"""Whole numbers in a row."""

# Merging holds a block of each segment: 24 segments of 1,000 articles take 100 MB more than what is
# never merged; with eight times as many in a block 500 MB more, and as long.
_MOST_POSTINGS: Final = 1 << 15
_WIDTHS: Final = ("<u1", "<u2", "<u4")


class Block(NamedTuple):
    """Words with their postings; what belongs to the word `n` is at `bounds[n]:bounds[n + 1]`."""

    words: list[bytes]
    """Rising."""
    bounds: Numbers
    docs: Numbers
    """Whoosh's numbers of the articles, rising within a word."""
    counts: Numbers
    """In how many places each article has the word; 0 in fields that keep no places."""
    places: Numbers
    """Which, article by article; rising within one."""

    def place_bounds(self) -> Numbers:
        """The bounds of each word's places."""
        bounds: Numbers = bounds_of(self.counts)[self.bounds]
        return bounds

    def part(self, first: int, end: int) -> Block:
        """The words from the first one on, as far as the end."""
        start, stop = self.bounds[first], self.bounds[end]
        counts = self.counts[start:stop]
        before = int(self.counts[:start].sum())
        places = self.places[before : before + int(counts.sum())]
        bounds = self.bounds[first : end + 1] - start
        return Block(self.words[first:end], bounds, self.docs[start:stop], counts, places)

    def pieces(self) -> Iterator[Block]:
        """Itself, or as many blocks as it takes that none has too many postings."""
        first, words = 0, len(self.words)
        while first < words:
            end = bisect_right(self.bounds, self.bounds[first] + _MOST_POSTINGS) - 1
            end = min(max(end, first + 1), words)
            yield self if end - first == words else self.part(first, end)
            first = end


def bounds_of(counts: Numbers) -> Numbers:
    """Where each of so many begins, and the last ends.

    >>> bounds_of(np.array([2, 1])).tolist()
    [0, 2, 3]
    """
    bounds = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=bounds[1:])
    return bounds


def spans(starts: Numbers, counts: Numbers) -> Numbers:
    """The numbers from each start on, so many of each.

    >>> spans(np.array([7, 2]), np.array([2, 3])).tolist()
    [7, 8, 2, 3, 4]
    """
    bounds = bounds_of(counts)
    numbers: Numbers = np.arange(bounds[-1]) + np.repeat(starts - bounds[:-1], counts)
    return numbers


def no_places(postings: int) -> tuple[Numbers, Numbers]:
    """The counts and the places of so many postings in a field that keeps none."""
    return np.zeros(postings, np.uint8), np.zeros(0, np.uint8)


def narrow(numbers: Numbers) -> Numbers:
    """The same, in as few bytes each as hold the largest.

    >>> narrow(np.array([1, 300])).itemsize
    2
    """
    most = int(numbers.max()) if len(numbers) else 0
    width = next(width for width in _WIDTHS if most < 1 << 8 * np.dtype(width).itemsize)
    return numbers.astype(width, copy=False)
