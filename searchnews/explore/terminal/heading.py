"""What stands above an answer: what was counted, out of how many, where and when that was true."""

from __future__ import annotations

from collections.abc import Iterator

from searchnews.explore.about import About
from searchnews.explore.terminal.english import plural
from searchnews.explore.terminal.screen import Screen


def heading(about: About, screen: Screen) -> Iterator[str]:
    """A line a query with its number of matches, and one for the index, its commit and filters."""
    for query in about.queries:
        yield (
            f"{query.matches:,} of {about.out_of:,} {plural(about.unit)}: "
            f"{screen.shown(query.understood)}"
        )
    parts = [f"index {about.index}, commit {about.commit}"]
    if about.sources:
        parts.append(f"of {', '.join(about.sources)}")
    if about.date_from:
        parts.append(f"from {about.date_from}")
    if about.date_to:
        parts.append(f"to {about.date_to}")
    if about.synonyms:
        parts.append(f"synonyms of {about.synonyms}")
    yield screen.dim(screen.shown("; ".join(parts)))
