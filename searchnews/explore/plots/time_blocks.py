"""A timeline for a terminal: columns of blocks over a calendar.

A bin is never narrower than a character: what is too wide for the screen continues below, so
that nothing is added up or left out.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

from searchnews.explore.calendar.bins import Span
from searchnews.explore.calendar.ticks import ticks
from searchnews.explore.plots.scale import Scale, scale
from searchnews.explore.plots.time_axes import value_label
from searchnews.explore.plots.time_chart import Series, TimePlot
from searchnews.explore.terminal.screen import Screen

HEIGHT: Final = 8
"""Lines of a column, each of eight steps."""

_EIGHTHS: Final = " ▁▂▃▄▅▆▇█"
# In ASCII a character is empty, holds a little, or is full.
_ASCII: Final = "  ..::::#"
_WIDEST_BIN: Final = 8
_GAP_FROM: Final = 3  # columns so wide have a gap between them
_ROOM_OF_A_LABEL: Final = 8


def time_blocks(plot: TimePlot, screen: Screen, *, height: int = HEIGHT) -> Iterator[str]:
    """The lines of the plot; several series stand below one another, on the same scale."""
    axis = scale(
        max(series.highest for series in plot.series),
        whole=not plot.share,
        most=max(height // 3, 1),
    )
    for series in plot.series:
        if len(plot.series) > 1:
            yield screen.shown(series.name)
        yield from _panels(plot, series, axis, screen, height)


def _panels(
    plot: TimePlot, series: Series, axis: Scale, screen: Screen, height: int
) -> Iterator[str]:
    marks = {
        round(value / axis.top * height): screen.shown(value_label(value, axis, share=plot.share))
        for value in axis.marks()
    }
    margin = max(map(len, marks.values())) + 2
    room = max(screen.width - margin, 1)
    interval, first, _ = plot.span
    width = min(max(room // len(plot.span), 1), _WIDEST_BIN)
    panels = math.ceil(len(plot.span) * width / room)
    per_panel = math.ceil(len(plot.span) / panels)
    for start in range(0, len(plot.span), per_panel):
        values = series.values[start : start + per_panel]
        span = Span(interval, first + start, first + start + len(values) - 1)
        yield from _columns(values, axis, marks, width, screen, height)
        yield from _axis(span, width, margin, screen)


def _columns(
    values: tuple[float | None, ...],
    axis: Scale,
    marks: dict[int, str],
    width: int,
    screen: Screen,
    height: int,
) -> Iterator[str]:
    """The columns from the top line down, with the values at the left where a line begins."""
    margin = max(map(len, marks.values()))
    eighths = [max(round((value or 0) / axis.top * height * 8), bool(value)) for value in values]
    gap = " " if width >= _GAP_FROM else ""
    blocks = _EIGHTHS if screen.unicode else _ASCII
    for line in range(height, 0, -1):
        drawn = "".join(
            blocks[min(max(filled - 8 * (line - 1), 0), 8)] * (width - len(gap)) + gap
            for filled in eighths
        )
        yield f"{marks.get(line, ''):>{margin}}  {drawn}".rstrip()


def _axis(span: Span, width: int, margin: int, screen: Screen) -> Iterator[str]:
    """The base line with its ticks, their labels, and what these leave open."""
    found = ticks(span, len(span) * width // _ROOM_OF_A_LABEL).ticks
    at = [margin + int(tick.position * width) for tick in found]
    rule, mark = ("─", "┬") if screen.unicode else ("-", "+")
    base = [*" " * margin, *rule * (len(span) * width)]
    base[margin - 3] = "0"  # under the last digits of the values
    for column in at:
        base[column] = mark
    yield "".join(base)
    for texts in ([tick.label for tick in found], [tick.context for tick in found]):
        line = ""
        for column, text in zip(at, texts, strict=True):
            text = screen.shown(text)
            column = min(column, max(screen.width - len(text), 0))
            # What would touch the label before is left out.
            if text and column >= len(line) + bool(line):
                line = f"{line:<{column}}{text}"
        if line:
            yield line
