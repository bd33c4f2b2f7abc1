"""Dates of publication that cannot be true, and those that an address tells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

from searchnews.article import Article
from searchnews.dates import normalize_date
from searchnews.ingest.base import Item, Problem

# The first newspapers are of 1605; nothing that was printed before is news.
_FIRST: Final = "1500"
# Clocks go wrong, and it is tomorrow already in Nouméa.
_TOLERANCE: Final = timedelta(days=2)
# /2015/09/18/palmyre.html, /2015-09-18-palmyre, /2015/09/palmyre
_IN_ADDRESS: Final = re.compile(
    r"/(?P<year>(?:1[5-9]|20)\d\d)(?P<sign>[/-])(?P<month>0[1-9]|1[0-2])"
    r"(?:(?P=sign)(?P<day>0[1-9]|[12]\d|3[01]))?(?=[/_.-]|$)"
)


def dated(items: Iterable[Item]) -> Iterator[Item]:
    """The items; dates that cannot be true are dropped and named, those in addresses taken."""
    last = (datetime.now(UTC) + _TOLERANCE).date().isoformat()
    for item in items:
        if not isinstance(item, Article):
            yield item
        elif item.date is None:
            date = date_in_address(item.url or "") or date_in_address(item.path or "")
            is_possible = date is not None and date <= last
            yield replace(item, date=date) if is_possible else item
        elif _FIRST <= item.date <= last:
            yield item
        else:
            kind = "in the future" if item.date > last else "before there were newspapers"
            yield Problem(f"{item.id}: its date, {item.date}, is {kind}; it has none", lost=False)
            yield replace(item, date=None)


def date_in_address(address: str) -> str | None:
    """The day or month in a path or an address.

    >>> date_in_address("https://val.example/2015/09/18/crue.html"), date_in_address("/a/2015/09/x")
    ('2015-09-18', '2015-09')
    >>> date_in_address("https://val.example/20150918/crue") is None
    True
    """
    found = _IN_ADDRESS.search(address)
    if found is None:
        return None
    parts = filter(None, (found["year"], found["month"], found["day"]))
    return normalize_date("-".join(parts))
