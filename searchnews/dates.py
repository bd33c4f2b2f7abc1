"""Dates as precise as they are known: a year, a month, a day or a moment.

Inside the project a date is a text: YYYY, YYYY-MM, YYYY-MM-DD or an ISO time. Python's own
dates know no year without a month, and tantivy's end before 1677.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Final

_MONTHS: Final = tuple(
    names.split()
    for names in (
        "janvier janv jan january",
        "fevrier février fevr févr fev fév feb february",
        "mars mar march",
        "avril avr apr april",
        "mai may",
        "juin jun june",
        "juillet juil jul july",
        "aout août aug august",
        "septembre sept sep september",
        "octobre oct october",
        "novembre nov november",
        "decembre décembre dec déc december",
    )
)
_MONTH_OF: Final = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}

_MONTH_NAME: Final = rf"(?:{'|'.join(sorted(_MONTH_OF, key=len, reverse=True))})\b\.?"
_WEEKDAY: Final = (
    r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday"
    r"|friday|saturday|sunday|lun|mar|mer|jeu|ven|sam|dim|mon|tue|wed|thu|fri|sat|sun)\b\.?,?\s+)?"
)
# The local times of places were at most 15 h 56 from that of Greenwich (tz database: Manila).
_OFFSET: Final = r"[+-](?:0\d|1[0-5]):?[0-5]\d"
_CLOCK: Final = (
    r"(?P<hour>[01]?\d|2[0-3]|24(?=\s?[h:]\s?(?:00)?(?::00)?(?![:\d])))\s?(?:h|:)\s?"
    r"(?:(?P<minute>[0-5]\d)(?!\d))?(?::(?P<second>[0-5]\d|(?<=59:)60)(?:[.,]\d+)?)?"
    r"(?:\s?(?P<half>[ap])\.?m\b\.?)?"
    # After an offset, JavaScript and e-mail name the zone: GMT+0200 (CEST)
    rf"(?:\s?(?P<zone>Z\b|(?:UTC|GMT)?{_OFFSET}\b(?:\s?\([^()]{{2,60}}\))?|UTC\b|GMT\b))?"
)
_TIME: Final = rf"(?:(?:T|\s*,?\s*(?:à\s|a\s|-\s)?\s*){_CLOCK})?"

_IN_DAYS: Final = re.compile(r"\d{4}|\d[-/.]\d\d?[-/.]\d\d")  # of those that name a day

# In each form the groups have these names; a form with all three of them is a day.
_FORMS: Final = (
    rf"(?P<year>\d{{4}})(?P<sign>[-/.])(?P<month>\d\d?)(?P=sign)(?P<day>\d\d?){_TIME}",
    r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)"
    r"(?:T?(?P<hour>[01]\d|2[0-3]|24(?=0000|00(?!\d)))(?P<minute>[0-5]\d)"
    rf"(?P<second>[0-5]\d|(?<=59)60)?(?:[.,]\d+)?\s?(?P<zone>Z|{_OFFSET})?)?",
    rf"(?P<day>\d\d?)(?P<sign>[-/.])(?P<month>\d\d?)(?P=sign)(?P<year>\d{{4}}|\d\d){_TIME}",
    rf"{_WEEKDAY}(?P<day>\d\d?)(?:er)?[\s-](?P<month>{_MONTH_NAME})[\s-](?P<year>\d{{4}}){_TIME}",
    rf"{_WEEKDAY}(?P<month>{_MONTH_NAME})\s(?P<day>\d\d?)(?:st|nd|rd|th)?,?\s(?P<year>\d{{4}}){_TIME}",
    rf"{_WEEKDAY}(?P<month>{_MONTH_NAME})\s{{1,2}}(?P<day>\d\d?)\s{_CLOCK}\s(?P<year>\d{{4}})",
    r"(?P<year>\d{4})[-/](?P<month>\d\d?)",
    r"(?P<month>\d\d?)[-/.](?P<year>\d{4})",
    rf"(?P<month>{_MONTH_NAME})\s(?P<year>\d{{4}})",
    r"(?P<year>[12]\d{3})",
)


@cache  # a twentieth of the time of a command that reads no date
def _forms() -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(rf"(?<!\d)(?<!\d[.,/-]){form}(?![.,/-]?\d)", re.IGNORECASE) for form in _FORMS
    )


@cache
def _days_in_texts() -> tuple[tuple[Callable[[str], object], re.Pattern[str]], ...]:
    """The forms of days, each after a test for what a text with it never lacks."""
    # Eight digits in a text are a telephone number as well.
    return tuple(
        (_month_before_number if _MONTH_FIRST in form else _core(form).search, pattern)
        for pattern, form in zip(_forms(), _FORMS, strict=True)
        if "<day>" in form and "<month>\\d\\d)" not in form
    )


_MONTH_FIRST: Final = rf"{_WEEKDAY}(?P<month>"
_WORD_BEFORE_NUMBER: Final = re.compile(r"([^\W\d_]++)\.?\s{1,2}\d")


def _month_before_number(text: str) -> bool:
    words = _WORD_BEFORE_NUMBER.findall(text)
    return any(word.casefold().endswith(tuple(_MONTH_OF)) for word in words)


def _core(form: str) -> re.Pattern[str]:
    return re.compile(form.removeprefix(_WEEKDAY).removesuffix(_TIME), re.IGNORECASE)


LONGEST_DATE: Final = 100
"""In characters; what is longer is none."""
_UNKNOWN: Final = "00"
# Databases write 2015-09-00 and 2015-00-00 where they know no day, or no month.
_UNKNOWN_DAY: Final = re.compile(
    rf"(?P<year>\d{{4}})(?P<sign>[-/.]?)(?P<month>\d\d)(?P=sign){_UNKNOWN}(?:[T ]00:00.*)?"
)


@lru_cache(maxsize=4096)
def normalize_date(text: str) -> str | None:
    """The date that a text is, as YYYY, YYYY-MM, YYYY-MM-DD or an ISO time; None if it is none.

    Days come before months, as everywhere French is written. Two digits of a year are those of
    1969 to 2068, as POSIX reads them. A time zone is kept, and never computed with: the day is
    the one that the publisher wrote.

    >>> [normalize_date(d) for d in ("18/09/2015", "1er août 1914", "sept. 2015", "1798")]
    ['2015-09-18', '1914-08-01', '2015-09', '1798']
    >>> normalize_date("vendredi 18 septembre 2015 à 17h42")
    '2015-09-18T17:42'
    >>> normalize_date("2015-09-18T17:42:00Z"), normalize_date("2015-13-45")
    ('2015-09-18T17:42:00+00:00', None)
    >>> normalize_date("20150918T154200Z"), normalize_date("2015-09-00")
    ('2015-09-18T15:42:00+00:00', '2015-09')
    """
    if len(text) > LONGEST_DATE:
        return None
    text = unicodedata.normalize("NFC", " ".join(text.split()))
    if text[:3].lower() == "le ":
        text = text[3:]
    if (unknown := _UNKNOWN_DAY.fullmatch(text)) is not None:
        known = (part for part in unknown.group("year", "month") if part != _UNKNOWN)
        return normalize_date("-".join(known))
    for pattern in _forms():
        match = pattern.fullmatch(text)
        if match is not None:
            return _iso(match)
    return None


def find_date(text: str) -> tuple[str, int, int] | None:
    """The first day that a text names, with where it stands in characters, half-open.

    >>> find_date("Publié le vendredi 18 septembre 2015, à Paris")
    ('2015-09-18', 10, 36)
    """
    if _IN_DAYS.search(text) is None:
        return None
    found = [
        (match.start(), -match.end(), date)
        for is_possible, pattern in _days_in_texts()
        if is_possible(text)
        for match in pattern.finditer(text)
        if (date := _iso(match)) is not None
    ]
    if not found:
        return None
    start, minus_end, date = min(found)
    return date, start, -minus_end


def _iso(match: re.Match[str]) -> str | None:
    parts = {name: value for name, value in match.groupdict().items() if value}
    year = int(parts["year"])
    if len(parts["year"]) == 2:
        year += 1900 if year >= 69 else 2000
    if "month" not in parts:
        return f"{year:04}"
    # Case-folded, as old prints write "ſeptembre", which the patterns take for the same.
    name = parts["month"].casefold().rstrip(".")
    try:
        month = _MONTH_OF.get(name) or int(name)
        day = datetime.date(year, month, int(parts.get("day", 1)))
    except ValueError:
        return None
    if "day" not in parts:
        return f"{year:04}-{month:02}"
    # The end of a day, 24:00, is the beginning of another, and this is the day that was written.
    if "hour" not in parts or parts["hour"] == "24":
        return day.isoformat()
    hour = int(parts["hour"])
    if "half" in parts and hour <= 12:
        hour = hour % 12 + 12 * (parts["half"] in "pP")
    clock = f"{hour:02}:{parts.get('minute', '00')}"
    if parts.get("second", "60") != "60":  # no clock of Python has a leap second
        clock += f":{parts['second']}"
    return f"{day.isoformat()}T{clock}{_offset(parts.get('zone', ''))}"


def _offset(zone: str) -> str:
    offset = re.search(r"([+-]\d\d):?(\d\d)", zone)
    if offset is None:
        return "+00:00" if zone else ""
    return f"{offset[1]}:{offset[2]}"


TIMES_OF_A_DAY: Final = 10**6
"""How far the numbers of two days are apart, and of what is known of a day beside it: the digits of
hours, minutes and seconds; see `day_number`."""


def day_number(date: str) -> int:
    """A normalised date as a number that sorts: its digits, with 00 for what is not known.

    >>> day_number("2015-09-18T17:42:00+02:00"), day_number("1798")
    (20150918174200, 17980000000000)
    """
    return _number(date, (_UNKNOWN,) * 5)


def moment_number(date: str) -> int:
    """A normalised date as a number that sorts by when it was, whatever the time zone.

    As `day_number`, but a time with its offset is that of the clocks in Paris at that moment; times
    without one are taken to be so already.

    >>> moment_number("2015-09-18T08:00:00+02:00"), moment_number("2015-09-18T07:30:00Z")
    (20150918080000, 20150918093000)
    >>> moment_number("2015-01-18T07:30:00+00:00"), moment_number("2015-09-18")
    (20150118083000, 20150918000000)
    """
    if _HAS_OFFSET.search(date) is None:
        return day_number(date)
    try:
        moment = datetime.datetime.fromisoformat(date).astimezone(datetime.UTC)
        return int((moment + _offset_of_paris(moment)).strftime("%Y%m%d%H%M%S"))
    except (ValueError, OverflowError):
        return day_number(date)


_HAS_OFFSET: Final = re.compile(r"T.*(?:[+-]\d\d:\d\d|Z)$")


def _offset_of_paris(moment: datetime.datetime) -> datetime.timedelta:
    # Since 1996 summer time begins and ends at one o'clock in Greenwich, on the last Sundays of
    # March and October. Python knows zones only where the system has their table.
    first, last = (
        datetime.datetime(moment.year, month, 31, 1, tzinfo=datetime.UTC) for month in (3, 10)
    )
    first, last = (day - datetime.timedelta((day.weekday() + 1) % 7) for day in (first, last))
    return datetime.timedelta(hours=2 if first <= moment < last else 1)


_TO_THE_SECOND: Final = len("2015-09-18T17:42:00")


def _number(date: str, for_unknown: tuple[str, ...]) -> int:
    """Its digits; month, day, hour, minute and second may be filled from `for_unknown`."""
    # Most have a time to the second and no offset: these take a quarter of the time.
    if len(date) == _TO_THE_SECOND and date[13] == date[16] == ":":
        return int(date.replace("-", "").replace("T", "").replace(":", ""))
    known = _parts(date)
    return int("".join((*known, *for_unknown[len(known) - 1 :])))


def _parts(date: str) -> list[str]:
    """Year, month, day, hour, minute and second, as many as are known."""
    day, _, time = date.partition("T")
    return [*day.split("-"), *re.findall(r"\d\d", re.split(r"[+-]", time)[0])]


def day_ranges(
    low: str | None, high: str | None, *, high_excluded: bool = False
) -> list[tuple[int | None, int | None]]:
    """The numbers of the dates that may lie between two others, as ranges, both ends included.

    An end that is None is open. A date that is less precise than an end matches when it may lie
    inside: an article of "2015" is found from September 2015 on.

    >>> day_ranges("2015-09", "2015-09")
    [(20150900000000, 20150931235959), (20150000000000, 20150000000000)]
    >>> day_ranges(None, "2016", high_excluded=True)
    [(None, 20159999999999)]
    """
    last = None
    if high is not None:
        last = day_number(high) - 1 if high_excluded else _number(high, _LAST)
    if low is None:
        return [(None, last)]
    first = day_number(low)
    parts = _parts(low)
    broader = {int("".join(parts[:n]).ljust(14, "0")) for n in (1, 2, 3) if n < len(parts)}
    return [(first, last), *((number, number) for number in sorted(broader - {first}))]


_LAST: Final = ("12", "31", "23", "59", "59")
