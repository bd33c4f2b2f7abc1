"""Counting groups of articles: the copies of a dispatch as one, wherever they are counted together.

In each count a group counts once, by those of its articles that match; so the counts of several
names or bins may add up to more than there are groups.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from searchnews.dates import TIMES_OF_A_DAY
from searchnews.engines.base import Reader
from searchnews.explore.calendar.bins import Bin
from searchnews.explore.counting import ByDate, ByName
from searchnews.query.clauses import All, Clause, Except, HasWords, Words

Leaders: TypeAlias = Callable[[npt.NDArray[np.int64]], npt.NDArray[np.integer]]
"""Numbers of articles -> those that stand for their groups."""


class GroupCounts:
    """Counts groups."""

    def __init__(self, reader: Reader, leaders_of: Leaders) -> None:
        self._reader = reader
        self._leaders_of = leaders_of

    def total(self, clause: Clause) -> int:
        """How many groups have an article that matches."""
        return _distinct(self._leaders_of(self._reader.numbers(clause).numbers))

    def by_name(self, clause: Clause, field: str, names: Iterable[str] | None = None) -> ByName:
        """How many have one that matches with each name."""
        articles = dict(self._reader.values(clause, field))
        wanted = articles.keys() if names is None else articles.keys() & set(names)
        return ByName(
            {name: self._with_name(clause, field, name, articles[name]) for name in wanted},
            self.total(Except(clause, HasWords(field))),
        )

    def by_date(self, clause: Clause, bin_of: Callable[[int], Bin | None]) -> ByDate[Bin]:
        """How many have one that matches in each bin."""
        numbers, days = self._reader.numbers(clause)
        leaders = self._leaders_of(numbers)
        is_dated = days > 0
        known, of_known = np.unique(days[is_dated] // TIMES_OF_A_DAY, return_inverse=True)
        bins = [bin_of(day * TIMES_OF_A_DAY) for day in known.tolist()]
        places = {each: place for place, each in enumerate(dict.fromkeys(bins))}
        of_bins = np.array([places[each] for each in bins], np.int64)[of_known]
        pairs = np.unique(np.stack([of_bins, leaders[is_dated]]), axis=1)
        found = np.bincount(pairs[0], minlength=len(places)).tolist()
        return ByDate(
            {each: found[place] for each, place in places.items() if each is not None},
            found[places[None]] if None in places else 0,
            _distinct(leaders[~is_dated]),
        )

    def _with_name(self, clause: Clause, field: str, name: str, articles: int) -> int:
        if articles == 1:
            return 1
        return self.total(All((clause, Words(field, ((name, 1.0),)))))


def _distinct(leaders: npt.NDArray[np.integer]) -> int:
    return len(np.unique(leaders))
