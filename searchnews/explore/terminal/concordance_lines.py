"""A concordance for a terminal: the nodes below one another, each in its line of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from searchnews.explore.tables.rows import ConcordanceRow
from searchnews.explore.terminal.display_width import display_width, fitted
from searchnews.explore.terminal.screen import Screen

_DATE: Final = len("2015-09-18")
_LONGEST_SOURCE: Final = 20
_LONGEST_ID: Final = 40
# Narrower screens leave out the date, the source, the id: their room is the words'.
_WITH_DATE: Final = 60
_WITH_SOURCE: Final = 80
_WITH_ID: Final = 120
_BETWEEN: Final = "  "
# Most nodes are shorter: by so much less than a half of the room stands at their left.
_NODE: Final = 10


class _Layout(NamedTuple):
    """How many columns of the screen each part of a row takes; 0 where it is left out."""

    date: int
    source: int
    id: int
    left: int
    right: int
    """The node and what follows."""


def concordance_lines(rows: Iterable[ConcordanceRow], screen: Screen) -> Iterator[str]:
    """The lines of a concordance, as long as rows come; the first one names the columns.

    They fit the screen; the id is on wide ones only, and is what `searchnews show` takes.
    """
    layout = _layout(screen.width)
    plain = Screen(screen.width, screen.unicode)
    yield screen.dim(
        _line(layout, plain, ("id", "date", "source", "left ", "node", " right")).rstrip()
    )
    for row in rows:
        parts = (row.id, row.date, row.source, row.left, row.node, row.right)
        yield _line(layout, screen, parts).rstrip()


def _layout(width: int) -> _Layout:
    date = _DATE if width >= _WITH_DATE else 0
    source = min(width // 6, _LONGEST_SOURCE) if width >= _WITH_SOURCE else 0
    id_ = min(width // 6, _LONGEST_ID) if width >= _WITH_ID else 0
    room = width - sum(each + len(_BETWEEN) for each in (date, source, id_) if each)
    left = max((room - _NODE) // 2, 0)
    return _Layout(date, source, id_, left, room - left)


def _line(layout: _Layout, screen: Screen, row: tuple[str | None, ...]) -> str:
    id_, date, source, left, node, right = row
    ellipsis = "…" if screen.unicode else "..."

    def cell(text: str | None, width: int) -> str:
        if not width:
            return ""
        shown = fitted(screen.shown(text or ""), width, ellipsis=ellipsis)
        return shown + " " * (width - display_width(shown)) + _BETWEEN

    line = cell(id_, layout.id) + cell((date or "")[:_DATE], layout.date)
    line += cell(source, layout.source)
    left = fitted(_joined(left or "", screen), layout.left, ellipsis=ellipsis, keep_end=True)
    line += " " * (layout.left - display_width(left)) + left
    node = fitted(screen.shown(node or ""), layout.right, ellipsis=ellipsis)
    room = layout.right - display_width(node)
    right = _joined(right or "", screen)
    return line + screen.marked(node) + fitted(right, room, ellipsis=ellipsis)


def _joined(text: str, screen: Screen) -> str:
    """The text as a screen shows it, with the spaces that it begins and ends with."""
    shown = screen.shown(text)
    return f"{' ' * text[:1].isspace()}{shown}{' ' * (text[-1:].isspace() and bool(shown))}"
