"""Bars as SVG."""

import pytest
from explore.plots.plotted import CAPTION, SVG, parsed, rects, texts

from searchnews.errors import InvalidArgumentError
from searchnews.explore.plots.bar_chart import Bar, BarPlot, bar_chart

SOURCES = BarPlot(
    caption=CAPTION, bars=(Bar("ATS", 1200), Bar("Le Messager", 300), Bar("sans source", 0))
)


def test_names_numbers_and_lengths():
    svg = bar_chart(SOURCES)
    widths = [float(rect.get("width")) for rect in rects(svg)]
    assert widths[1] == pytest.approx(widths[0] / 4, rel=0.01)
    assert widths[2] == 0
    assert texts(svg)[2:-1] == ["ATS", "1\u202f200", "Le Messager", "300", "sans source", "0"]


def test_everything_is_in_the_description():
    assert parsed(bar_chart(SOURCES)).find(f"{SVG}desc").text.replace("\u00a0", " ") == (
        "ATS : 1\u202f200; Le Messager : 300; sans source : 0."
    )


def test_shares():
    svg = bar_chart(BarPlot(caption=CAPTION, bars=(Bar("ATS", 0.123),), share=True))
    assert "12,3\u202f%" in texts(svg)


def test_nothing_is_drawn_outside():
    svg = bar_chart(BarPlot(caption=CAPTION, bars=(Bar("Le Messager " * 20, 10**9), Bar("a", 1))))
    root = parsed(svg)
    assert all(
        float(rect.get("x")) + float(rect.get("width")) < float(root.get("width"))
        for rect in rects(svg)
    )


@pytest.mark.parametrize("count", [0, 51])
def test_more_bars_than_a_page_has_room_for_are_refused(count):
    with pytest.raises(InvalidArgumentError, match=f"1 to 50 bars, not {count}"):
        BarPlot(caption=CAPTION, bars=(Bar("a", 1),) * count)
