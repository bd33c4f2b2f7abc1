"""Days in words: those that are counted from today, and spans of days."""

from __future__ import annotations

import datetime
import re
from typing import Final, NamedTuple

from searchnews.dates import normalize_date

_DAYS_AGO: Final = {"aujourd'hui": 0, "hier": 1, "avant-hier": 2, "today": 0, "yesterday": 1}
_NUMBERS: Final = {
    word: number
    for number, words in enumerate(
        "un une/deux/trois/quatre/cinq/six/sept/huit/neuf/dix".split("/"), 1
    )
    for word in words.split()
}
_NUMBER: Final = rf"\d{{1,5}}|{'|'.join(_NUMBERS)}"
# Patterns that are compiled when they are first needed: few queries have dates in words.
_AGO: Final = rf"(?:il y a )?(?P<number>{_NUMBER}) (?P<unit>jour|semaine|mois|an|année)s?"
_AGE: Final = r"(?P<number>\d{1,5})\s?(?P<unit>[djwmya])"
_DAYS_IN: Final = {"jour": 1, "d": 1, "j": 1, "semaine": 7, "w": 7}
_MONTHS_IN: Final = {"mois": 1, "m": 1, "an": 12, "année": 12, "y": 12, "a": 12}
_SPAN: Final = (
    r"(?i)du (.{1,60}) au (.{1,60})|entre le (.{1,60}) et le (.{1,60})|(\S{4,40})\.\.(\S{4,40})"
)
_SPANS_OF_NOW: Final = {
    (unit, last): pattern
    for unit, this_one, last_one in (
        ("week", "cette semaine", "(?:la )?semaine (?:dernière|passée)"),
        ("month", "ce mois(?:-ci)?", "(?:le )?mois (?:dernier|passé)"),
        ("year", "cette année", "(?:l')?(?:an|année) (?:derni(?:er|ère)|passée?)"),
    )
    for last, pattern in ((False, this_one), (True, last_one))
}


class Span(NamedTuple):
    """Normalised dates, both included."""

    low: str
    high: str


def day_in_words(text: str, today: datetime.date, *, since: bool = True) -> str | None:
    """The day that some words say, as YYYY-MM-DD; None if they say none for certain.

    Months and years ago is a day only for what is `since`, or until then.

    >>> today = datetime.date(2015, 9, 18)
    >>> [day_in_words(words, today) for words in ("hier", "il y a 3 jours", "30d", "jadis")]
    ['2015-09-17', '2015-09-15', '2015-08-19', None]
    >>> [day_in_words(words, today) for words in ("il y a deux mois", "1y")]
    ['2015-07-18', '2014-09-18']
    """
    words = _plain(text)
    if (days := _DAYS_AGO.get(words)) is not None:
        return _days_before(today, days)
    match = re.fullmatch(_AGO, words) or re.fullmatch(_AGE, words)
    if match is None:
        return None
    number, unit = _NUMBERS.get(match["number"]) or int(match["number"]), match["unit"]
    if unit in _DAYS_IN:
        return _days_before(today, number * _DAYS_IN[unit])
    return _months_before(today, number * _MONTHS_IN[unit]) if since else None


def span_in_words(text: str, today: datetime.date | None = None) -> Span | None:
    """The days of `du ... au ...`; the first may leave out the month and the year of the last.

    With `today` also those of this and the last week, month and year.

    >>> span_in_words("du 1er au 15 août 2015")
    Span(low='2015-08-01', high='2015-08-15')
    >>> span_in_words("du 28 août au 3 septembre 2015"), span_in_words("du matin au soir")
    (Span(low='2015-08-28', high='2015-09-03'), None)
    >>> span_in_words("la semaine dernière", datetime.date(2015, 9, 18))
    Span(low='2015-09-07', high='2015-09-13')
    """
    match = re.fullmatch(_SPAN, " ".join(text.split()))
    if match is None:
        return None if today is None else _span_of_now(_plain(text), today)
    first, last = [group for group in match.groups() if group is not None]
    high = normalize_date(last)
    if high is None:
        return None
    _, *month_and_year = last.split()
    for left_out in ([], month_and_year[-1:], month_and_year):
        low = normalize_date(" ".join([first, *left_out]))
        if low is not None:
            return Span(low, high) if low <= high else None
    return None


def _span_of_now(words: str, today: datetime.date) -> Span | None:
    for (unit, is_last), pattern in _SPANS_OF_NOW.items():
        if re.fullmatch(pattern, words) is None:
            continue
        if unit == "week":
            monday = today - datetime.timedelta(today.weekday() + 7 * is_last)
            return Span(monday.isoformat(), (monday + datetime.timedelta(6)).isoformat())
        if unit == "year":
            year = f"{today.year - is_last:04}"
            return Span(year, year)
        month = f"{today.replace(day=1) - datetime.timedelta(int(is_last)):%Y-%m}"
        return Span(month, month)
    return None


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("’", "'").split())


def _days_before(today: datetime.date, days: int) -> str | None:
    try:
        return (today - datetime.timedelta(days=days)).isoformat()
    except OverflowError:
        return None


def _months_before(today: datetime.date, months: int) -> str | None:
    """The same day of an earlier month, or its last where it has fewer."""
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    for day in range(today.day, today.day - 4, -1):
        try:
            return datetime.date(year, month + 1, day).isoformat()
        except ValueError:
            continue
    return None
