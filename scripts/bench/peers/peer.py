"""What a peer is: a search engine that indexes the same articles and answers the same queries."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple, Protocol

from scripts.bench.peers.queries import Query


class Document(NamedTuple):
    """What a peer indexes."""

    id: str
    title: str
    body: str
    day: str = ""
    """YYYY-MM-DD, or nothing."""


class Answer(NamedTuple):
    """What a peer shows."""

    total: int
    """How many articles match; how many are shown, for peers that do not count."""
    shown: int


class Peer(Protocol):
    """A search engine, with an index in a directory of its own."""

    def index(self, documents: Iterable[Document]) -> None:
        """Index everything, and be ready to search."""

    def open(self) -> None:
        """Be ready to search what another process indexed."""

    def search(self, query: str, limit: int) -> list[str]:
        """The ids of the best documents that have any of the words, ranked."""

    def answer(self, query: Query, limit: int, *, snippets: bool) -> Answer | None:
        """A page of results, with ids and titles; None where the peer has no such query."""


def words_only(query: str) -> str:
    """The words of a query alone, for parsers in whose language signs have a meaning."""
    return " ".join(re.findall(r"\w+", query)).lower()


def day_number(day: str) -> int:
    """YYYY-MM-DD as a number that sorts like it; 0 for nothing."""
    return int(day.replace("-", "")[:8]) if day else 0
