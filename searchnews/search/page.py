"""What a search has found for one page, before it is said what to make of it."""

from __future__ import annotations

from typing import NamedTuple

from searchnews.query.plan import RelaxedQuery
from searchnews.search.results import Hit


class Page(NamedTuple):
    """The hits of one page."""

    hits: tuple[Hit, ...]
    total: int
    """Of the articles that match strictly, or of their groups where they are folded, on all
    pages."""
    relaxed: RelaxedQuery | None
    """What was asked for articles with some of the words, if anything was."""
    articles: int
    """How many articles match strictly, however they are folded."""
