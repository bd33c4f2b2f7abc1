"""Reading feeds, RSS 0.9 to 2.0 and Atom: an item is an article."""

from __future__ import annotations

from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from typing import Any, Final

from searchnews.dates import normalize_date
from searchnews.ingest.agencies import agency_named
from searchnews.ingest.base import Draft, OpenFile, Problem
from searchnews.ingest.markup import (
    Element,
    language_of,
    paragraphs_in,
    text_at,
    text_of_html,
    texts_at,
)
from searchnews.ingest.xml.trees import xml_file
from searchnews.stated_dates import stated_date

# The first that has a text: the whole article, else its summary. Without its namespace,
# content:encoded is "encoded".
_TEXTS: Final = ("encoded", "content", "description", "summary")
_DATES: Final = ("pubDate", "published", "date", "issued", "created", "updated")


def read(file: OpenFile) -> Iterator[Draft | Problem]:
    """The articles of a feed, in its order.

    Raises:
        UnreadableFileError: it is no XML.
    """
    root, problems = xml_file(file.stream)
    yield from problems
    channel = root if root.tag == "feed" else root.find("channel")
    source = text_at(channel, "title") if channel is not None else None
    language = text_at(channel, "language") if channel is not None else None
    items = [*root.iter("item"), *root.iter("entry")]
    for number, item in enumerate(items, 1):
        yield _draft(item, number, source, language or language_of(root))
    if not items:
        yield Problem("a feed without items", may_hide_articles=False)


def _draft(item: Element, number: int, source: str | None, language: str | None) -> Draft | Problem:
    title = text_at(item, "title")
    title = " ".join(text_of_html(title).split()) if title else None
    texts = {name: text for name in _TEXTS if (text := _text(item, name))}
    body = next(iter(texts.values()), "")
    lead = next((texts[name] for name in _TEXTS[2:] if name in texts and texts[name] != body), None)
    if not title and not body:
        return Problem(f"item {number}: it has neither a title nor a text")
    authors = texts_at(item, "creator") or texts_at(item, "author/name") or texts_at(item, "author")
    named = text_at(item, "source/title") or text_at(item, "source")
    extra: dict[str, Any] = {"keywords": _categories(item)[1:]}
    return Draft(
        id=text_at(item, "guid") or text_at(item, "id") or item.get("about") or _link(item),
        number=number,
        title=title,
        body=body,
        date=_date(item),
        source=named or source,
        agency=next(filter(None, map(agency_named, authors)), None),
        authors=tuple(author for author in authors if agency_named(author) is None),
        section=next(iter(_categories(item)), None),
        url=_link(item),
        lead=lead,
        credit=text_at(item, "credit") or text_at(item, "content/credit"),
        language=language_of(item) or language,
        extra={key: value for key, value in extra.items() if value},
    )


def _text(item: Element, name: str) -> str | None:
    """The text of an element that may hold HTML, escaped or not."""
    for element in item.iterfind(name):
        is_xhtml = len(element) > 0  # Atom has it unescaped
        text = "\n\n".join(paragraphs_in(element)) if is_xhtml else text_of_html(element.text or "")
        if text.strip():
            return text.strip()
    return None


def _link(item: Element) -> str | None:
    """The address of the article itself, among its links."""
    links = item.findall("link")
    links.sort(key=lambda link: link.get("rel", "alternate") != "alternate")
    for link in links:
        address = (link.get("href") or link.text or "").strip()
        if address.startswith(("http://", "https://")):
            return address
    guid = text_at(item, "guid") or ""
    return guid if guid.startswith(("http://", "https://")) else None


def _categories(item: Element) -> list[str]:
    terms = [category.get("term") or category.text or "" for category in item.iterfind("category")]
    terms += texts_at(item, "subject")
    return list(dict.fromkeys(filter(None, map(str.strip, terms))))


def _date(item: Element) -> str | None:
    """When it was published, in the form of RFC 822 or of ISO 8601."""
    for name in _DATES:
        text = text_at(item, name)
        if text is None:
            continue
        date = normalize_date(text)
        if date is None:
            try:
                date = normalize_date(parsedate_to_datetime(text).isoformat())
            except (ValueError, TypeError, IndexError, OverflowError):
                date = text if stated_date(text)[1] else None
        if date is not None:
            return date
    return None
