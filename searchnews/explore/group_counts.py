"""Counting groups of articles: the copies of a dispatch as one, wherever they are counted together.

In each count a group counts once, by those of its articles that match; so the counts of several
names or bins may add up to more than there are groups.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from heapq import heappushpop
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from searchnews.dates import TIMES_OF_A_DAY
from searchnews.engines.base import NumberedDays, Reader
from searchnews.explore.calendar.bins import Bin
from searchnews.explore.counting import ByDate, ByName, TopNames, first_of
from searchnews.query.clauses import All, Clause, Except, HasWords, Words

Leaders: TypeAlias = Callable[[npt.NDArray[np.int64]], npt.NDArray[np.integer]]
"""Numbers of articles -> those that stand for their groups."""

# Of one answer: what matches, and all articles that it is compared with. Sixteen bytes an article.
_KEPT: Final = 2
# Numbers of articles are below 2**32, see docs/copies.md.
_NUMBER_BITS: Final = 32


class GroupCounts:
    """Counts groups, for one answer."""

    def __init__(self, reader: Reader, leaders_of: Leaders) -> None:
        self._reader = reader
        self._leaders_of = leaders_of
        self._numbers: Callable[[Clause], NumberedDays] = lru_cache(_KEPT)(reader.numbers)

    def total(self, clause: Clause) -> int:
        """How many groups have an article that matches."""
        return _distinct(self._leaders_of(self._numbers(clause).numbers))

    def by_name(self, clause: Clause, field: str, names: Iterable[str] | None = None) -> ByName:
        """How many have one that matches with each name."""
        articles = dict(self._reader.values(clause, field))
        wanted = articles.keys() if names is None else articles.keys() & set(names)
        return ByName(
            {name: self._with_name(clause, field, name, articles[name]) for name in wanted},
            self._few(Except(clause, HasWords(field))),
        )

    def top_names(self, clause: Clause, field: str, most: int = 0) -> TopNames:
        """The names that most groups have.

        A name has no more groups than articles: those that have too few of these are not counted.
        """
        articles = dict(self._reader.values(clause, field))
        found: dict[str, int] = {}
        highest = [0] * most
        for name in sorted(articles, key=lambda name: -articles[name]):
            if most and articles[name] < highest[0]:
                break
            found[name] = self._with_name(clause, field, name, articles[name])
            if most:
                heappushpop(highest, found[name])
        return first_of(found, most, len(articles))

    def by_date(self, clause: Clause, bin_of: Callable[[int], Bin | None]) -> ByDate[Bin]:
        """How many have one that matches in each bin."""
        numbers, days = self._numbers(clause)
        leaders = self._leaders_of(numbers)
        is_dated = days > 0
        known, of_known = np.unique(days[is_dated] // TIMES_OF_A_DAY, return_inverse=True)
        bins = [bin_of(day * TIMES_OF_A_DAY) for day in known.tolist()]
        places = {each: place for place, each in enumerate(dict.fromkeys(bins))}
        of_bins = np.array([places[each] for each in bins], np.int64)[of_known]
        pairs = np.unique(of_bins << _NUMBER_BITS | leaders[is_dated].astype(np.int64))
        found = np.bincount(pairs >> _NUMBER_BITS, minlength=len(places)).tolist()
        return ByDate(
            {each: found[place] for each, place in places.items() if each is not None},
            found[places[None]] if None in places else 0,
            _distinct(leaders[~is_dated]),
        )

    def _with_name(self, clause: Clause, field: str, name: str, articles: int) -> int:
        if articles == 1:
            return 1
        return self._few(All((clause, Words(field, ((name, 1.0),)))))

    def _few(self, clause: Clause) -> int:
        """The groups of a part of the matches, which is asked for once."""
        return _distinct(self._leaders_of(self._reader.numbers(clause).numbers))


def _distinct(leaders: npt.NDArray[np.integer]) -> int:
    return len(np.unique(leaders))
