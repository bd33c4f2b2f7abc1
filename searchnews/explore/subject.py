"""What an answer is about: queries in one commit of an index, and all articles to compare with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import NamedTuple, get_args

from searchnews.errors import InvalidArgumentError
from searchnews.explore.about import About, QueryMatches, Unit
from searchnews.explore.counting import ArticleCounts, Counts
from searchnews.query.clauses import Clause, without_bonuses
from searchnews.query.highlight_patterns import HighlightPattern
from searchnews.query.render import render
from searchnews.search.options import SearchOptions
from searchnews.search.planned_query import PlannedQuery, plan_query
from searchnews.storage.snapshots import Snapshot


class Subject(NamedTuple):
    """Queries in one commit of an index, all of them within the same filters."""

    snapshot: Snapshot
    about: About
    queries: tuple[PlannedQuery, ...]
    every: Clause
    """All articles within the filters."""
    counts: Counts
    """What counts in the unit of the answer."""

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """What matches each of the queries strictly, within the filters; nothing is ranked."""
        return tuple(without_bonuses(query.plan.strict.clause) for query in self.queries)

    @property
    def patterns(self) -> tuple[HighlightPattern, ...]:
        """What is to be found in the texts of the articles that match the first query."""
        return self.queries[0].plan.strict.patterns

    def with_sort(self, sort: str | None) -> Subject:
        """The same, where the answer has its own order."""
        return self._replace(about=replace(self.about, sort=sort))


def subject_of(
    snapshot: Snapshot,
    index: str,
    queries: Iterable[str],
    options: SearchOptions,
    unit: Unit = "articles",
) -> Subject:
    """Plan queries for a commit, and count what matches each, and what the filters leave.

    `index` is what it is called. What an answer warns of names its query where there are several.

    Raises:
        InvalidArgumentError: there is no such unit.
    """
    counts = counts_in(snapshot, unit)
    planned = tuple(plan_query(query, snapshot, options) for query in queries)
    every = without_bonuses(plan_query("*", snapshot, options).plan.strict.clause)
    about = About(
        queries=tuple(
            QueryMatches(
                query.text,
                render(query.parsed.tree),
                counts.total(without_bonuses(query.plan.strict.clause)),
            )
            for query in planned
        ),
        out_of=counts.total(every),
        index=str(index),
        commit=snapshot.stamp,
        made=datetime.now(UTC),
        unit=unit,
        sources=options.filters.sources,
        date_from=options.filters.date_from,
        date_to=options.filters.date_to,
        sort=options.sort,
        fresh_days=(options.freshness.half_life / timedelta(days=1) if options.freshness else None),
        synonyms=options.synonyms.name or None,
        lists=str(options.lists.folder) if options.lists is not None else None,
        warnings=(*_warnings(planned), *_not_compared(snapshot, unit)),
    )
    return Subject(snapshot, about, planned, every, counts)


def counts_in(snapshot: Snapshot, unit: Unit) -> Counts:
    """What counts in a unit.

    Raises:
        InvalidArgumentError: there is no such unit, or nothing of it in a cluster.
    """
    if unit == "articles":
        return ArticleCounts(snapshot.reader)
    if unit not in get_args(Unit):
        raise InvalidArgumentError(f"articles, copies or stories are counted, not {unit!r}")
    # Imported here: it loads numpy, which articles are counted without.
    from searchnews.explore.group_counts import GroupCounts

    grouped = snapshot.groups if unit == "copies" else snapshot.stories
    return GroupCounts(snapshot.reader, grouped.leaders_of)


def _not_compared(snapshot: Snapshot, unit: Unit) -> Iterator[str]:
    """What is said where groups are of another commit than the articles."""
    if unit != "articles" and snapshot.reader.articles and not snapshot.is_compared:
        yield (
            "the newest articles have not been compared with the others yet, and count one each; "
            "run `searchnews index` once more"
        )


def _warnings(queries: tuple[PlannedQuery, ...]) -> tuple[str, ...]:
    named = [
        (query.text, warning)
        for query in queries
        for warning in (*query.warnings, *query.missing_words())
    ]
    if len(queries) == 1:
        return tuple(warning for _, warning in named)
    return tuple(dict.fromkeys(f"{text}: {warning}" for text, warning in named))
