"""Titles of hits, as pages show them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from searchnews.search.results import Hit, Snippet

_LONGEST: Final = 300
"""In characters; those of the press have 200 at most."""


def title_pieces(hit: Hit) -> Iterator[tuple[str, bool]]:
    """The title of a hit in pieces, each with whether it matched; a monstrous one is cut."""
    title = hit.article.title or ""
    if len(title) > _LONGEST:
        title = f"{title[:_LONGEST]}…"
    spans = tuple(span for span in hit.title_highlights if span[1] <= len(title))
    return Snippet(title, spans).pieces()
