"""Counting the matches of a clause: all of them, by name, and by date."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, NamedTuple, Protocol

from searchnews.engines.base import Reader
from searchnews.explore.calendar.bins import Bin, binned
from searchnews.query.clauses import Clause, Except, HasWords


class ByName(NamedTuple):
    """Matches by the names in a field; one that has several names counts for each."""

    counts: dict[str, int]
    without: int
    """How many have no name there."""


class TopNames(NamedTuple):
    """The most frequent names in a field."""

    counts: dict[str, int]
    """The most frequent first; of equal ones in the order of the alphabet."""
    left_out: int
    """How many names are less frequent."""


class ByDate(NamedTuple, Generic[Bin]):
    """Matches by a part of their date, such as the month."""

    counts: dict[Bin, int]
    less_precise: int
    """How many have a date that does not tell."""
    undated: int


class Counts(Protocol):
    """Counts articles, or groups of them, in one commit of an index."""

    def total(self, clause: Clause) -> int:
        """How many match."""

    def by_name(self, clause: Clause, field: str, names: Iterable[str] | None = None) -> ByName:
        """How many match with each name in a field of whole names; with some at least, if given."""

    def top_names(self, clause: Clause, field: str, most: int = 0) -> TopNames:
        """The names that most matches have, so many at most; 0 for all."""

    def by_date(self, clause: Clause, bin_of: Callable[[int], Bin | None]) -> ByDate[Bin]:
        """How many match in each bin, which a day number falls into or, less precise, does not."""


def first_of(counts: dict[str, int], most: int, names: int) -> TopNames:
    """The most frequent of some names, of which there are so many in all.

    >>> first_of({"AFP": 3, "ATS": 7, "AP": 3}, 2, 5)
    TopNames(counts={'ATS': 7, 'AFP': 3}, left_out=3)
    """
    order = sorted(counts, key=lambda name: (-counts[name], name))
    shown = order[:most] if most else order
    return TopNames({name: counts[name] for name in shown}, names - len(shown))


class ArticleCounts:
    """Counts articles."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def total(self, clause: Clause) -> int:
        """How many match."""
        return self._reader.search(clause, limit=0).total

    def by_name(self, clause: Clause, field: str, names: Iterable[str] | None = None) -> ByName:  # noqa: ARG002
        """How many match with each name: with all of them, which takes no longer."""
        return ByName(
            dict(self._reader.values(clause, field)),
            self.total(Except(clause, HasWords(field))),
        )

    def top_names(self, clause: Clause, field: str, most: int = 0) -> TopNames:
        """The names that most matches have."""
        found = dict(self._reader.values(clause, field))
        return first_of(found, most, len(found))

    def by_date(self, clause: Clause, bin_of: Callable[[int], Bin | None]) -> ByDate[Bin]:
        """How many match in each bin."""
        days = dict(self._reader.days(clause))
        counts, less_precise = binned(days, bin_of)
        return ByDate(counts, less_precise, self.total(clause) - sum(days.values()))
