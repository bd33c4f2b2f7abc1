"""Counts by day gathered into the bins of an interval, with nothing lost and nothing spread.

The counts are by day number, as `searchnews.dates.day_number` makes it, with 00 for what is not
known. Times of the day do not matter, but each number is looked at by itself (1 µs): the counts of
a million articles should come by day.
"""

from __future__ import annotations

import datetime
from calendar import monthrange
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Final, Generic, NamedTuple, TypeVar

from searchnews.errors import InvalidArgumentError
from searchnews.explore.calendar.intervals import Interval

MOST_BINS: Final = 100_000
"""273 years of days: more is a mistake, such as an article dated 1015 counted by day."""

FITTING: Final = 150
"""`auto` makes at most so many bins: five months of days, twelve years of months."""

# `auto` takes an interval only if no more than this share of the articles is dated less precisely.
_MOST_LESS_PRECISE: Final = 0.1
_AUTO: Final = (Interval.DAY, Interval.WEEK, Interval.MONTH, Interval.YEAR, Interval.DECADE)


Bin = TypeVar("Bin", bound=Hashable)


class Span(NamedTuple):
    """The first and the last bin of a timeline, both included."""

    interval: Interval
    first: int
    last: int

    def __len__(self) -> int:
        return self.last - self.first + 1

    def numbers(self) -> range:
        """The numbers of its bins."""
        return range(self.first, self.last + 1)


class Binned(NamedTuple, Generic[Bin]):
    """Counts by bin."""

    counts: dict[Bin, int]
    """Bins without an article are not there."""
    less_precise: int
    """Articles in no bin, since their date is less precise than one."""


def binned(days: Mapping[int, int], bin_of: Callable[[int], Bin | None]) -> Binned[Bin]:
    """Counts by day number, gathered into bins; `bin_of` gives None for what is less precise.

    >>> binned({20150918000000: 3, 20150000000000: 2}, Interval.YEAR.bin_of)
    Binned(counts={2015: 5}, less_precise=0)
    >>> binned({20150918000000: 3, 20150000000000: 2}, Interval.MONTH.bin_of).less_precise
    2
    """
    counts: dict[Bin, int] = {}
    less_precise = 0
    for day, count in days.items():
        number = bin_of(day)
        if number is None:
            less_precise += count
        else:
            counts[number] = counts.get(number, 0) + count
    return Binned(counts, less_precise)


def interval_for(
    by: str, counts: Mapping[int, int], first: str | None = None, last: str | None = None
) -> Interval:
    """The interval that is named, or that `auto` takes for these counts by day number.

    `auto` is the shortest of day, week, month, year and decade that needs at most `FITTING` bins
    from first to last, and is not too fine for the dates: of articles that know their year alone,
    it takes years.

    >>> interval_for("auto", {20150918000000: 3, 20160102000000: 1})
    <Interval.DAY: 'day'>

    Raises:
        InvalidArgumentError: there is no such interval.
    """
    if by != "auto":
        try:
            return Interval(by)
        except ValueError:
            raise InvalidArgumentError(
                f"by is one of auto, {', '.join(Interval)}, not {by!r}"
            ) from None
    most_less_precise = _MOST_LESS_PRECISE * sum(counts.values())
    for interval in _AUTO:
        less_precise = sum(n for day, n in counts.items() if interval.bin_of(day) is None)
        span = span_of(interval, counts, first, last)
        if less_precise <= most_less_precise and (span is None or len(span) <= FITTING):
            return interval
    return Interval.DECADE


def span_of(
    interval: Interval,
    day_numbers: Iterable[int],
    first: str | None = None,
    last: str | None = None,
) -> Span | None:
    """From the bin of the first date to that of the last; None if no date is precise enough.

    `first` and `last` are dates as `searchnews.dates` writes them, such as the ends of a filter;
    the span begins and ends there, also where there is no article.

    >>> span = span_of(Interval.MONTH, [20150918000000, 20160102000000], last="2016-04")
    >>> len(span), span.interval.date(span.last)
    (8, '2016-04')
    """
    numbers = [n for day in day_numbers if (n := interval.bin_of(day)) is not None]
    low = interval.bin_on(_first_day(first)) if first else min(numbers, default=None)
    high = interval.bin_on(_last_day(last)) if last else max(numbers, default=None)
    if low is None or high is None or low > high:
        return None
    return Span(interval, low, high)


def in_span(counts: Mapping[int, int], span: Span) -> tuple[int, ...]:
    """The counts of all bins of a span, in order; 0 where there is none.

    Raises:
        InvalidArgumentError: that would be more than `MOST_BINS` bins.
    """
    if len(span) > MOST_BINS:
        dates = span.interval.date(span.first), span.interval.date(span.last)
        raise InvalidArgumentError(
            f"from {dates[0]} to {dates[1]} there are {len(span):,} bins of a {span.interval}, "
            f"more than {MOST_BINS:,}; choose a longer interval, or narrow the dates"
        )
    return tuple([counts.get(number, 0) for number in span.numbers()])


def _first_day(date: str) -> datetime.date:
    year, month, day = (*map(int, date[:10].split("-")), 1, 1)[:3]
    return datetime.date(year, month, day)


def _last_day(date: str) -> datetime.date:
    year, month, day = (*map(int, date[:10].split("-")), 0, 0)[:3]
    month = month or 12
    return datetime.date(year, month, day or monthrange(year, month)[1])
