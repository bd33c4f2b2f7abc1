"""Bins of time, and the marks of an axis, as French and English write them."""

from __future__ import annotations

import datetime
from typing import Final

from searchnews.explore.calendar.intervals import Interval, month_name
from searchnews.serve.language.locale import ENGLISH, Locale

_ENGLISH: Final = {
    month_name(datetime.date(2015, number, 1)): name
    for number, name in enumerate("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)
} | {"1er": "1"}


def bin_label(interval: Interval, number: int, locale: Locale) -> str:
    """A bin in the language of a page.

    >>> for each in Interval:
    ...     print(bin_label(each, each.bin_of(20150901000000), ENGLISH))
    1 September 2015
    week of 31 August 2015
    September 2015
    Q3 2015
    2015
    2010s
    """
    if locale is not ENGLISH:
        return interval.label(number)
    date = interval.date(number)
    match interval:
        case Interval.WEEK:
            return f"week of {locale.day(date)}"
        case Interval.QUARTER:
            year, quarter = date.split("-")
            return f"{quarter} {year}"
        case Interval.DECADE:
            return f"{date}s"
    return locale.day(date)


def mark_label(french: str, locale: Locale) -> str:
    """What stands at a mark of an axis, of its French.

    >>> mark_label("juill.", ENGLISH), mark_label("1er août 2015", ENGLISH)
    ('Jul', '1 Aug 2015')
    """
    if locale is not ENGLISH:
        return french
    return " ".join(_ENGLISH.get(word, word) for word in french.split())
