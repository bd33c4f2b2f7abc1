"""What stands beside hits: how many of them have each value, and when they were published.

The matches alone are counted, and compared with nothing: all articles need not be read, which takes
ten times as long where groups are counted. `Facets` and `Timelines` compare them with all articles.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from searchnews.explore.about import Unit
from searchnews.explore.calendar.bins import Span, binned, in_span, interval_for, span_of
from searchnews.explore.counting import Counts
from searchnews.explore.facets.fields import DATE_FIELDS, NAME_FIELDS, checked_field, in_time
from searchnews.explore.subject import counts_in
from searchnews.query.clauses import Clause, without_bonuses
from searchnews.search.options import SearchOptions
from searchnews.search.planned_query import plan_query
from searchnews.storage.snapshots import Snapshot


@dataclass(frozen=True, slots=True)
class FieldTally:
    """The values of a field."""

    field: str
    counts: tuple[tuple[str, int], ...]
    """Names with most matches first; parts of dates in the order of time."""
    left_out: int
    """How many names a limit left out."""


@dataclass(frozen=True, slots=True)
class Tally:
    """The matches of a query by fields and over time."""

    fields: tuple[FieldTally, ...]
    span: Span | None
    """The bins from the first match to the last; None where no date is precise enough."""
    counts: tuple[int, ...]
    """Of each bin."""


def tally_of(
    snapshot: Snapshot,
    query: str,
    options: SearchOptions,
    by: Sequence[str],
    limit: int,
    unit: Unit,
) -> Tally:
    """The tally of the strict matches of a query; `Index.tally` says what the rest is.

    Raises:
        InvalidArgumentError: there is no such field or unit.
    """
    fields = [checked_field(name) for name in dict.fromkeys(by)]
    counts = counts_in(snapshot, unit)
    clause = without_bonuses(plan_query(query, snapshot, options).plan.strict.clause)
    days = dict(snapshot.reader.days(clause))
    filters = options.filters
    interval = interval_for("auto", days, filters.date_from, filters.date_to)
    span = span_of(interval, days, filters.date_from, filters.date_to)
    if span is None:
        of_bins: tuple[int, ...] = ()
    elif unit == "articles":
        of_bins = in_span(binned(days, interval.bin_of).counts, span)
    else:
        of_bins = in_span(counts.by_date(clause, interval.bin_of).counts, span)
    return Tally(tuple(_field(counts, clause, field, limit) for field in fields), span, of_bins)


def _field(counts: Counts, clause: Clause, field: str, limit: int) -> FieldTally:
    if field in NAME_FIELDS:
        found = counts.top_names(clause, NAME_FIELDS[field], limit)
        return FieldTally(field, tuple(found.counts.items()), found.left_out)
    by_date = counts.by_date(clause, DATE_FIELDS[field]).counts
    return FieldTally(field, tuple((value, by_date[value]) for value in in_time(field, by_date)), 0)
