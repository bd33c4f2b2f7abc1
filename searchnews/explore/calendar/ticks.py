"""Where a time axis is marked: where months and years begin, not every thirty days."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Final, NamedTuple

from searchnews.explore.calendar.bins import Span
from searchnews.explore.calendar.intervals import Interval, day_of_month, month_name

# How long they are, about.
_DAYS: Final = {
    Interval.DAY: 1.0,
    Interval.WEEK: 7.0,
    Interval.MONTH: 365.25 / 12,
    Interval.QUARTER: 365.25 / 4,
    Interval.YEAR: 365.25,
    Interval.DECADE: 3652.5,
}


class Tick(NamedTuple):
    """A mark on a time axis."""

    position: float
    """In bins from the beginning of the first one: 2.5 is in the middle of the third."""
    label: str
    """What changes from tick to tick: a day, a month, a year."""
    context: str
    """What the label leaves open, where it changes: the month and year of a day, the year of a
    month; else empty."""


class Marks(NamedTuple):
    """The ticks of an axis."""

    ticks: tuple[Tick, ...]
    name_bins: bool
    """Whether each label names a bin, such as the month of a month, and belongs in its middle;
    else something begins there, such as a year of months."""


# Shortest first: every so many days, Mondays, months, years.
_STEPS: Final = (
    (Interval.DAY, 1),
    (Interval.WEEK, 1),
    (Interval.WEEK, 2),
    (Interval.MONTH, 1),
    (Interval.MONTH, 2),
    (Interval.MONTH, 3),
    (Interval.MONTH, 6),
    *((Interval.YEAR, years) for years in (1, 2, 5, 10, 20, 50, 100, 200, 500)),
)


def ticks(span: Span, most: int) -> Marks:
    """The ticks of an axis that has room for `most` labels: as many as fit, at round dates.

    >>> year = Span(Interval.MONTH, 12 * 2015 - 2, 12 * 2015 + 11)
    >>> [" ".join(tick[1:]) for tick in ticks(year, 5).ticks]
    ['janv. 2015', 'avr. ', 'juill. ', 'oct. ']
    """
    start = span.interval.first_day(span.first)
    end = span.interval.first_day(span.last + 1)
    shortest = _DAYS[span.interval]
    # Always some: the longest steps are longer than any bin.
    for unit, step in ((unit, step) for unit, step in _STEPS if step * _DAYS[unit] >= shortest):
        dates = list(_dates(unit, step, start, end))
        if len(dates) <= max(most, 1):
            break
    names_day = span.interval is Interval.DAY and unit is Interval.WEEK
    name_bins = unit is span.interval or names_day or step * _DAYS[unit] == shortest
    return Marks(tuple(_labelled(unit, dates, span)), name_bins)


def _dates(
    unit: Interval, step: int, start: datetime.date, end: datetime.date
) -> Iterator[datetime.date]:
    """The beginnings of every so many units that are not before the start, and before the end."""
    number = -(-unit.bin_on(start) // step) * step
    if unit.first_day(number) < start:
        number += step
    while (date := unit.first_day(number)) < end:
        yield date
        number += step


def _labelled(unit: Interval, dates: list[datetime.date], span: Span) -> Iterator[Tick]:
    before = ""
    for date in dates:
        match unit:
            case Interval.DAY | Interval.WEEK:
                label, context = day_of_month(date), f"{month_name(date)} {date.year}"
            case Interval.MONTH:
                label, context = month_name(date), str(date.year)
            case _:
                label, context = str(date.year), ""
        yield Tick(_position(date, span), label, "" if context == before else context)
        before = context


def _position(date: datetime.date, span: Span) -> float:
    number = span.interval.bin_on(date)
    start, end = span.interval.first_day(number), span.interval.first_day(number + 1)
    return number - span.first + (date - start) / (end - start)
