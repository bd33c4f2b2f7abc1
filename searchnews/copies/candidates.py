"""Pairs of articles that may be copies: those that share fingerprints."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from searchnews.copies.fingerprints import bounds_of
from searchnews.copies.postings import Postings, postings_of
from searchnews.copies.segments import Segment
from searchnews.copies.source import AreThere

_FEWEST_SHARED: Final = 2

# Of the articles with a fingerprint each is compared with so many that came just before it, and
# with the first. Larger groups than that are copies of one another, and of the first.
_NEIGHBOURS: Final = 64

_LATER: Final = np.uint64(32)


class Candidates(NamedTuple):
    """What is to be compared, as numbers of articles."""

    later: npt.NDArray[np.int64]
    """Of each pair the article that came later, which is new."""
    earlier: npt.NDArray[np.int64]
    doubtful: npt.NDArray[np.int64]
    """Older articles that share what has become a commonplace: their pairs are to be compared
    again."""


def candidates(new: Segment, older: Sequence[Segment], are_there: AreThere) -> Candidates:
    """The pairs of each new article with those before it that may be its copies.

    Cost: the postings of the new segment are looked for in each older one, 0.1 microseconds each.
    """
    keys = new.keys_between(0, 1 << 32)
    fingerprints, totals = np.unique((keys >> np.uint64(32)).astype(np.uint32), return_counts=True)
    for segment in older:
        totals += segment.find(fingerprints)[1]
    shared = fingerprints[totals >= _FEWEST_SHARED]
    before = postings_of(older, shared, are_there)
    after = before.joined(postings_of([new], shared, are_there))
    is_commonplace = after.commonplaces()
    is_new_one = is_commonplace & ~before.commonplaces()
    doubtful = np.unique(before.articles.numbers[is_new_one[before.fingerprints]])
    numbers = new.articles.numbers
    first_new = int(numbers[0]) if len(numbers) else 0
    later, earlier = _pairs(after.taken(~is_commonplace[after.fingerprints]), first_new)
    return Candidates(later, earlier, doubtful.astype(np.int64))


def _pairs(
    postings: Postings, first_new: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The pairs that share fingerprints enough; the later one has a number from `first_new` on."""
    pairs, shared = np.unique(_sharing(postings, first_new), return_counts=True)
    is_kept = shared >= _FEWEST_SHARED
    pairs, shared = pairs[is_kept], shared[is_kept]
    later = (pairs >> _LATER).astype(np.int64)
    earlier = (pairs & np.uint64(0xFFFFFFFF)).astype(np.int64)
    known, rows = np.unique(postings.articles.numbers, return_index=True)
    comparable = postings.articles.comparable[rows].astype(np.int64)
    of_each = [comparable[np.searchsorted(known, side)] for side in (later, earlier)]
    is_kept = shared >= _fewest_shared(np.minimum(*of_each))
    return later[is_kept], earlier[is_kept]


def _sharing(postings: Postings, first_new: int) -> npt.NDArray[np.uint64]:
    """Pairs of articles with the same fingerprint, once for each: later << 32 | earlier."""
    numbers = postings.articles.numbers.astype(np.uint64)
    counts = np.bincount(postings.fingerprints)
    ranks = np.arange(len(numbers)) - bounds_of(counts)[:-1][postings.fingerprints]
    is_new = numbers >= first_new
    pairs = [np.empty(0, np.uint64)]
    rows = np.flatnonzero(is_new)
    for distance in range(1, _NEIGHBOURS + 1):
        rows = rows[ranks[rows] >= distance]
        pairs.append(numbers[rows] << _LATER | numbers[rows - distance])
    rows = rows[ranks[rows] > _NEIGHBOURS]
    pairs.append(numbers[rows] << _LATER | numbers[rows - ranks[rows]])
    return np.concatenate(pairs)


def _fewest_shared(comparable: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """How many fingerprints are shared where half of the 5-grams are, of so many in the shorter.

    Three standard deviations below the mean of a binomial distribution: one pair in a thousand has
    fewer. Of the pairs that share two, two in five do not share so many.
    """
    return comparable / 2 - 1.5 * np.sqrt(comparable)
