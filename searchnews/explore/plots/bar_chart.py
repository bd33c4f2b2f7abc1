"""Counts of named things as SVG: horizontal bars, the name before, the number behind each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from searchnews.errors import InvalidArgumentError
from searchnews.explore.plots import french
from searchnews.explore.plots.figure import GREY, INK, MARGIN, WIDTH, Caption, figure
from searchnews.explore.plots.strokes import STROKES
from searchnews.explore.plots.svg import element, escaped, line, text
from searchnews.explore.plots.text_width import shortened, text_width

MOST_BARS: Final = 50
"""More do not fit a page."""

_LABEL: Final = 13
_WIDEST_LABEL: Final = 300
_ROW: Final = 26
_BAR: Final = 17
_ABOVE: Final = 10


@dataclass(frozen=True, slots=True)
class Bar:
    """A named value, not negative."""

    name: str
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class BarPlot:
    """Named values, in the order in which they are drawn.

    Raises:
        InvalidArgumentError: there are more than `MOST_BARS`, or none.
    """

    caption: Caption
    bars: tuple[Bar, ...]
    share: bool = False
    """Whether values are shares between 0 and 1, else counts."""

    def __post_init__(self) -> None:
        if not 1 <= len(self.bars) <= MOST_BARS:
            raise InvalidArgumentError(
                f"a plot shows 1 to {MOST_BARS} bars, not {len(self.bars)}; ask for fewer values, "
                "or take the table"
            )

    @property
    def numbers(self) -> list[str]:
        """The values, as French writes them."""
        written = french.percent if self.share else french.number
        return [written(bar.value) for bar in self.bars]


def bar_chart(plot: BarPlot) -> str:
    """The plot as SVG."""
    names = [shortened(bar.name, _LABEL, _WIDEST_LABEL) for bar in plot.bars]
    numbers = plot.numbers
    left = MARGIN + max(text_width(name, _LABEL) for name in names) + 10
    right = WIDTH - MARGIN - max(text_width(each, _LABEL) for each in numbers) - 8
    highest = max(bar.value for bar in plot.bars) or 1
    drawing = ""
    for i, (bar, name, number) in enumerate(zip(plot.bars, names, numbers, strict=True)):
        middle = _ABOVE + (i + 0.5) * _ROW
        width = bar.value / highest * (right - left)
        drawing += text(name, left - 8, middle + 4.5, size=_LABEL, anchor="end", fill=INK)
        drawing += element(
            "rect",
            element("title", escaped(f"{bar.name}{french.NO_BREAK}: {number}")),
            x=left,
            y=middle - _BAR / 2,
            width=width,
            height=_BAR,
            fill=STROKES[0].colour,
        )
        drawing += text(number, left + width + 6, middle + 4.5, size=_LABEL, fill=GREY)
    bottom = _ABOVE + len(plot.bars) * _ROW
    drawing += line(left, _ABOVE, left, bottom, INK)
    return figure(plot.caption, _description(plot, numbers), drawing, bottom + 16)


def _description(plot: BarPlot, numbers: list[str]) -> str:
    """All values in words: no more are drawn than can be read out."""
    pairs = zip(plot.bars, numbers, strict=True)
    return "; ".join(f"{bar.name}{french.NO_BREAK}: {number}" for bar, number in pairs) + "."
