"""The axes of a plot over time: round values at the left, calendar dates below."""

from __future__ import annotations

from typing import Final, NamedTuple

from searchnews.explore.calendar.bins import Span
from searchnews.explore.calendar.ticks import Marks, Tick, ticks
from searchnews.explore.plots import french
from searchnews.explore.plots.figure import GREY, INK, RULE
from searchnews.explore.plots.scale import Scale
from searchnews.explore.plots.svg import line, text
from searchnews.explore.plots.text_width import text_width

LABEL: Final = 12
"""The size of the labels."""
_ROOM_OF_A_LABEL: Final = 54
_BELOW: Final = 44
_ABOVE: Final = 14


class Area(NamedTuple):
    """Where values and bins stand in a drawing."""

    left: float
    right: float
    top: float
    bottom: float
    bins: int
    highest: float

    @property
    def bin_width(self) -> float:
        """How wide a bin is."""
        return (self.right - self.left) / self.bins

    def x(self, position: float) -> float:
        """Where a position in bins is; that of a bin is where it begins."""
        return self.left + position * self.bin_width

    def y(self, value: float) -> float:
        """Where a value is."""
        return self.bottom - value / self.highest * (self.bottom - self.top)


def area_for(
    left: float, right: float, height: float, bins: int, scale: Scale, *, share: bool
) -> Area:
    """The area between axes whose labels fit into the width and height."""
    labels = [value_label(value, scale, share=share) for value in scale.marks()]
    widest = max(text_width(label, LABEL) for label in labels)
    return Area(left + widest + 10, right, _ABOVE, height - _BELOW, bins, scale.top)


def value_label(value: float, scale: Scale, *, share: bool) -> str:
    """A value of the axis, as precise as its marks."""
    if share:
        return french.percent(value, scale.decimals(100) if value else 0)
    return french.number(value, scale.decimals() if value else 0)


def value_axis(area: Area, scale: Scale, *, share: bool) -> str:
    """Rules across the area, each with its value."""
    drawing = ""
    for value in scale.marks():
        y = area.y(value)
        label = value_label(value, scale, share=share)
        drawing += line(area.left, y, area.right, y, RULE if value else INK)
        drawing += text(label, area.left - 8, y + 4, size=LABEL, anchor="end", fill=GREY)
    return drawing


def time_axis(area: Area, span: Span) -> str:
    """Ticks below the area, with their labels, and the year or month where it changes."""
    marks = ticks(span, int((area.right - area.left) / _ROOM_OF_A_LABEL))
    drawing = ""
    for tick in marks.ticks:
        x = _x(area, marks, tick)
        if not marks.name_bins:
            drawing += line(x, area.bottom, x, area.bottom + 5, INK)
        drawing += text(tick.label, x, area.bottom + 18, size=LABEL, anchor="middle", fill=INK)
    for x, context in _contexts(area, marks):
        drawing += text(
            context, x, area.bottom + 34, size=LABEL, anchor="middle", fill=INK, bold=True
        )
    return drawing


def _x(area: Area, marks: Marks, tick: Tick) -> float:
    return area.x(tick.position + (0.5 if marks.name_bins else 0))


def _contexts(area: Area, marks: Marks) -> list[tuple[float, str]]:
    """Where the years or months stand: of two that would touch, the first gives way."""
    placed: list[tuple[float, str]] = []
    for tick in marks.ticks:
        if not tick.context:
            continue
        half = text_width(tick.context, LABEL, bold=True) / 2
        x = min(max(_x(area, marks, tick), half), area.right - half)
        if (
            placed
            and x - half < placed[-1][0] + 8 + text_width(placed[-1][1], LABEL, bold=True) / 2
        ):
            placed.pop()
        placed.append((x, tick.context))
    return placed
