"""Timelines as SVG: the right columns and lines, and everything a newspaper prints with them."""

import re
from itertools import pairwise

import pytest
from explore.plots.plotted import CAPTION, SVG, parsed, rects, texts, timeline

from searchnews.errors import InvalidArgumentError
from searchnews.explore.plots.figure import Caption
from searchnews.explore.plots.time_chart import time_chart

MONTHS = timeline("month", "2015-09-01", ("palmyre", [3, 0, 12, 6]))
LINES = timeline(
    "week", "2015-09-01",
    ("ATS", [0.02, None, 0.04, 0.01]), ("Le Messager", [0.01, 0.02, 0.03, 0.02]), share=True,
)  # fmt: skip


def test_a_column_a_bin_as_high_as_its_value():
    heights = [float(rect.get("height")) for rect in rects(time_chart(MONTHS))]
    assert [round(height / heights[0] * 3) for height in heights] == [3, 12, 6]


def test_each_column_says_what_it_is():
    labels = [rect.find(f"{SVG}title").text for rect in rects(time_chart(MONTHS))]
    assert [title.replace("\u00a0", " ") for title in labels] == [
        "sept. 2015 : 3", "nov. 2015 : 12", "déc. 2015 : 6"
    ]  # fmt: skip


def test_title_unit_axes_and_source_line():
    assert texts(time_chart(MONTHS)) == [
        "Palmyre dans la presse", "Articles par mois",
        "0", "5", "10", "15",
        "sept.", "oct.", "nov.", "déc.", "2015",
        "Source : « palmyre » (12 articles) sur 340.",
    ]  # fmt: skip


def test_values_are_french():
    svg = time_chart(timeline("year", "2015-01-01", ("a", [31292, 12000])))
    assert "20\u202f000" in texts(svg)
    svg = time_chart(timeline("year", "2015-01-01", ("a", [0.0123, 0.01]), share=True))
    assert [text for text in texts(svg) if "%" in text] == [
        "0\u202f%", "0,5\u202f%", "1,0\u202f%", "1,5\u202f%"
    ]  # fmt: skip


def test_a_line_a_series_broken_where_there_is_nothing():
    drawn = [path.get("d") for path in parsed(time_chart(LINES)).iter(f"{SVG}path")]
    lines = [d for d in drawn if "L" in d and "Z" not in d]
    assert [(d.count("M"), d.count("L")) for d in lines] == [(2, 1), (1, 3)]


def test_series_are_told_apart_without_colour():
    svg = time_chart(timeline("year", "2010-01-01", *((name, [1, 2]) for name in "abcdefgh")))
    groups = [
        group for group in parsed(svg).iter(f"{SVG}g") if group.find(f"{SVG}title") is not None
    ]
    dashes = [group.find(f"{SVG}path").get("stroke-dasharray") for group in groups]
    shapes = [
        (paths[1].get("d"), paths[1].get("fill") == "#fff")
        for group in groups
        if (paths := group.findall(f"{SVG}path"))
    ]
    assert len(set(dashes)) == len(set(shapes)) == 8


def test_names_stand_at_the_right_and_do_not_touch():
    svg = time_chart(timeline("year", "2010-01-01", *((name, [1, 2]) for name in "abcdefgh")))
    heights = sorted(
        float(text.get("y")) for text in parsed(svg).iter(f"{SVG}text") if text.text in "abcdefgh"
    )
    assert all(below - above >= 16 for above, below in pairwise(heights))


def test_a_value_between_two_gaps_is_seen():
    svg = time_chart(timeline("day", "2015-09-01", ("a", [None, 3, None]), ("b", [1, 1, 1])))
    group = parsed(svg).find(f"{SVG}g/{SVG}g")
    assert len(group.findall(f"{SVG}path")) == 2


def test_thousands_of_days_are_one_outline_that_keeps_the_peak():
    values = [1] * 4000
    values[1234] = 100
    svg = time_chart(timeline("day", "2010-01-01", ("a", values)))
    assert len(svg) < 20_000
    (outline,) = [path.get("d") for path in parsed(svg).iter(f"{SVG}path")]
    assert min(float(y) for y in re.findall(r"V([\d.]+)", outline)) == 14


def test_it_is_told_to_those_who_do_not_see_it():
    root = parsed(time_chart(MONTHS))
    assert root.get("role") == "img"
    named = root.get("aria-labelledby").split()
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert named == [title.get("id"), description.get("id")]
    assert title.text == "Palmyre dans la presse"
    assert description.text.replace("\u00a0", " ") == (
        "De sept. 2015 à déc. 2015, par mois. palmyre, maximum, nov. 2015 : 12."
    )


def test_two_figures_of_a_page_have_names_of_their_own():
    other = timeline("month", "2015-09-01", ("palmyre", [3, 0, 12, 7]))
    ids = [re.findall(r' id="([^"]+)"', time_chart(plot)) for plot in (MONTHS, other)]
    assert len({name for names in ids for name in names}) == 4


@pytest.mark.parametrize("plot", [MONTHS, LINES])
def test_it_needs_no_style_no_script_and_no_page(plot):
    svg = time_chart(plot)
    assert 'font-family="DejaVu Sans, sans-serif"' in svg
    for forbidden in (" style=", "<style", "<script", "currentColor", " class=", "href"):
        assert forbidden not in svg


def test_nothing_in_it_is_markup_or_broken_xml():
    nasty = '<script>"&\x1b\ud800</title>'
    plot = timeline(
        "month", "2015-09-01", (nasty, [1]), (nasty, [2]),
        caption=Caption(title=nasty, subtitle=nasty, notes=(nasty,)),
    )  # fmt: skip
    root = parsed(time_chart(plot))
    assert root.find(f"{SVG}title").text == '<script>"&\ufffd\ufffd</title>'
    assert not list(root.iter(f"{SVG}script"))


def test_long_texts_are_wrapped():
    long = "Une phrase de journal qui ne tient pas sur une ligne. " * 4
    lines = texts(
        time_chart(timeline("month", "2015-09-01", ("a", [1]), caption=Caption(title=long)))
    )
    assert next(line for line in lines if "phrase" in line) != long.strip()


def test_nothing_found_is_an_empty_plot():
    svg = time_chart(timeline("month", "2015-09-01", ("rien", [0, 0, 0])))
    assert rects(svg) == []
    assert "rien\u00a0: rien." in svg


@pytest.mark.parametrize("count", [0, 9])
def test_more_series_than_anyone_tells_apart_are_refused(count):
    with pytest.raises(InvalidArgumentError, match=f"1 to 8 series, not {count}"):
        timeline("month", "2015-09-01", ("a", [1])).__class__(
            caption=CAPTION, span=MONTHS.span, series=MONTHS.series * count
        )
