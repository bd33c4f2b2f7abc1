"""Timelines over the same bins: one, or those of several queries or sources beside each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from searchnews.explore.about import About
from searchnews.explore.calendar.bins import Span, in_span
from searchnews.explore.calendar.intervals import Interval
from searchnews.explore.counting import ByDate
from searchnews.explore.plots.figure import Caption
from searchnews.explore.plots.time_chart import Series, TimePlot
from searchnews.explore.tables.answer import Answer
from searchnews.explore.tables.rows import SeriesRow, TimelineRow
from searchnews.explore.terminal.english import (
    counted,
    counted_in,
    none_matches,
    once_a_row,
)

FEW: Final = 10
"""A share of fewer articles says little: one more or less changes it by a tenth."""


class Unbinned(NamedTuple):
    """Matches that are in no bin."""

    less_precise: int
    """Since their date is less precise than one."""
    undated: int
    """Since they have no date."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """The counts of one query, or of one source, a bin each."""

    name: str | None
    """None for matches without a source, or what else they are split by."""
    counts: tuple[int, ...]
    total_counts: tuple[int, ...]
    """All articles of each bin, whether they match or not."""
    unbinned: Unbinned

    def ratios(self) -> tuple[float | None, ...]:
        """The share of all articles in each bin; None where there is none at all."""
        return tuple(
            count / total if total else None
            for count, total in zip(self.counts, self.total_counts, strict=True)
        )


def timeline(
    name: str | None, span: Span | None, matches: ByDate[int], every: ByDate[int]
) -> Timeline:
    """A timeline of counts by bin: of its matches, and of all articles; without a span no bins.

    Raises:
        InvalidArgumentError: there would be too many bins.
    """
    counts = in_span(matches.counts, span) if span is not None else ()
    total_counts = in_span(every.counts, span) if span is not None else ()
    return Timeline(name, counts, total_counts, Unbinned(matches.less_precise, matches.undated))


class Timelines(Answer[TimelineRow | SeriesRow]):
    """A row a bin; of several timelines, one after the other, rows name their series."""

    def __init__(
        self,
        about: About,
        interval: Interval,
        span: Span | None,
        lines: tuple[Timeline, ...],
        unbinned: tuple[Unbinned, ...],
        *,
        split: str | None = None,
        left_out: int = 0,
    ) -> None:
        """`span` is None if no match has a date that is precise enough: there are no bins.

        `unbinned` are those of each query. `split` is the field by which the lines divide the
        matches, `left_out` the number of its values that have no line.
        """
        self.about = about
        self.interval = interval
        self.span = span
        self.lines = lines
        self.unbinned = unbinned
        self.split = split
        self.left_out = left_out
        self.row_type = SeriesRow if split or len(lines) != 1 else TimelineRow

    def __iter__(self) -> Iterator[TimelineRow | SeriesRow]:
        for line in self.lines:
            for cells in self._cells(line):
                if self.row_type is TimelineRow:
                    yield TimelineRow(*cells)
                else:
                    yield SeriesRow(line.name, *cells)

    @property
    def few(self) -> int:
        """How many bins have fewer than `FEW` articles in one of the lines, but some."""
        if self.span is None:
            return 0
        totals = zip(*(line.total_counts for line in self.lines), strict=True)
        return sum(any(0 < total < FEW for total in of_bin) for of_bin in totals)

    def sums(self) -> dict[str, Any]:
        """The interval, and of each line how many matches are in its bins, and how many in none."""
        return {
            "interval": self.interval.value,
            "split": self.split,
            "series": [
                {
                    "series": line.name,
                    "count": sum(line.counts),
                    **line.unbinned._asdict(),
                }
                for line in self.lines
            ],
            "series_left_out": self.left_out,
        }

    def notes(self) -> tuple[str, ...]:
        """What no bin counts, and what no line shows."""
        notes = list(none_matches(self.about))
        if self.span is None and not notes:
            notes.append(f"no match has a date that tells its {self.interval}")
        if self.left_out:
            notes.append(f"and {counted(self.left_out, 'more value')} of {self.split}")
        for query, unbinned in zip(self.about.queries, self.unbinned, strict=True):
            of = f"{query.query}: " if len(self.unbinned) > 1 else ""
            if unbinned.less_precise:
                articles = counted_in(self.about.unit, unbinned.less_precise)
                notes.append(f"{of}{articles} dated less precisely than a {self.interval}")
            if unbinned.undated:
                notes.append(f"{of}{counted_in(self.about.unit, unbinned.undated)} without a date")
        return (*notes, *once_a_row(self.about.unit))

    def plot(self, caption: Caption, *, share: bool, without: str = "–") -> TimePlot | None:
        """What is drawn of it: shares of all articles, or counts; None without bins.

        `without` names the line of those without a value.

        Raises:
            InvalidArgumentError: there are more lines than a reader can tell apart.
        """
        if self.span is None:
            return None
        series = tuple(
            Series(line.name or without, line.ratios() if share else line.counts)
            for line in self.lines
        )
        return TimePlot(caption=caption, span=self.span, series=series, share=share)

    def _cells(self, line: Timeline) -> Iterator[tuple[str, int, int, float | None]]:
        numbers = self.span.numbers() if self.span is not None else range(0)
        dates = map(self.interval.date, numbers)
        return zip(dates, line.counts, line.total_counts, line.ratios(), strict=True)
