"""Feeds in files: Atom or RSS with the last articles, which any reader of feeds can subscribe to.

The file is written anew with each message, and is there whole at any time.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from searchnews.durability import write_atomically
from searchnews.errors import DeliveryError, InvalidArgumentError
from searchnews.feed import GENERATOR, Entry, Feed, atom, rss
from searchnews.saved.deliveries.parcel import Parcel
from searchnews.saved.deliveries.readable import WITHOUT_TITLE, address_of, article_html
from searchnews.saved.message import Message

MOST_ARTICLES: Final = 200
"""Of a feed: a reader that looks once a day misses none of a common search."""

_RSS: Final = ".rss"
_SUFFIXES: Final = (".atom", ".xml", _RSS)
_MOST_HEAD: Final = 2000  # bytes in which a feed of ours names itself
_OURS: Final = re.compile(rf"<generator[^>]*>{GENERATOR}".encode())


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
    latest = messages[0]
    written = Feed(
        id=f"urn:uuid:{latest.feed_id}",
        title=latest.search,
        about=latest.query,
        entries=tuple(_entries(messages, most)),
        updated=_moment(latest),
    )
    return rss(written) if is_rss else atom(written)


def _entries(messages: Sequence[Message], most: int) -> Iterator[Entry]:
    """The last articles; one that came twice only once."""
    seen: set[str] = set()
    for message in messages:
        for article, name in zip(message.articles, message.ids, strict=True):
            if name not in seen and len(seen) < most:
                seen.add(name)
                yield Entry(
                    id=f"urn:uuid:{name}",
                    title=article.title or WITHOUT_TITLE,
                    html=article_html(article),
                    link=address_of(article),
                    updated=_moment(message),
                    authors=article.authors,
                    source=article.source,
                    section=article.section,
                )


def _moment(message: Message) -> datetime:
    return datetime.fromisoformat(message.made).astimezone(UTC)


def _may_be_written(path: Path) -> bool:
    """Whether there is no file, or a feed that searchnews wrote."""
    if not os.path.lexists(path):
        return True
    try:
        with path.open("rb") as file:
            head = file.read(_MOST_HEAD)
    except OSError:
        return False
    return _OURS.search(head) is not None
