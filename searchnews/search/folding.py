"""Searches whose hits stand for groups: one for all copies of a dispatch.

A group stands where its best article does, and comes once, whatever the page. How many there are
is counted over all matches.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from typing import Final, NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from searchnews.engines.base import Match, Reader
from searchnews.query.clauses import Clause, Except, without_bonuses
from searchnews.query.plan import EngineQuery, Plan
from searchnews.search.options import SearchOptions
from searchnews.search.page import Page
from searchnews.search.presenter import Presenter
from searchnews.search.results import Folded, Hit
from searchnews.storage.snapshots import Snapshot
from searchnews.value import replaced

# So many times as many articles as groups are looked at first, and more where that is too few.
_BEYOND: Final = 2
# Stored articles are read so many at a time when all are streamed: some megabytes.
_STREAMED: Final = 200


class Grouping(Protocol):
    """What articles are grouped by."""

    def leaders_of(self, numbers: npt.NDArray[np.integer]) -> npt.NDArray[np.uint32]:
        """The leader of the group of each of some articles, as numbers."""


class _Found(NamedTuple):
    """A match that stands for its group, and the query that found it."""

    match: Match
    query: EngineQuery


class _Matching:
    """The groups of all articles that match."""

    def __init__(self, groups: Grouping, numbers: npt.NDArray[np.int64]) -> None:
        leaders = groups.leaders_of(numbers)
        follows = leaders != numbers
        self._leader_of: dict[int, int] = dict(
            zip(numbers[follows].tolist(), leaders[follows].tolist(), strict=True)
        )
        order = np.argsort(leaders, kind="stable")
        self._numbers = numbers[order]
        self._leaders = leaders[order]
        self._rising = numbers

    @property
    def count(self) -> int:
        """How many there are."""
        return len(np.unique(self._leaders))

    def has(self, match: Match) -> bool:
        """Whether a match is of them: in a cluster others may have come since."""
        place = int(np.searchsorted(self._rising, match.number))
        return place < len(self._rising) and int(self._rising[place]) == match.number

    def leader(self, match: Match) -> int:
        """The leader of a match, as a number."""
        return self._leader_of.get(match.number, match.number)

    def others(self, match: Match) -> list[int]:
        """The other articles that match in the group of a match."""
        leader = self.leader(match)
        first = int(np.searchsorted(self._leaders, leader, "left"))
        end = int(np.searchsorted(self._leaders, leader, "right"))
        return [other for other in self._numbers[first:end].tolist() if other != match.number]


def folded_page(
    snapshot: Snapshot,
    groups: Grouping,
    plan: Plan,
    options: SearchOptions,
    limit: int,
    offset: int,
) -> Page:
    """One page of the groups of articles that match a query."""
    reader = snapshot.reader
    strict = without_bonuses(plan.strict.clause)
    numbers = reader.numbers(strict).numbers
    matching = _Matching(groups, numbers)
    total = matching.count
    may_relax = limit > 0 and options.sort == "relevance"
    relaxed = plan.relaxed() if may_relax and (plan.ranks_all or total < limit) else None
    if relaxed is None:
        queries = [(plan.strict, plan.strict.clause)]
    elif plan.ranks_all:
        queries = [(relaxed.query, relaxed.query.clause)]
    else:
        rest = Except(relaxed.query.clause, strict)
        queries = [(plan.strict, plan.strict.clause), (relaxed.query, rest)]
    if relaxed is not None:
        more = reader.numbers(without_bonuses(relaxed.query.clause)).numbers
        matching = _Matching(groups, np.union1d(numbers, more))
    found = (
        _Found(match, query)
        for query, clause in queries
        for match in _in_order(reader, clause, options, _BEYOND * (offset + limit))
    )
    page = list(islice(_firsts(found, matching), offset, offset + limit))
    strictly = np.isin([each.match.number for each in page], numbers).tolist()
    strict_ids = {
        each.match.id for each, is_strict in zip(page, strictly, strict=True) if is_strict
    }
    hits = _presented(snapshot, options, page, matching, offset + 1, strict_ids)
    return Page(tuple(hits), total, relaxed, len(numbers))


def folded_stream(
    snapshot: Snapshot, groups: Grouping, strict: EngineQuery, options: SearchOptions
) -> Iterator[Hit]:
    """Every group of articles that match strictly, a hit each.

    Memory: some 300 bytes an article that matches.
    """
    numbers = snapshot.reader.numbers(without_bonuses(strict.clause)).numbers
    matching = _Matching(groups, numbers)
    stream = snapshot.reader.stream(strict.clause, sort=options.sort)
    found = _firsts((_Found(match, strict) for match in stream), matching)
    rank = 1
    while batch := list(islice(found, _STREAMED)):
        ids = {each.match.id for each in batch}
        yield from _presented(snapshot, options, batch, matching, rank, ids)
        rank += len(batch)


def _in_order(
    reader: Reader, clause: Clause, options: SearchOptions, first: int
) -> Iterator[Match]:
    """The articles that match, as far as they are asked for."""
    offset, limit = 0, first
    while limit:
        page = reader.search(
            clause, limit=limit, offset=offset, sort=options.sort, counted=False
        ).page
        yield from page
        if len(page) < limit:
            return
        offset, limit = offset + limit, 2 * limit


def _firsts(found: Iterable[_Found], matching: _Matching) -> Iterator[_Found]:
    """Of each group the first."""
    seen: set[int] = set()
    for each in found:
        leader = matching.leader(each.match)
        if leader not in seen and matching.has(each.match):
            seen.add(leader)
            yield each


def _presented(
    snapshot: Snapshot,
    options: SearchOptions,
    page: Sequence[_Found],
    matching: _Matching,
    first_rank: int,
    strict_ids: set[str],
) -> Iterator[Hit]:
    """The hits, each with what it stands for besides itself."""
    others = [matching.others(each.match) for each in page]
    stored = dict(snapshot.reader.numbered([number for some in others for number in some]))
    articles = {number: snapshot.article(packed) for number, packed in stored.items()}
    presenter = Presenter(snapshot, options)
    for query, part in groupby(enumerate(page, first_rank), key=lambda each: each[1].query):
        ranked = list(part)
        matches = [each.match for _, each in ranked]
        hits = presenter.hits(matches, query, first_rank=ranked[0][0], strict_ids=strict_ids)
        for hit in hits:
            folded = [articles[number] for number in others[hit.rank - first_rank]]
            sources = Counter(article.source for article in folded if article.source)
            names = sorted(sources, key=lambda name: (-sources[name], name))
            yield replaced(hit, folded=Folded(tuple(a.id for a in folded), tuple(names)))
