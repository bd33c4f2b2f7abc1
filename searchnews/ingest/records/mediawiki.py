"""Reading dumps of MediaWiki, such as those of Wikinews: a page is an article.

https://www.mediawiki.org/wiki/Help:Export , versions 0.3 to 0.11. The date is the one that the page
tells readers, by its template or its category; when it was last changed is none of publication.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from urllib.parse import quote

from searchnews.dates import normalize_date
from searchnews.ingest.base import Draft, OpenFile, Problem
from searchnews.ingest.markup import Element, text_at
from searchnews.ingest.numbers import whole_number
from searchnews.ingest.records.wikitext import (
    categories_of,
    text_of_wikitext,
    value_of_template,
)
from searchnews.ingest.xml.stream import Broken, elements, problem_of

_OF_ARTICLES: Final = "0"  # the number of the namespace
_DAY: Final = len("2015-09-18")
_TEMPLATES_OF_DATES: Final = ("date", "publié", "publish")


def read(file: OpenFile) -> Iterator[Draft | Problem]:
    """The articles of a dump, in bounded memory; redirects, talks and the like are left out.

    Raises:
        UnreadableFileError: a page has too many versions.
    """
    site = database = base = language = None
    articles = others = 0
    for element in elements(file.stream, {"siteinfo", "page"}):
        if isinstance(element, Broken):
            yield problem_of(element)
            continue
        if element.tag == "siteinfo":
            site, database = text_at(element, "sitename"), text_at(element, "dbname")
            base = (text_at(element, "base") or "").rpartition("/")[0]
            parent = element.getparent()
            language = parent.get("lang") if parent is not None else None
            continue
        draft = _draft(element, articles + 1, base)
        if draft is None:
            others += 1
            continue
        articles += 1
        if database and draft.part:
            draft.id = f"{database}-{draft.part}"
        draft.source, draft.language = site, language
        yield draft
    if not articles:
        yield Problem(f"a dump without articles, of {others:,} other pages", lost=bool(others))


def _draft(page: Element, number: int, base: str | None) -> Draft | None:
    """The draft of a page, of its newest version; None if it is no article."""
    title = text_at(page, "title")
    revision = max(
        page.iterfind("revision"), key=lambda each: text_at(each, "timestamp") or "", default=None
    )
    wikitext = revision.findtext("text") if revision is not None else None
    is_article = (text_at(page, "ns") or _OF_ARTICLES) == _OF_ARTICLES
    if page.find("redirect") is not None or not is_article or not title or not wikitext:
        return None
    body = text_of_wikitext(wikitext)
    if not body:
        return None
    categories = categories_of(wikitext)
    return Draft(
        part=text_at(page, "id"),
        number=number,
        title=title,
        body=body,
        date=_date(wikitext, categories),
        url=f"{base}/{quote(title.replace(' ', '_'), safe='/:,')}" if base else None,
        extra={"categories": categories} if categories else {},
        revision=whole_number(text_at(revision, "id")) if revision is not None else None,
    )


def _date(wikitext: str, categories: list[str]) -> str | None:
    values = (value_of_template(wikitext, name) for name in _TEMPLATES_OF_DATES)
    dates = (normalize_date(value) for value in (*values, *categories) if value)
    # A category of a year or a month holds what the page is about.
    return next((date for date in dates if date is not None and len(date) >= _DAY), None)
