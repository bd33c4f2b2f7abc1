"""Similar articles for a terminal: a few lines for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from searchnews.explore.tables.rows import SimilarRow
from searchnews.explore.terminal.display_width import fitted
from searchnews.explore.terminal.screen import Screen
from searchnews.wording.users_language import in_users_language


def similar_lines(rows: Iterable[SimilarRow], screen: Screen) -> Iterator[str]:
    """Of each article its title, where it is from and what `searchnews show` takes, and the words.

    They fit the screen; the words are those that add most to the score.
    """
    ellipsis = "…" if screen.unicode else "..."
    between = " · " if screen.unicode else " - "

    def line(text: str, indent: int) -> str:
        return " " * indent + fitted(screen.shown(text), screen.width - indent, ellipsis=ellipsis)

    for rank, row in enumerate(rows, 1):
        yield ""
        yield line(f"{rank}. {row.title or in_users_language('without a title')}", 0)
        about = (
            row.date,
            row.source,
            f"{row.score:.1f}",
            row.id,
            *map(in_users_language, _copies_said(row)),
        )
        yield screen.dim(line(between.join(text for text in about if text), 3))
        yield line(", ".join(row.words), 3)


def _copies_said(row: SimilarRow) -> Iterator[str]:
    if row.copy:
        yield "a copy of it"
    if row.copies:
        yield f"and {row.copies:,} {'copy' if row.copies == 1 else 'copies'}"
