"""Plots in a terminal."""

import pytest
from explore.plots.plotted import CAPTION, timeline
from hypothesis import given
from hypothesis import strategies as st

from searchnews.explore.plots.bar_blocks import bar_blocks
from searchnews.explore.plots.bar_chart import Bar, BarPlot
from searchnews.explore.plots.time_blocks import time_blocks
from searchnews.explore.terminal.screen import Screen

ASCII = Screen(40, unicode=False)
BARS = BarPlot(caption=CAPTION, bars=(Bar("ATS", 1200), Bar("Société", 300), Bar("sans source", 0)))


def drawn(plot, screen):
    return "\n".join(time_blocks(plot, screen, height=4))


def test_columns_over_a_calendar():
    plot = timeline("month", "2015-11-01", ("a", [5, 0, 1.25, 3.125]))
    assert drawn(plot, Screen(21)) == (
        "5  ███\n"
        "   ███         ▄▄▄\n"
        "   ███         ███\n"
        "   ███     ███ ███\n"
        "0  ┬───────┬───────\n"
        "   nov.    janv.\n"
        "   2015    2016"
    )


def test_columns_in_ascii():
    plot = timeline("month", "2015-11-01", ("a", [5, 0, 1.25, 3.125]))
    assert drawn(plot, Screen(21, unicode=False)) == (
        "5  ###\n"
        "   ###         :::\n"
        "   ###         ###\n"
        "   ###     ### ###\n"
        "0  +-------+-------\n"
        "   nov.    janv.\n"
        "   2015    2016"
    )


def test_what_does_not_fit_goes_below():
    lines = drawn(timeline("day", "2015-09-01", ("a", [1] * 60)), Screen(43)).splitlines()
    assert sum("█" in line for line in lines) == 8
    assert [line.count("█") for line in lines if "1  █" in line] == [30, 30]


def test_more_than_nothing_is_seen():
    top, *_, bottom, _, _ = drawn(
        timeline("year", "2015-01-01", ("a", [10_000, 1, 0])), Screen(12)
    ).splitlines()
    assert (top, bottom) == ("10 000  █", "        █▁")


def test_several_series_stand_below_one_another_on_one_scale():
    plot = timeline("year", "2015-01-01", ("Le Messager", [2, 1]), ("ATS", [8, 4]), share=False)
    lines = drawn(plot, Screen(20)).splitlines()
    assert [line for line in lines if "Messager" in line or "ATS" in line] == ["Le Messager", "ATS"]
    assert sum(line.startswith("10") for line in lines) == 2


@given(
    st.sampled_from(["day", "week", "month", "quarter", "year"]),
    st.lists(st.none() | st.integers(0, 10**6), min_size=1, max_size=150),
    st.integers(20, 120),
)
def test_it_fits_the_screen(by, values, width):
    plot = timeline(by, "2015-01-01", ("a", values))
    assert all(len(line) <= width for line in time_blocks(plot, Screen(width)))


def test_bars_to_an_eighth():
    assert list(bar_blocks(BARS, Screen(40))) == [
        "ATS          1 200  ████████████████████",
        "Société        300  █████",
        "sans source      0",
    ]
    thin = BarPlot(caption=CAPTION, bars=(Bar("a", 1000), Bar("b", 1), Bar("c", 520)))
    assert [line[10:] for line in bar_blocks(thin, Screen(20))] == ["██████████", "▏", "█████▎"]


def test_bars_in_ascii():
    assert list(bar_blocks(BARS, ASCII))[1] == "Societe        300  #####"


@pytest.mark.parametrize("width", [1, 20, 40])
def test_long_names_take_a_third(width):
    plot = BarPlot(caption=CAPTION, bars=(Bar("Le Messager de la Haute-Vallée", 12),))
    (line,) = bar_blocks(plot, Screen(width))
    assert len(line.partition("  ")[0]) <= width // 3
