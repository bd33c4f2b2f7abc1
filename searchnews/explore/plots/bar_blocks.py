"""Horizontal bars for a terminal, to an eighth of a character."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from searchnews.explore.plots.bar_chart import BarPlot
from searchnews.explore.terminal.display_width import display_width, fitted
from searchnews.explore.terminal.screen import Screen

_EIGHTHS: Final = " ▏▎▍▌▋▊▉█"
_FULL: Final = "█"
_ASCII: Final = "#"


def bar_blocks(plot: BarPlot, screen: Screen) -> Iterator[str]:
    """The lines of the plot: name, number, bar; names take a third of the screen at most."""
    ellipsis = "…" if screen.unicode else "..."
    names = [
        fitted(screen.shown(bar.name), screen.width // 3, ellipsis=ellipsis) for bar in plot.bars
    ]
    numbers = list(map(screen.shown, plot.numbers))
    widest_name, widest_number = max(map(display_width, names)), max(map(len, numbers))
    room = max(screen.width - widest_name - widest_number - 4, 1)
    highest = max(bar.value for bar in plot.bars) or 1
    for bar, name, number in zip(plot.bars, names, numbers, strict=True):
        drawn = _bar(bar.value / highest * room, screen)
        spaces = " " * (widest_name - display_width(name))
        yield f"{name}{spaces}  {number:>{widest_number}}  {drawn}".rstrip()


def _bar(length: float, screen: Screen) -> str:
    """A bar of this length in characters; what is more than nothing is seen."""
    if not screen.unicode:
        return _ASCII * max(round(length), length > 0)
    eighths = max(round(length * 8), length > 0)
    return _FULL * (eighths // 8) + _EIGHTHS[eighths % 8].strip()
