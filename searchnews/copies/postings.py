"""The postings of some fingerprints in segments, and which fingerprints are commonplaces."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from searchnews.copies.fingerprints import bounds_of, distinct
from searchnews.copies.segments import Articles, Segment
from searchnews.copies.source import AreThere

MOST_OF_A_SOURCE: Final = 8
"""A fingerprint that one source has in more articles is of a template (« Découvrez le défilé … »).
In 3,407 teasers, 210 of the 219 pairs that share four fifths of their text are of one template,
and share nothing else; among 519 pairs of dispatches the rule costs 2. Articles whose source is
unknown count as of one source."""

MOST_OF_ALL_SOURCES: Final = 1000
"""A fingerprint that is in more articles is a phrase of the language."""


class Postings(NamedTuple):
    """Which articles have some fingerprints: a row a posting, ordered by fingerprint and number."""

    fingerprints: npt.NDArray[np.int64]
    """Each as its place among those that were asked for."""
    articles: Articles
    is_too_common: npt.NDArray[np.bool_]
    """Which of those asked for have so many postings that they were not read."""

    def commonplaces(self) -> npt.NDArray[np.bool_]:
        """Which of those asked for say nothing: they are of a template, or of the language."""
        counts = np.bincount(self.fingerprints, minlength=len(self.is_too_common))
        by_source = self.fingerprints.astype(np.uint64) << np.uint64(32) | self.articles.sources
        by_source.sort()
        is_of_template = by_source[MOST_OF_A_SOURCE:] == by_source[:-MOST_OF_A_SOURCE]
        of_template = by_source[MOST_OF_A_SOURCE:][is_of_template] >> np.uint64(32)
        found = self.is_too_common | (counts > MOST_OF_ALL_SOURCES)
        found[of_template.astype(np.int64)] = True
        return found

    def taken(self, rows: npt.NDArray[np.bool_] | npt.NDArray[np.int64]) -> Postings:
        """The same with some of the rows."""
        return self._replace(
            fingerprints=self.fingerprints[rows], articles=self.articles.taken(rows)
        )

    def joined(self, newer: Postings) -> Postings:
        """The same with the rows of a newer segment, but for what is too common already."""
        newer = newer.taken(~self.is_too_common[newer.fingerprints])
        both = self._replace(
            fingerprints=np.concatenate((self.fingerprints, newer.fingerprints)),
            articles=Articles.joined([self.articles, newer.articles]),
        )
        return both.taken(np.argsort(both.fingerprints, kind="stable"))


def postings_of(
    segments: Sequence[Segment], fingerprints: npt.NDArray[np.uint32], are_there: AreThere
) -> Postings:
    """The postings of fingerprints, distinct and rising, in segments from old to new.

    Those of articles that the index has no more are left out.
    """
    found = [segment.find(fingerprints) for segment in segments]
    totals = sum((counts for _, counts in found), np.zeros(len(fingerprints), np.int64))
    is_too_common = totals > MOST_OF_ALL_SOURCES
    which = [np.empty(0, np.int64)]
    columns: list[Articles] = []
    for segment, (firsts, counts) in zip(segments, found, strict=True):
        read = np.flatnonzero((counts > 0) & ~is_too_common)
        which.append(np.repeat(read, counts[read]))
        places = spans(firsts[read], counts[read])
        columns.append(segment.articles.taken(segment.articles_at(places)))
    rows = np.concatenate(which)
    articles = Articles.joined(columns)
    numbers = distinct(articles.numbers)
    is_there = are_there(numbers)[np.searchsorted(numbers, articles.numbers)]
    order = np.argsort(rows, kind="stable")
    return Postings(rows, articles, is_too_common).taken(order[is_there[order]])


def spans(firsts: npt.NDArray[np.int64], counts: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The places of some stretches, one stretch after the other.

    >>> spans(np.array([7, 20]), np.array([2, 3])).tolist()
    [7, 8, 20, 21, 22]
    """
    bounds = bounds_of(counts)
    return np.arange(bounds[-1]) + np.repeat(firsts - bounds[:-1], counts)
