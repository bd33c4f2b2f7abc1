"""Blocks of postings: neighbouring words of a field, sorted, with the articles that have them.

Whoosh pickles the postings of each word by themselves: thousands of small pieces to make and to
write. A block is a few arrays, each made, written and read at once.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Any, Final, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

Integers: TypeAlias = npt.NDArray[Any]
"""An array of integers."""

# Merging has a block of each segment in memory: 24 segments of 1,000 articles take 100 MB more than
# without merging; with eight times as many postings in a block 500 MB more, in the same time.
MOST_POSTINGS: Final = 1 << 15
_WIDTHS: Final = ("<u1", "<u2", "<u4")


class Block(NamedTuple):
    """Words with their postings; those of the word `n` are at `bounds[n]:bounds[n + 1]`."""

    words: list[bytes]
    """Ascending."""
    bounds: Integers
    docs: Integers
    """Whoosh's numbers of the articles, ascending within a word."""
    counts: Integers
    """How often each article has the word; 0 in fields without positions."""
    positions: Integers
    """Of the word in each article, one article after the other; ascending within each."""

    def position_bounds(self) -> Integers:
        """The bounds of each word's positions."""
        bounds: Integers = bounds_of(self.counts)[self.bounds]
        return bounds

    def part(self, first: int, end: int) -> Block:
        """The words from number `first` to `end`, which is not included."""
        start, stop = self.bounds[first], self.bounds[end]
        counts = self.counts[start:stop]
        before = int(self.counts[:start].sum())
        positions = self.positions[before : before + int(counts.sum())]
        bounds = self.bounds[first : end + 1] - start
        return Block(self.words[first:end], bounds, self.docs[start:stop], counts, positions)

    def split(self, most_postings: int = MOST_POSTINGS) -> Iterator[Block]:
        """Its words in blocks of at most so many postings, or of one word."""
        first, words = 0, len(self.words)
        while first < words:
            end = bisect_right(self.bounds, self.bounds[first] + most_postings) - 1
            end = min(max(end, first + 1), words)
            yield self if end - first == words else self.part(first, end)
            first = end


def bounds_of(counts: Integers) -> Integers:
    """Where each of some groups begins, and the last ends, from the number of members of each.

    >>> bounds_of(np.array([2, 1])).tolist()
    [0, 2, 3]
    """
    bounds = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=bounds[1:])
    return bounds


def spans(starts: Integers, counts: Integers) -> Integers:
    """Ranges of numbers, one after the other: from each start on, as many as its count.

    >>> spans(np.array([7, 2]), np.array([2, 3])).tolist()
    [7, 8, 2, 3, 4]
    """
    bounds = bounds_of(counts)
    numbers: Integers = np.arange(bounds[-1]) + np.repeat(starts - bounds[:-1], counts)
    return numbers


def no_positions(postings: int) -> tuple[Integers, Integers]:
    """The counts and the positions of so many postings in a field without positions."""
    return np.zeros(postings, np.uint8), np.zeros(0, np.uint8)


def narrow(numbers: Integers) -> Integers:
    """The same numbers, in as few bytes each as the largest needs.

    >>> narrow(np.array([1, 300])).itemsize
    2
    """
    most = int(numbers.max()) if len(numbers) else 0
    width = next(width for width in _WIDTHS if most < 1 << 8 * np.dtype(width).itemsize)
    return numbers.astype(width, copy=False)
