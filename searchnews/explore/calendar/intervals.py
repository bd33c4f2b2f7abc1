"""The intervals of a timeline, from days to decades, and the numbers of their bins.

The bins of an interval are numbered without a gap, so that the next one is one more, and empty
ones cannot be forgotten.
"""

from __future__ import annotations

import datetime
from enum import StrEnum
from typing import Final

_MONTHS: Final = "janv. févr. mars avr. mai juin juill. août sept. oct. nov. déc.".split()

_DAY_DIGITS: Final = 10**6  # behind year, month and day, a day number has hour, minute and second


class Interval(StrEnum):
    """How long a bin of a timeline is. Weeks begin on Mondays."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    DECADE = "decade"

    def bin_of(self, day_number: int) -> int | None:
        """The number of the bin that a date falls into; None if it is less precise than a bin.

        `day_number` is what `searchnews.dates.day_number` makes of a date.

        >>> Interval.MONTH.bin_of(20150918000000) - Interval.MONTH.bin_of(20141200000000)
        9
        >>> Interval.MONTH.bin_of(20150000000000) is None
        True
        """
        year, month, day = parts_of(day_number)
        if self is Interval.DECADE:
            return year // 10
        if self is Interval.YEAR:
            return year
        if not month:
            return None
        if self is Interval.QUARTER:
            return 4 * year + (month - 1) // 3
        if self is Interval.MONTH:
            return 12 * year + month - 1
        if not day:
            return None
        return self.bin_on(datetime.date(year, month, day))

    def bin_on(self, day: datetime.date) -> int:
        """The number of the bin that a day falls into."""
        match self:
            case Interval.DAY:
                return day.toordinal()
            case Interval.WEEK:
                return (day.toordinal() - 1) // 7  # the first of January of the year 1 is a Monday
            case Interval.MONTH:
                return 12 * day.year + day.month - 1
            case Interval.QUARTER:
                return 4 * day.year + (day.month - 1) // 3
            case Interval.YEAR:
                return day.year
            case Interval.DECADE:
                return day.year // 10

    def first_day(self, number: int) -> datetime.date:
        """The first day of the bin of this number; 9999-12-31, the last there is, of any behind it.

        >>> Interval.WEEK.first_day(Interval.WEEK.bin_of(20150918000000))
        datetime.date(2015, 9, 14)
        """
        if number > self.bin_on(datetime.date.max):
            return datetime.date.max
        match self:
            case Interval.DAY:
                return datetime.date.fromordinal(number)
            case Interval.WEEK:
                return datetime.date.fromordinal(7 * number + 1)
            case Interval.MONTH:
                return datetime.date(number // 12, number % 12 + 1, 1)
            case Interval.QUARTER:
                return datetime.date(number // 4, number % 4 * 3 + 1, 1)
            case Interval.YEAR:
                return datetime.date(number, 1, 1)
            case Interval.DECADE:
                return datetime.date(max(10 * number, 1), 1, 1)

    def date(self, number: int) -> str:
        """The bin as a table says it: a date as ISO 8601 writes it, as precise as the bin.

        Weeks are named by their Monday; quarters are 2015-Q3, which no standard knows but pandas
        and spreadsheets of all makes; decades by their first year.

        >>> [each.date(each.bin_of(20150918000000)) for each in Interval]
        ['2015-09-18', '2015-09-14', '2015-09', '2015-Q3', '2015', '2010']
        """
        day = self.first_day(number)
        match self:
            case Interval.DAY | Interval.WEEK:
                return day.isoformat()
            case Interval.MONTH:
                return f"{day.year:04}-{day.month:02}"
            case Interval.QUARTER:
                return f"{day.year:04}-Q{number % 4 + 1}"
            case Interval.YEAR | Interval.DECADE:
                return f"{day.year:04}"

    def label(self, number: int) -> str:
        """The bin as French writes it.

        >>> for each in Interval:
        ...     print(each.label(each.bin_of(20150901000000)))
        1er sept. 2015
        sem. du 31 août 2015
        sept. 2015
        3e trim. 2015
        2015
        années 2010
        """
        day = self.first_day(number)
        match self:
            case Interval.DAY:
                return f"{day_of_month(day)} {month_name(day)} {day.year}"
            case Interval.WEEK:
                return f"sem. du {day_of_month(day)} {month_name(day)} {day.year}"
            case Interval.MONTH:
                return f"{month_name(day)} {day.year}"
            case Interval.QUARTER:
                return f"{('1er', '2e', '3e', '4e')[number % 4]} trim. {day.year}"
            case Interval.YEAR:
                return str(day.year)
            case Interval.DECADE:
                return f"années {day.year}"


def parts_of(day_number: int) -> tuple[int, int, int]:
    """Year, month and day of a day number; what is not known is 0.

    >>> parts_of(20150900000000)
    (2015, 9, 0)
    """
    day = day_number // _DAY_DIGITS
    return day // 10_000, day // 100 % 100, day % 100


def month_name(day: datetime.date) -> str:
    """The month, abbreviated as French does: janv., mars, juill."""
    return _MONTHS[day.month - 1]


def day_of_month(day: datetime.date) -> str:
    """The day in its month: 1er, 2, 3."""
    return "1er" if day.day == 1 else str(day.day)
