"""Plots as tests need them."""

import datetime
import xml.etree.ElementTree as ET

from searchnews.explore.calendar.bins import Span
from searchnews.explore.calendar.intervals import Interval
from searchnews.explore.plots.figure import Caption
from searchnews.explore.plots.time_chart import Series, TimePlot

SVG = "{http://www.w3.org/2000/svg}"
CAPTION = Caption(
    title="Palmyre dans la presse",
    subtitle="Articles par mois",
    notes=("Source : « palmyre » (12 articles) sur 340.",),
)


def span(by, first, bins):
    interval = Interval(by)
    number = interval.bin_on(datetime.date.fromisoformat(first))
    return Span(interval, number, number + bins - 1)


def timeline(by, first, *series, share=False, caption=CAPTION):
    """A plot of series, each a name and its values."""
    return TimePlot(
        caption=caption,
        span=span(by, first, len(series[0][1])),
        series=tuple(Series(name, tuple(values)) for name, values in series),
        share=share,
    )


def parsed(svg):
    return ET.fromstring(svg)


def texts(svg):
    """All lines of text, in the order in which they are drawn."""
    return [element.text for element in parsed(svg).iter(f"{SVG}text")]


def rects(svg):
    """The rectangles of the drawing, without the ground."""
    (drawing,) = parsed(svg).findall(f"{SVG}g")
    return list(drawing.iter(f"{SVG}rect"))
