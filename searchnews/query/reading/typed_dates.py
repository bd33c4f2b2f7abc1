"""What stands behind `date:`, `depuis:` and `avant:`."""

from __future__ import annotations

import datetime
import re
from typing import Final, NamedTuple

from searchnews.dates import normalize_date
from searchnews.query.language import DateName
from searchnews.query.reading.date_words import day_in_words, span_in_words

# A pattern that is compiled when it is first needed: few queries have dates.
_RANGE: Final = (
    r"(?i)\[\s*(\S{1,99})\s+(?:TO|À|A|AU)\s+([^\s\]]{1,99})\s*(?:\]|(?=\s|$))"
    r"|\[([^\[\]]{1,99}?)\s(?:TO|À|A|AU)\s([^\[\]]{1,99})\]"
)
_SIGNS_AROUND: Final = ' "«»“”'
_OPEN: Final = "*"


class TypedDates(NamedTuple):
    """Normalised dates, both included but for `avant:`; None is open."""

    low: str | None
    high: str | None
    in_order: bool = True
    """Whether the first was typed first."""


def end_of_range(text: str, start: int) -> int | None:
    """Where a range in brackets ends that begins at `start`; None if none begins there."""
    match = re.match(_RANGE, text[start:])
    return None if match is None else start + match.end()


def typed_dates(name: DateName, typed: str, today: datetime.date | None) -> TypedDates | None:
    """The dates that were typed behind a name; None if they are none.

    >>> typed_dates("on", "[1er septembre 2015 TO *]", None)
    TypedDates(low='2015-09-01', high=None, in_order=True)
    >>> typed_dates("since", "hier", datetime.date(2015, 9, 18))
    TypedDates(low='2015-09-17', high=None, in_order=True)
    """
    between = re.fullmatch(_RANGE, typed)
    if between is not None:
        first, last = (_date(text, today) for text in between.groups() if text)
        return _ordered(first, last) if name == "on" and first and last else None
    date = _date(typed, today, since=name != "on")
    if date is None:
        span = span_in_words(typed.strip(_SIGNS_AROUND), today) if name == "on" else None
        return span and TypedDates(*span)
    if date == _OPEN:
        return TypedDates(None, None)
    return TypedDates(None if name == "before" else date, None if name == "since" else date)


def _ordered(first: str, last: str) -> TypedDates:
    if _OPEN not in (first, last) and first > last and not first.startswith(last):
        return TypedDates(last, first, in_order=False)
    low, high = (None if date == _OPEN else date for date in (first, last))
    return TypedDates(low, high)


def _date(typed: str, today: datetime.date | None, *, since: bool = True) -> str | None:
    text = typed.strip(_SIGNS_AROUND)
    if text == _OPEN:
        return _OPEN
    date = normalize_date(text)
    if date is None and today is not None:
        return day_in_words(text, today, since=since)
    return date
