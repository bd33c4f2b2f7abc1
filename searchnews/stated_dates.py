"""Dates as files state them, some with a time that does not exist: 2020-03-04 25:00."""

from __future__ import annotations

import re
from typing import Final

from searchnews.dates import LONGEST_DATE, find_date, normalize_date

_TIME_BEHIND: Final = re.compile(
    r"(?:T|[\s,]{1,3}(?:à |a |- )?)?\d{1,2}\s?[:h]\s?\d\d|:\d\d|\s?[+-]\d\d:?\d\d", re.IGNORECASE
)


def stated_date(text: str) -> tuple[str | None, bool]:
    """The date that a text is, and whether a time in it does not exist, which is left out.

    >>> stated_date("2020-03-04 25:00"), stated_date("2020-03-04T10:00+25:00")
    (('2020-03-04', True), ('2020-03-04T10:00', True))
    """
    date = normalize_date(text)
    found = find_date(text) if date is None and len(text) <= LONGEST_DATE else None
    if found is not None and not found[1] and has_impossible_time(text, found[2]):
        return found[0], True
    return date, False


def has_impossible_time(text: str, end: int) -> bool:
    """Whether a time or an offset comes behind a date that ends there, which are none, then."""
    return _TIME_BEHIND.match(text, end) is not None
