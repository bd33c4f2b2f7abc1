"""Feeds, which readers of feeds subscribe to: entries as Atom or as RSS.

Atom is RFC 4287, RSS that of https://www.rssboard.org/rss-specification. A reader knows an entry by
its id: what stands in a feed again under the same id does not come again.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element, SubElement, tostring

from searchnews.version import VERSION

GENERATOR: Final = "searchnews"
"""What our feeds are made by, as they say themselves in their first element."""

_ATOM: Final = "http://www.w3.org/2005/Atom"
_DUBLIN_CORE: Final = "http://purl.org/dc/elements/1.1/"
# What XML 1.0 cannot hold, https://www.w3.org/TR/xml/#charsets
_UNWRITABLE: Final = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Entry(NamedTuple):
    """An article in a feed."""

    id: str
    """The same whenever it stands in the feed."""
    title: str
    html: str
    """What is shown of it."""
    link: str | None = None
    """An address that a browser opens."""
    updated: datetime | None = None
    """When it came into the feed, with a zone; Atom wants it of every entry."""
    published: datetime | None = None
    """When the article was published, if that is known to the day; Atom alone can say both."""
    authors: tuple[str, ...] = ()
    source: str | None = None
    """Who published it."""
    section: str | None = None


class Feed(NamedTuple):
    """A feed, newest entry first."""

    id: str
    """Names it, the same for ever; an IRI."""
    title: str
    about: str
    """What it has, in a line."""
    entries: tuple[Entry, ...]
    updated: datetime | None = None
    """When something came into it the last time; Atom wants it."""
    page: str | None = None
    """The address where people see the same."""
    own: str | None = None
    """Its own address."""
    language: str | None = None


def atom(feed: Feed) -> bytes:
    """The feed as Atom.

    Raises:
        ValueError: the feed, or an entry, does not say when it was updated.
    """
    root = Element("feed", {"xmlns": _ATOM})
    if feed.language:
        root.set("xml:lang", feed.language)
    _add(root, "generator", GENERATOR, version=VERSION)
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    _add(root, "subtitle", feed.about)
    _add(root, "updated", _iso(feed.updated))
    _add(SubElement(root, "author"), "name", GENERATOR)
    _link(root, "alternate", feed.page, "text/html")
    _link(root, "self", feed.own, "application/atom+xml")
    for each in feed.entries:
        entry = SubElement(root, "entry")
        _add(entry, "id", each.id)
        _add(entry, "title", _one_line(each.title))
        _add(entry, "updated", _iso(each.updated))
        if each.published is not None:
            _add(entry, "published", _iso(each.published))
        _link(entry, "alternate", each.link, None)
        for author in each.authors or filter(None, (each.source,)):
            _add(SubElement(entry, "author"), "name", author)
        if each.section:
            SubElement(entry, "category", {"term": _writable(each.section)})
        _add(entry, "content", each.html, type="html")
    return _written(root)


def rss(feed: Feed) -> bytes:
    """The feed as RSS 2.0."""
    root = Element("rss", {"version": "2.0", "xmlns:atom": _ATOM, "xmlns:dc": _DUBLIN_CORE})
    channel = SubElement(root, "channel")
    _add(channel, "generator", f"{GENERATOR} {VERSION}")
    _add(channel, "title", feed.title)
    _add(channel, "link", feed.page or feed.id)
    _add(channel, "description", feed.about)
    if feed.own is not None:
        SubElement(
            channel, "atom:link",
            {"rel": "self", "type": "application/rss+xml", "href": _writable(feed.own)},
        )  # fmt: skip
    if feed.language:
        _add(channel, "language", feed.language)
    if feed.updated is not None:
        _add(channel, "lastBuildDate", format_datetime(feed.updated))
    for each in feed.entries:
        item = SubElement(channel, "item")
        _add(item, "guid", each.id, isPermaLink="false")
        _add(item, "title", _one_line(each.title))
        if each.updated is not None:
            _add(item, "pubDate", format_datetime(each.updated))
        if each.link is not None:
            _add(item, "link", each.link)
        for author in each.authors:
            _add(item, "dc:creator", author)
        if each.source:
            _add(item, "dc:publisher", each.source)
        if each.section:
            _add(item, "category", each.section)
        _add(item, "description", each.html)
    return _written(root)


def _written(root: Element) -> bytes:
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _add(parent: Element, tag: str, text: str, **attributes: str) -> None:
    SubElement(parent, tag, attributes).text = _writable(text)


def _link(parent: Element, relation: str, address: str | None, media_type: str | None) -> None:
    if address is not None:
        known = {"rel": relation, "type": media_type, "href": _writable(address)}
        SubElement(parent, "link", {name: value for name, value in known.items() if value})


def _iso(moment: datetime | None) -> str:
    if moment is None:
        raise ValueError("Atom wants to know when a feed and its entries were updated")
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _writable(text: str) -> str:
    return _UNWRITABLE.sub("\ufffd", text)
