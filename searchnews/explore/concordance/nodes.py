"""Nodes: the places in an article where what was searched stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from searchnews.article import Article
from searchnews.query.highlight_patterns import Scope
from searchnews.search.occurrences import OccurrenceFinder


class Node(NamedTuple):
    """A place where what was searched stands: `text[start:end]`, in characters."""

    text: str
    """The title of the article, or its standfirst and body."""
    start: int
    end: int
    offset: int
    """Where it begins in title, standfirst and body, joined by line ends."""


def nodes_of(article: Article, finder: OccurrenceFinder) -> Iterator[Node]:
    """The nodes of an article in order; one inside another is a part of it, and none itself."""
    text = "\n".join(filter(None, (article.lead, article.body)))
    title = article.title or ""
    yield from _nodes(title, "title", finder, 0)
    yield from _nodes(text, "text", finder, len(title) + 1 if title else 0)


def _nodes(text: str, scope: Scope, finder: OccurrenceFinder, offset: int) -> Iterator[Node]:
    spans = {(found.spans[0][0], found.spans[-1][1]) for found in finder.find(text, scope)}
    furthest = 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if end > furthest:
            furthest = end
            yield Node(text, start, end, offset + start)
