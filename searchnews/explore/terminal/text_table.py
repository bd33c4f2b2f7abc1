"""Tables as text, their columns aligned and made to fit the screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from searchnews.explore.tables.columns import Column, Shown, Value
from searchnews.explore.tables.delimited import BETWEEN
from searchnews.explore.terminal.display_width import display_width, fitted
from searchnews.explore.terminal.screen import Screen

_BETWEEN_COLUMNS: Final = "  "
_CONTEXT: Final = frozenset((Shown.BEFORE, Shown.AFTER))
# Where there are words round a node, which take the room there is, other texts are this wide at
# most, and no wider than an eighth of the screen.
_OTHER_TEXTS: Final = 16
_NARROWEST: Final = 4


def text_table(
    columns: Sequence[Column], rows: Iterable[Sequence[Value]], screen: Screen
) -> Iterator[str]:
    """The lines of a table: the names of the columns, then a line a row.

    Numbers stand at the right, and are never cut; texts are cut, the longest first, until all
    columns fit the screen. What is missing is a dash.
    """
    cells = _cells(columns, rows, screen)
    widths = _widths(columns, cells, screen)
    names = [column.name for column in columns]
    yield screen.dim(_line(columns, names, widths, Screen(screen.width, screen.unicode)))
    for line in cells:
        yield _line(columns, line, widths, screen)


def natural_width(
    columns: Sequence[Column], rows: Iterable[Sequence[Value]], screen: Screen
) -> int:
    """How wide a table is where no text is cut."""
    widths = _natural_widths(columns, _cells(columns, rows, screen))
    return sum(widths) + len(_BETWEEN_COLUMNS) * (len(columns) - 1)


def _cells(
    columns: Sequence[Column], rows: Iterable[Sequence[Value]], screen: Screen
) -> list[list[str]]:
    return [
        [_cell(column, value, screen) for column, value in zip(columns, row, strict=True)]
        for row in rows
    ]


def _line(
    columns: Sequence[Column], cells: Sequence[str], widths: Sequence[int], screen: Screen
) -> str:
    parts = []
    ellipsis = "…" if screen.unicode else "..."
    for column, text, width in zip(columns, cells, widths, strict=True):
        before = column.shown is Shown.BEFORE
        text = fitted(text, width, ellipsis=ellipsis, keep_end=before)
        spaces = " " * (width - display_width(text))
        if column.shown is Shown.NODE:
            text = screen.marked(text)
        parts.append(spaces + text if before or _is_number(column) else text + spaces)
    return _BETWEEN_COLUMNS.join(parts).rstrip()


def _cell(column: Column, value: Value, screen: Screen) -> str:
    if value is None:
        return "–" if screen.unicode else "-"
    if isinstance(value, str | tuple):
        return screen.shown(value if isinstance(value, str) else BETWEEN.join(value))
    match column.shown:
        case Shown.COUNT:
            return f"{value:,}"
        case Shown.PERCENT:
            return _percent(value)
        case Shown.MEASURE:
            return f"{value:.2f}"
        case _:
            return str(value)


def _is_number(column: Column) -> bool:
    return column.type in (int, float)


def _percent(share: float) -> str:
    if 0 < share < 0.0001:
        return "<0.01%"
    return f"{100 * share:.2f}%"


def _natural_widths(columns: Sequence[Column], cells: list[list[str]]) -> list[int]:
    return [
        max(map(display_width, (column.name, *(line[i] for line in cells))))
        for i, column in enumerate(columns)
    ]


def _widths(columns: Sequence[Column], cells: list[list[str]], screen: Screen) -> list[int]:
    """How wide each column is: as its widest cell, or less where all of them do not fit."""
    widths = _natural_widths(columns, cells)
    shown = [column.shown for column in columns]
    room = screen.width - len(_BETWEEN_COLUMNS) * (len(columns) - 1)
    texts = [i for i, column in enumerate(columns) if not _is_number(column)]
    if any(each in _CONTEXT for each in shown) and sum(widths) > room:
        limit = max(min(_OTHER_TEXTS, screen.width // 8), _NARROWEST)
        for i in texts:
            if shown[i] is Shown.TEXT:
                widths[i] = min(widths[i], limit)
        texts = [i for i in texts if shown[i] in _CONTEXT]
    for i in texts:
        widths[i] = min(widths[i], room)
    while sum(widths) > room:
        widest = max(texts, key=lambda i: widths[i], default=None)
        if widest is None or widths[widest] <= _NARROWEST:
            break
        widths[widest] -= 1
    return widths
