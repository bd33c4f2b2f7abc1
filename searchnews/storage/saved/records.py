"""What is known of a saved search, and of a message that it made."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Literal, NamedTuple, TypeAlias

Kind: TypeAlias = Literal["print", "feed", "mail", "webhook", "command"]
"""How articles are delivered."""


class Delivery(NamedTuple):
    """Where the new articles of a saved search go."""

    kind: Kind
    target: str = ""
    """A file, an address of mail or of the web, or a command; nothing where they are printed."""


class SearchRecord(NamedTuple):
    """A saved search as it is stored."""

    search: int
    """Its number, never given twice."""
    name: str
    query: str
    arguments: Mapping[str, Any]
    """Of the search, as JSON has them."""
    deliveries: tuple[Delivery, ...]
    """Where new articles go; empty if they are printed."""
    updates: bool
    """Whether articles that have changed are sent again."""
    added: str
    """ISO time, UTC; as is `last_run`."""
    last_number: int
    """The articles up to this number were looked at."""
    index_made: str
    """Which index it is that has this number."""
    last_run: str | None
    problem: str | None
    """Why it could not be run the last time."""
    machine: str | None = None
    """Which machine alone runs it, as its files or programs are there; None for any."""


class NewMessage(NamedTuple):
    """A message that is to be stored."""

    articles: int
    """How many."""
    content: bytes
    """JSON, compressed; see `saved.message`."""
    deliveries: tuple[Delivery, ...]
    """To where it is to be delivered."""


class Found(NamedTuple):
    """What a run found for one saved search."""

    search: int
    last_number: int
    """The articles up to this number were looked at."""
    index_made: str
    """Which index it is that has this number."""
    at: str
    """When: ISO time, UTC."""
    messages: tuple[NewMessage, ...]
    matching: Collection[str]
    """The articles that came to match."""
    no_more: Collection[str]
    """The articles that had matched and do no more."""


class KeptSearch(NamedTuple):
    """All that is kept of a saved search."""

    key: str
    """Of its name."""
    record: SearchRecord
    matched: Collection[str]
    messages: tuple[tuple[int, NewMessage], ...]
    """Those that wait, or are kept for a feed, the oldest first, each with its number. Their
    deliveries are those that are still to be made."""


class StoredMessage(NamedTuple):
    """Articles to be delivered together."""

    message: int
    """Its number, never given twice."""
    search: int
    articles: int
    """How many."""
    content: bytes
    """JSON, compressed; see `saved.message`."""


class Waiting(NamedTuple):
    """A message that was not delivered to one place yet."""

    message: int
    search: int
    delivery: Delivery
    attempts: int
    """That have failed."""
    problem: str | None
    """Why the last one did."""
