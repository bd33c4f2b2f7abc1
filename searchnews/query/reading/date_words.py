"""Days in words: those that are counted from today, and spans of days."""

from __future__ import annotations

import datetime
import re
from typing import Final, NamedTuple

from searchnews.dates import normalize_date

_DAYS_AGO: Final = {"aujourd'hui": 0, "hier": 1, "avant-hier": 2, "today": 0, "yesterday": 1}
_AGO: Final = re.compile(r"il y a (\d{1,5}|une?) (jour|semaine)s?")
_DAYS_IN: Final = {"jour": 1, "semaine": 7, "d": 1, "j": 1, "w": 7}
_AGE: Final = re.compile(r"(\d{1,5})\s?([djw])")
_SPAN: Final = re.compile(r"du (.{1,60}) au (.{1,60})", re.IGNORECASE)


class Span(NamedTuple):
    """Normalised dates, both included."""

    low: str
    high: str


def day_in_words(text: str, today: datetime.date) -> str | None:
    """The day that some words say, as YYYY-MM-DD; None if they say none for certain.

    >>> today = datetime.date(2015, 9, 18)
    >>> [day_in_words(words, today) for words in ("hier", "il y a 3 jours", "30d", "jadis")]
    ['2015-09-17', '2015-09-15', '2015-08-19', None]
    """
    words = " ".join(text.lower().replace("’", "'").split())
    days = _DAYS_AGO.get(words)
    if days is None:
        match = _AGO.fullmatch(words) or _AGE.fullmatch(words)
        if match is None:
            return None
        number = 1 if match[1].startswith("un") else int(match[1])
        days = number * _DAYS_IN[match[2]]
    try:
        return (today - datetime.timedelta(days=days)).isoformat()
    except OverflowError:
        return None


def span_in_words(text: str) -> Span | None:
    """The days of `du ... au ...`; the first may leave out the month and the year of the last.

    >>> span_in_words("du 1er au 15 août 2015")
    Span(low='2015-08-01', high='2015-08-15')
    >>> span_in_words("du 28 août au 3 septembre 2015"), span_in_words("du matin au soir")
    (Span(low='2015-08-28', high='2015-09-03'), None)
    """
    match = _SPAN.fullmatch(" ".join(text.split()))
    if match is None:
        return None
    first, last = match.groups()
    high = normalize_date(last)
    if high is None:
        return None
    _, *month_and_year = last.split()
    for left_out in ([], month_and_year[-1:], month_and_year):
        low = normalize_date(" ".join([first, *left_out]))
        if low is not None:
            return Span(low, high) if low <= high else None
    return None
