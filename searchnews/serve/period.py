"""The strip above hits: when there were how many, to choose a period from."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Final, NamedTuple

from searchnews.explore.calendar.bins import Span
from searchnews.explore.calendar.intervals import Interval
from searchnews.explore.calendar.ticks import ticks
from searchnews.explore.tally import Tally
from searchnews.serve.api.parameter_table import DATE_FROM, DATE_TO
from searchnews.serve.language.bins import bin_label, mark_label
from searchnews.serve.visit import Visit

WIDTH: Final = 800
HEIGHT: Final = 56
"""Of the strip, in its own units."""
_LEAST_BAR: Final = 1.5
_TICKS: Final = 12
_RECENT: Final = datetime.timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Bar:
    """A bin of the strip."""

    label: str
    count: int
    first: str
    """Its first and last day, as a filter takes them: 2015-09-14, 2015-09, 2015."""
    last: str
    link: str
    """The hits of this bin alone."""
    x: float
    width: float
    height: float


class Mark(NamedTuple):
    """A label below."""

    x: float
    label: str


class Strip(NamedTuple):
    """What is drawn, and the same as a table."""

    bars: list[Bar]
    marks: list[Mark]
    height: int = HEIGHT
    width: int = WIDTH


def strip(visit: Visit, found: Tally) -> Strip | None:
    """The strip of the hits; None where there are too few dates to choose from."""
    if found.span is None or len(found.span) < 2:
        return None
    return Strip(_bars(visit, found, found.span), _marks(visit, found.span))


def is_recent(found: Tally) -> bool:
    """Whether the last hits are of these days, so that the last week or year says something."""
    if found.span is None:
        return False
    newest = found.span.interval.first_day(found.span.last + 1)
    return newest > datetime.date.today() - _RECENT


def _bars(visit: Visit, found: Tally, span: Span) -> list[Bar]:
    highest = max(found.counts) or 1
    width = WIDTH / len(span)
    bars = []
    for place, (number, count) in enumerate(zip(span.numbers(), found.counts, strict=True)):
        first, last = ends_of(span.interval, number)
        bars.append(
            Bar(
                bin_label(span.interval, number, visit.locale),
                count,
                first,
                last,
                visit.link("/", {DATE_FROM: first, DATE_TO: last}),
                round(place * width, 2),
                round(width, 2),
                round(max(count / highest * HEIGHT, _LEAST_BAR) if count else 0, 2),
            )
        )
    return bars


def _marks(visit: Visit, span: Span) -> list[Mark]:
    width = WIDTH / len(span)
    marks = ticks(span, _TICKS)
    middle = 0.5 if marks.name_bins else 0.0
    return [
        Mark(
            round((tick.position + middle) * width, 1),
            mark_label(tick.context or tick.label, visit.locale),
        )
        for tick in marks.ticks
    ]


def ends_of(interval: Interval, number: int) -> tuple[str, str]:
    """The first and the last day of a bin, or its month or year, as a filter takes them.

    >>> ends_of(Interval.QUARTER, 4 * 2015 + 2), ends_of(Interval.DECADE, 201)
    (('2015-07', '2015-09'), ('2010', '2019'))
    >>> ends_of(Interval.WEEK, Interval.WEEK.bin_on(datetime.date(2015, 9, 18)))
    ('2015-09-14', '2015-09-20')
    """
    first = interval.first_day(number)
    last = interval.first_day(number + 1) - datetime.timedelta(days=1)
    length = {Interval.DAY: 10, Interval.WEEK: 10, Interval.MONTH: 7, Interval.QUARTER: 7}
    cut = length.get(interval, 4)
    return first.isoformat()[:cut], last.isoformat()[:cut]
