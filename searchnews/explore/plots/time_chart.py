"""A timeline as SVG: columns for one series, lines for several."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from searchnews.errors import InvalidArgumentError
from searchnews.explore.calendar.bins import Span
from searchnews.explore.plots import french
from searchnews.explore.plots.figure import INK, MARGIN, WIDTH, Caption, figure
from searchnews.explore.plots.scale import scale
from searchnews.explore.plots.strokes import STROKES, Stroke, marker
from searchnews.explore.plots.svg import element, escaped, line, text
from searchnews.explore.plots.text_width import shortened, text_width
from searchnews.explore.plots.time_axes import LABEL, Area, area_for, time_axis, value_axis

_HEIGHT: Final = 400
_WIDEST_NAME: Final = 190
_LINE_OF_NAMES: Final = 16
_BETWEEN_MARKERS: Final = 48
# Columns narrower than this are drawn as one outline: thousands of days in a small file.
_NARROWEST_COLUMN: Final = 1.5
_WIDEST_COLUMN: Final = 64


@dataclass(frozen=True, slots=True)
class Series:
    """The values of one timeline, a bin each; None where there is nothing to show."""

    name: str
    values: tuple[float | None, ...]

    @property
    def highest(self) -> float:
        """The highest value there is."""
        return max((value for value in self.values if value is not None), default=0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimePlot:
    """One timeline, or several over the same bins.

    Raises:
        InvalidArgumentError: there are more series than a reader can tell apart, or none.
    """

    caption: Caption
    span: Span
    series: tuple[Series, ...]
    share: bool = False
    """Whether values are shares between 0 and 1, else counts."""

    def __post_init__(self) -> None:
        if not 1 <= len(self.series) <= len(STROKES):
            raise InvalidArgumentError(
                f"a plot shows 1 to {len(STROKES)} series, not {len(self.series)}; choose some of "
                "them, or take the table"
            )


def time_chart(plot: TimePlot) -> str:
    """The plot as SVG."""
    highest = max(series.highest for series in plot.series)
    axis = scale(highest, whole=not plot.share)
    several = len(plot.series) > 1
    names = [shortened(series.name, LABEL, _WIDEST_NAME) for series in plot.series]
    room = max(text_width(name, LABEL, bold=True) for name in names) + 22 if several else 0
    area = area_for(MARGIN, WIDTH - MARGIN - room, _HEIGHT, len(plot.span), axis, share=plot.share)
    drawing = value_axis(area, axis, share=plot.share)
    if several:
        drawing += "".join(
            _line(area, series, stroke)
            for series, stroke in zip(plot.series, STROKES, strict=False)
        )
        drawing += _names(area, plot.series, names)
    else:
        drawing += _columns(area, plot)
    # Above the columns, whose feet it hides.
    drawing += line(area.left, area.bottom, area.right, area.bottom, INK)
    drawing += time_axis(area, plot.span)
    return figure(plot.caption, _description(plot), drawing, _HEIGHT)


def _columns(area: Area, plot: TimePlot) -> str:
    (series,) = plot.series
    colour = STROKES[0].colour
    if area.bin_width < _NARROWEST_COLUMN:
        return element("path", d=_outline(area, series), fill=colour)
    width = min(area.bin_width * 0.8, _WIDEST_COLUMN)
    return "".join(
        element(
            "rect",
            element("title", escaped(_value_text(plot, number, value))),
            x=area.x(i + 0.5) - width / 2,
            y=area.y(value),
            width=width,
            height=area.bottom - area.y(value),
            fill=colour,
        )
        for i, (number, value) in enumerate(zip(plot.span.numbers(), series.values, strict=True))
        if value
    )


def _outline(area: Area, series: Series) -> str:
    """All columns side by side as one path; of bins narrower than a unit the highest is seen."""
    together = math.ceil(1 / area.bin_width)
    steps = ""
    for i in range(0, len(series.values), together):
        highest = max(value or 0 for value in series.values[i : i + together])
        right = area.x(min(i + together, len(series.values)))
        steps += f"V{area.y(highest):.1f}H{right:.1f}"
    return f"M{area.left:.1f} {area.bottom:.1f}{steps}V{area.bottom:.1f}Z"


def _line(area: Area, series: Series, stroke: Stroke) -> str:
    """A line through the middle of each bin, broken where there is no value, and its markers."""
    every = max(round(_BETWEEN_MARKERS / area.bin_width), 1)
    path, markers = "", ""
    for points in _unbroken(area, series):
        path += "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
        # One at least: without it, a point alone would not be seen.
        markers += "".join(
            marker(stroke, x, y) for x, y in points[min(every, len(points)) // 2 :: every]
        )
    drawn = element(
        "path",
        d=path,
        fill="none",
        stroke=stroke.colour,
        stroke_width=2,
        stroke_dasharray=stroke.dashes,
        stroke_linejoin="round",
    )
    return element("g", element("title", escaped(series.name)), drawn, markers)


def _unbroken(area: Area, series: Series) -> Iterator[list[tuple[float, float]]]:
    """The points of each run of bins that have values."""
    bins = enumerate(series.values)
    for known, run in groupby(bins, key=lambda numbered: numbered[1] is not None):
        if known:
            yield [(area.x(i + 0.5), area.y(value or 0)) for i, value in run]


def _names(area: Area, series: tuple[Series, ...], names: list[str]) -> str:
    """The names at the right, each with its marker, near the end of its line."""
    ends = [
        next((area.y(value) for value in reversed(each.values) if value is not None), area.bottom)
        for each in series
    ]
    drawing = ""
    for i, y in _apart(ends, area.bottom):
        stroke = STROKES[i]
        drawing += marker(stroke, area.right + 10, y)
        drawing += text(names[i], area.right + 20, y + 4, size=LABEL, fill=stroke.colour, bold=True)
    return drawing


def _apart(heights: list[float], lowest: float) -> Iterator[tuple[int, float]]:
    """Each height with its number, moved up as little as keeps lines of text apart."""
    below = lowest + _LINE_OF_NAMES
    for i in sorted(range(len(heights)), key=lambda i: -heights[i]):
        below = min(heights[i], below - _LINE_OF_NAMES)
        yield i, below


def _value_text(plot: TimePlot, number: int, value: float) -> str:
    """A value with its bin, in words."""
    text = french.percent(value, 2) if plot.share else french.number(value)
    return f"{plot.span.interval.label(number)}{french.NO_BREAK}: {text}"


def _description(plot: TimePlot) -> str:
    """What the plot shows: its span, and where each series is highest."""
    interval, first, last = plot.span
    lines = [f"De {interval.label(first)} à {interval.label(last)}, {french.by(interval)}."]
    for series in plot.series:
        if series.highest:
            number = first + series.values.index(series.highest)
            lines.append(f"{series.name}, maximum, {_value_text(plot, number, series.highest)}.")
        else:
            lines.append(f"{series.name}{french.NO_BREAK}: rien.")
    return " ".join(lines)
