"""Feeds: a file of Atom or RSS with the last articles, which any reader of feeds can subscribe to.

Atom is RFC 4287, RSS that of https://www.rssboard.org/rss-specification. The file is written anew
with each message, and is there whole at any time.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring

from searchnews.durability import write_atomically
from searchnews.errors import DeliveryError, InvalidArgumentError
from searchnews.saved.deliveries.parcel import Parcel
from searchnews.saved.deliveries.readable import address_of, article_html
from searchnews.saved.message import Message, NewArticle
from searchnews.version import VERSION

MOST_ARTICLES: Final = 200
"""Of a feed: a reader that looks once a day misses none of a common search."""

_ATOM: Final = "http://www.w3.org/2005/Atom"
_GENERATOR: Final = "searchnews"
_RSS: Final = ".rss"
_SUFFIXES: Final = (".atom", ".xml", _RSS)
_MOST_HEAD: Final = 2000  # bytes in which a feed of ours names itself
# What XML 1.0 cannot hold, https://www.w3.org/TR/xml/#charsets
_UNWRITABLE: Final = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def check_target(target: str) -> None:
    """Refuse a file that cannot be a feed of ours.

    Raises:
        InvalidArgumentError: its name says no format, its folder is missing, or it is not ours.
    """
    path = Path(target)
    if path.suffix.lower() not in _SUFFIXES:
        raise InvalidArgumentError(
            f"{target!r} is no feed; the name of its file ends with {', '.join(_SUFFIXES)}"
        )
    if not path.parent.is_dir():
        raise InvalidArgumentError(f"there is no folder {path.parent}; make it first")
    if not _may_be_written(path):
        raise InvalidArgumentError(
            f"{path} exists and is no feed by searchnews; choose another name"
        )


def deliver(target: str, parcel: Parcel, most: int = MOST_ARTICLES) -> None:
    """Write the feed of a saved search with a message and those before.

    Raises:
        DeliveryError: it could not be written, or is not ours any more.
    """
    path = Path(os.path.realpath(target))
    messages = parcel.latest(most)
    try:
        if not _may_be_written(path):
            raise DeliveryError(f"{path} is no feed by searchnews any more; move it away")
        write_atomically(
            path, feed(messages or [parcel.message], path.suffix.lower() == _RSS, most)
        )
    except OSError as error:
        raise DeliveryError(f"{path} could not be written ({error.strerror or error})") from error


def feed(messages: Sequence[Message], is_rss: bool, most: int = MOST_ARTICLES) -> bytes:
    """The feed of a saved search, with its last messages, newest first."""
    root = _rss(messages, most) if is_rss else _atom(messages, most)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _entries(messages: Sequence[Message], most: int) -> Iterator[tuple[Message, NewArticle, str]]:
    """The last articles, each with its message and its id; one that came twice only once."""
    seen: set[str] = set()
    for message in messages:
        for article, name in zip(message.articles, message.ids, strict=True):
            if name not in seen and len(seen) < most:
                seen.add(name)
                yield message, article, f"urn:uuid:{name}"


def _atom(messages: Sequence[Message], most: int) -> Element:
    latest = messages[0]
    root = Element("feed", {"xmlns": _ATOM})
    _add(root, "generator", _GENERATOR, version=VERSION)
    _add(root, "id", f"urn:uuid:{latest.feed_id}")
    _add(root, "title", latest.search)
    _add(root, "subtitle", latest.query)
    _add(root, "updated", _atom_time(latest))
    _add(SubElement(root, "author"), "name", _GENERATOR)
    for message, article, name in _entries(messages, most):
        entry = SubElement(root, "entry")
        _add(entry, "id", name)
        _add(entry, "title", _title(article))
        _add(entry, "updated", _atom_time(message))
        if (link := address_of(article)) is not None:
            SubElement(entry, "link", {"rel": "alternate", "href": _writable(link)})
        for author in article.authors or filter(None, (article.source,)):
            _add(SubElement(entry, "author"), "name", author)
        if article.section:
            SubElement(entry, "category", {"term": _writable(article.section)})
        _add(entry, "content", article_html(article), type="html")
    return root


def _rss(messages: Sequence[Message], most: int) -> Element:
    latest = messages[0]
    root = Element("rss", {"version": "2.0"})
    channel = SubElement(root, "channel")
    _add(channel, "generator", f"{_GENERATOR} {VERSION}")
    _add(channel, "title", latest.search)
    _add(channel, "link", f"urn:uuid:{latest.feed_id}")
    _add(channel, "description", latest.query)
    _add(channel, "lastBuildDate", _rss_time(latest))
    for message, article, name in _entries(messages, most):
        item = SubElement(channel, "item")
        _add(item, "guid", name, isPermaLink="false")
        _add(item, "title", _title(article))
        _add(item, "pubDate", _rss_time(message))
        if (link := address_of(article)) is not None:
            _add(item, "link", link)
        if article.section:
            _add(item, "category", article.section)
        _add(item, "description", article_html(article))
    return root


def _add(parent: Element, tag: str, text: str, **attributes: str) -> None:
    SubElement(parent, tag, attributes).text = _writable(text)


def _title(article: NewArticle) -> str:
    return " ".join((article.title or "(without a title)").split())


def _atom_time(message: Message) -> str:
    return _time(message).isoformat().replace("+00:00", "Z")


def _rss_time(message: Message) -> str:
    return format_datetime(_time(message))


def _time(message: Message) -> datetime:
    return datetime.fromisoformat(message.made).astimezone(UTC)


def _writable(text: str) -> str:
    return _UNWRITABLE.sub("\ufffd", text)


def _may_be_written(path: Path) -> bool:
    """Whether there is no file, or a feed that searchnews wrote."""
    if not os.path.lexists(path):
        return True
    try:
        with path.open("rb") as file:
            head = file.read(_MOST_HEAD)
    except OSError:
        return False
    return re.search(rb"<generator[^>]*>searchnews", head) is not None
