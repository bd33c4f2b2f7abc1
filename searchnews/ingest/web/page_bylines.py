"""Who wrote an article, where its page says so to readers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import takewhile
from typing import Final

from lxml.html import HtmlElement

from searchnews.dates import find_date
from searchnews.ingest.authors import bare_names, byline
from searchnews.ingest.cleaning.metadata_lines import Metadata, metadata_of
from searchnews.ingest.lines import is_prose
from searchnews.ingest.web.page_dates import is_date
from searchnews.ingest.web.page_head import PageHead, lines_of_metadata, names_of_element
from searchnews.ingest.web.page_title import lines_of_element, text_of_element

_LONGEST_NAMES: Final = 120  # in characters
_ACCOUNT: Final = re.compile(r"[\s(]*@\w+\)?$")
_BEFORE_DATE: Final = re.compile(r"[\s,;|·•-]*(?:\b(?:le|publié le))?\s*$")
_OF_AUTHORS: Final = re.compile(
    r"author|\bauth(?:or|eur)s?\b|auteur|byline|signature|\bowner\b|redacteur|journaliste"
)


def authors_shown(head: PageHead) -> tuple[str, ...]:
    """The names near the title, else below the text."""
    return (
        _named_authors(head.around_title)
        or _signed(head.lines)
        or _named_authors(head.below_text)
        or _signed(lines_of_metadata(head.below_text))
    )


def agency_shown(head: PageHead) -> str | None:
    """The agency in a byline near the title: Le Courrier avec AFP."""
    return next((each.agency for each in head.lines if each.agency), None)


def remove_bylines(head: PageHead, heading: HtmlElement | None) -> None:
    """Take the lines around the title that are dates and authors out of the page."""
    kept = {heading, *heading.iterancestors()} if heading is not None else set()
    for element in head.around_title:
        if is_date(element) or _is_author(element):
            line = next(element.iterancestors("p"), element)
            text = text_of_element(line)
            is_short = len(text) <= _LONGEST_NAMES and not is_prose(text)
            if is_short and line not in kept and line.getparent() is not None:
                line.drop_tree()


def _signed(lines: Iterable[Metadata]) -> tuple[str, ...]:
    """The names in the first line that is a byline and nothing else."""
    return next((line.authors for line in lines if line.authors), ())


def _named_authors(elements: list[HtmlElement]) -> tuple[str, ...]:
    """The names in what is called an author."""
    named: list[str] = []
    inside: set[HtmlElement] = set()
    for element in elements:
        if not _is_author(element) or inside.intersection(element.iterancestors()):
            continue
        text = text_of_element(element)
        if 0 < len(text) <= _LONGEST_NAMES and (names := _names_in(element)):
            named += names
            inside.add(element)
    return tuple(dict.fromkeys(named))


def _is_author(element: HtmlElement) -> bool:
    return element.get("rel") == "author" or bool(_OF_AUTHORS.search(names_of_element(element)))


def _names_in(element: HtmlElement) -> tuple[str, ...]:
    """The names in its lines, up to one with something else, such as what its author does."""
    found = map(_names_in_line, lines_of_element(element))
    return tuple(name for names in takewhile(bool, found) for name in names)


def _names_in_line(text: str) -> tuple[str, ...]:
    known = metadata_of(text)
    if known is not None and known.authors:
        return known.authors
    text = _ACCOUNT.sub("", text)
    if (date := find_date(text)) is not None:
        text = _BEFORE_DATE.sub("", text[: date[1]])
    return byline(text) or bare_names(text) or ()
