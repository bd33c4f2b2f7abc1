"""What matches can be counted by: fields with names in them, and parts of the date."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from searchnews.errors import InvalidArgumentError
from searchnews.explore.calendar.intervals import Interval, parts_of
from searchnews.index_fields import (
    AGENCY_NAME,
    AUTHOR_NAMES,
    LANGUAGE,
    PUBLISHER,
    SECTION_NAME,
)

NAME_FIELDS: Final[Mapping[str, str]] = {
    "source": PUBLISHER,
    "agency": AGENCY_NAME,
    "author": AUTHOR_NAMES,
    "section": SECTION_NAME,
    "language": LANGUAGE,
}
"""Fields whose values are names as they are written -> the field of the index that has them."""

WEEKDAYS: Final = "lundi mardi mercredi jeudi vendredi samedi dimanche".split()

_DateValue = Callable[[int], str | None]


def _year(day: int) -> str | None:
    return Interval.YEAR.date(parts_of(day)[0])


def _month(day: int) -> str | None:
    number = Interval.MONTH.bin_of(day)
    return None if number is None else Interval.MONTH.date(number)


def _weekday(day: int) -> str | None:
    year, month, number = parts_of(day)
    return WEEKDAYS[datetime.date(year, month, number).weekday()] if number else None


DATE_FIELDS: Final[Mapping[str, _DateValue]] = {
    "year": _year,
    "month": _month,
    "weekday": _weekday,
}
"""Parts of the date -> what they are of a day number; None if the date is less precise."""

FIELDS: Final = (*NAME_FIELDS, *DATE_FIELDS)


def checked_field(name: str) -> str:
    """A field of these.

    Raises:
        InvalidArgumentError: it is none.
    """
    if name not in FIELDS:
        raise InvalidArgumentError(f"articles are counted by {', '.join(FIELDS)}, not by {name!r}")
    return name


def in_time(field: str, values: Iterable[str]) -> list[str]:
    """Values of one of `DATE_FIELDS` in the order of time.

    >>> in_time("weekday", ["mardi", "lundi"]), in_time("month", ["2015-09", "2014-12"])
    (['lundi', 'mardi'], ['2014-12', '2015-09'])
    """
    return sorted(values, key=WEEKDAYS.index if field == "weekday" else None)
