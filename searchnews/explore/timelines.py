"""Timelines: how many articles there were when, and what share of all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from searchnews.explore.calendar.bins import Span, bin_counts, interval_for, span_of
from searchnews.explore.calendar.intervals import Interval
from searchnews.explore.plots.figure import Caption
from searchnews.explore.plots.time_chart import Series, TimePlot
from searchnews.explore.tables.rows import SeriesRow, TimelineRow

CountsByDay: TypeAlias = Mapping[int, int]
"""How many articles have each day number, as `searchnews.dates.day_number` makes it."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """The counts of one query, or of one source, a bin each."""

    name: str
    counts: tuple[int, ...]
    total_counts: tuple[int, ...]
    """All articles of each bin, whether they match or not."""
    less_precise: int
    """Matches in no bin, since their date is less precise than one."""

    def ratios(self) -> tuple[float | None, ...]:
        """The share of all articles in each bin; None where there is none at all."""
        return tuple(
            count / total if total else None
            for count, total in zip(self.counts, self.total_counts, strict=True)
        )


@dataclass(frozen=True, slots=True)
class Timelines:
    """One timeline, or several over the same bins."""

    interval: Interval
    span: Span | None
    """None if no article has a date that is precise enough; then there are no bins."""
    lines: tuple[Timeline, ...]

    def rows(self) -> tuple[TimelineRow, ...]:
        """A row a bin, of the only timeline."""
        (line,) = self.lines
        return tuple(TimelineRow(*cells) for cells in self._cells(line))

    def series_rows(self) -> tuple[SeriesRow, ...]:
        """A row a bin and timeline, one timeline after the other."""
        return tuple(
            SeriesRow(line.name, *cells) for line in self.lines for cells in self._cells(line)
        )

    def plot(self, caption: Caption, *, share: bool) -> TimePlot | None:
        """What is drawn of it: shares of all articles, or counts; None without bins.

        Raises:
            InvalidArgumentError: there are more timelines than a reader can tell apart.
        """
        if self.span is None:
            return None
        series = tuple(
            Series(line.name, line.ratios() if share else line.counts) for line in self.lines
        )
        return TimePlot(caption=caption, span=self.span, series=series, share=share)

    def _cells(self, line: Timeline) -> Iterator[tuple[str, int, int, float | None]]:
        numbers = self.span.numbers() if self.span is not None else range(0)
        dates = map(self.interval.date, numbers)
        return zip(dates, line.counts, line.total_counts, line.ratios(), strict=True)


def timelines(
    by: str,
    counts: Mapping[str, tuple[CountsByDay, CountsByDay]],
    first: str | None = None,
    last: str | None = None,
) -> Timelines:
    """Timelines by name, each from its counts by day: of its matches, and of all articles.

    `by` is an interval, or `auto`. They begin and end with the first and the last match of any of
    them, or where `first` and `last` say, which are dates such as the ends of a filter.

    >>> found = timelines("month", {"palmyre": ({20150918000000: 3, 20151101000000: 1},
    ...                                         {20150918000000: 30, 20151001000000: 9,
    ...                                          20151101000000: 10})})
    >>> for row in found.rows():
    ...     print(row.date, row.count, row.total_count, row.ratio)
    2015-09 3 30 0.1
    2015-10 0 9 0.0
    2015-11 1 10 0.1

    Raises:
        InvalidArgumentError: there is no such interval, or there would be too many bins.
    """
    together: Counter[int] = Counter()
    for matches, _ in counts.values():
        together.update(matches)
    interval = interval_for(by, together, first, last)
    span = span_of(interval, together, first, last)
    return Timelines(
        interval,
        span,
        tuple(_timeline(name, span, *each) for name, each in counts.items()),
    )


def _timeline(
    name: str, span: Span | None, counts: CountsByDay, total_counts: CountsByDay
) -> Timeline:
    if span is None:
        return Timeline(name, (), (), sum(counts.values()))
    binned = bin_counts(counts, span)
    return Timeline(name, binned.counts, bin_counts(total_counts, span).counts, binned.less_precise)
