"""Chips: what narrows a search besides its query, each with the address without it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from searchnews.dates import normalize_date
from searchnews.serve.api.parameter_table import (
    AUTHORS,
    DATE_FROM,
    DATE_TO,
    PAGE,
    SECTIONS,
    SOURCES,
)
from searchnews.serve.api.parameters import Parameter
from searchnews.serve.language.texts import Texts
from searchnews.serve.visit import Visit

_DAYS_AGO: Final = re.compile(r"(\d{1,6})[dj]")


class Chip(NamedTuple):
    """Something that narrows the search, and the address without it."""

    label: str
    link: str


def chips(
    visit: Visit,
    names: Sequence[Parameter[tuple[str, ...]]] = (SOURCES, SECTIONS, AUTHORS),
) -> Iterator[Chip]:
    """Everything that narrows the search besides its query: these names, and dates."""
    texts = Texts(visit.locale)
    for parameter in names:
        for name in visit.values[parameter]:
            others = tuple(each for each in visit.values[parameter] if each != name)
            yield _chip(visit, name, {parameter: others})
    if visit.values[DATE_FROM]:
        if days := _DAYS_AGO.fullmatch(visit.values[DATE_FROM]):
            label = texts.said("last_days", days=texts.count("day", int(days[1])))
        else:
            label = texts.said("since", date=_date(visit, visit.values[DATE_FROM]))
        yield _chip(visit, label, {DATE_FROM: ""})
    if visit.values[DATE_TO]:
        label = texts.said("until", date=_date(visit, visit.values[DATE_TO]))
        yield _chip(visit, label, {DATE_TO: ""})


def _chip(visit: Visit, label: str, without: dict[Any, Any]) -> Chip:
    return Chip(label, visit.here({PAGE: 1} | without))


def _date(visit: Visit, typed: str) -> str:
    date = normalize_date(typed)
    return visit.locale.date(date) if date is not None else typed
