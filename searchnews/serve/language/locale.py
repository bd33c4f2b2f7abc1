"""Numbers and dates as French and English write them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from searchnews.explore.plots import french
from searchnews.serve.protocol.conditions import weight_of

_ENGLISH_MONTHS: Final = (
    "January February March April May June July August September October November December"
).split()
_TIME: Final = re.compile(r"T(\d\d):(\d\d)(?::\d\d)?(?:([+-])(\d\d):(\d\d))?")


@dataclass(frozen=True, slots=True)
class Locale:
    """How a language writes what is no text."""

    tag: str
    """As BCP 47 has it."""
    number: Callable[[float, int], str]
    """A number, with so many decimals."""
    percent: Callable[[float, int], str]
    """A share between 0 and 1, with so many decimals."""
    day: Callable[[str], str]
    """A date without its time, as precise as it is."""
    clock: Callable[[str, str], str]
    """Hours and minutes."""
    at: str
    """Between day and time."""

    def date(self, iso: str) -> str:
        """A date as precise as it is known, with its time and the offset of its zone.

        >>> FRENCH.date("2015-09-18T17:42:00+02:00").replace("\u00a0", "_")
        '18 septembre 2015 à 17_h_42 (UTC+2)'
        >>> FRENCH.date("2015-09"), ENGLISH.date("2015-09-01")
        ('septembre 2015', '1 September 2015')
        """
        day = self.day(iso)
        time = _TIME.search(iso)
        if time is None:
            return day
        hour, minute, sign, hours, minutes = time.groups()
        zone = ""
        if sign:
            behind = f":{minutes}" if minutes != "00" else ""
            offset = f"{sign}{int(hours)}{behind}".replace("-", "−")
            zone = " (UTC)" if int(hours) == int(minutes) == 0 else f" (UTC{offset})"
        return f"{day}{self.at}{self.clock(hour, minute)}{zone}"


def _english_number(value: float, decimals: int = 0) -> str:
    return f"{value:,.{decimals}f}".replace("-", "−")


def _english_percent(share: float, decimals: int = 1) -> str:
    return f"{_english_number(100 * share, decimals)}%"


def _english_day(iso: str) -> str:
    year, *rest = iso[:10].split("-")
    if not rest:
        return year
    month = f"{_ENGLISH_MONTHS[int(rest[0]) - 1]} {year}"
    return month if len(rest) == 1 else f"{int(rest[1])} {month}"


FRENCH: Final = Locale(
    "fr", french.number, french.percent, french.date,
    lambda hour, minute: f"{int(hour)}{french.NO_BREAK}h{french.NO_BREAK}{minute}", " à ",
)  # fmt: skip
ENGLISH: Final = Locale(
    "en", _english_number, _english_percent, _english_day,
    lambda hour, minute: f"{hour}:{minute}", ", ",
)  # fmt: skip

LOCALES: Final = {locale.tag: locale for locale in (FRENCH, ENGLISH)}


def preferred(accept_language: str) -> Locale:
    """The language that a browser asks for first; French where it asks for neither.

    >>> preferred("de,en;q=0.8,fr;q=0.5").tag, preferred("es").tag, preferred("en;q=0").tag
    ('en', 'fr', 'fr')
    """
    best, best_weight = FRENCH, 0.0
    for part in accept_language[:1000].split(","):
        tag, *parameters = (each.strip().lower() for each in part.split(";"))
        locale = LOCALES.get(tag.partition("-")[0])
        weight = weight_of(parameters)
        if locale is not None and weight > best_weight:
            best, best_weight = locale, weight
    return best
