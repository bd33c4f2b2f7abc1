"""Ticks of a time axis stand where days, months and years begin."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchnews.explore.calendar.bins import Span
from searchnews.explore.calendar.intervals import Interval
from searchnews.explore.calendar.ticks import ticks


def span(by, first, last):
    interval = Interval(by)
    return Span(
        interval,
        interval.bin_on(datetime.date.fromisoformat(first)),
        interval.bin_on(datetime.date.fromisoformat(last)),
    )


@pytest.mark.parametrize(
    ("axis", "most", "labels"),
    [
        (span("day", "2015-09-28", "2015-10-03"), 10, "28/sept. 2015 29 30 1er/oct. 2015 2 3"),
        (span("day", "2015-09-01", "2015-10-31"), 10, "7/sept. 2015 14 21 28 5/oct. 2015 12 19 26"),
        (span("day", "2015-09-18", "2016-02-02"), 7, "oct./2015 nov. déc. janv./2016 févr."),
        (span("week", "2015-09-18", "2016-02-02"), 7, "oct./2015 nov. déc. janv./2016 févr."),
        (span("month", "2015-03-01", "2016-02-01"), 5, "avr./2015 juill. oct. janv./2016"),
        (span("month", "2010-01-01", "2020-12-01"), 12, " ".join(map(str, range(2010, 2021)))),
        (span("month", "2010-02-01", "2020-12-01"), 6, "2012 2014 2016 2018 2020"),
        (span("quarter", "2015-01-01", "2016-12-31"), 8,
         "janv./2015 avr. juill. oct. janv./2016 avr. juill. oct."),
        (span("year", "1898-01-01", "1947-01-01"), 6, "1900 1910 1920 1930 1940"),
        (span("decade", "1631-01-01", "1799-01-01"), 5, "1650 1700 1750"),
        # What databases write where they know no end: nothing is behind it.
        (span("year", "9998-01-01", "9999-12-31"), 5, "9998 9999"),
        (span("month", "9999-11-01", "9999-12-31"), 5, "nov./9999 déc."),
        (span("week", "9999-12-20", "9999-12-31"), 5, "20/déc._9999 27"),
        (span("day", "9999-12-30", "9999-12-31"), 5, "30/déc._9999"),
    ],
)  # fmt: skip
def test_labels_are_round_dates(axis, most, labels):
    marks = ticks(axis, most)
    assert " ".join("/".join(filter(None, tick[1:])).replace(" ", "_") for tick in marks.ticks) == (
        labels.replace("sept. 2", "sept._2").replace("oct. 2", "oct._2")
    )


def test_positions_are_in_bins():
    marks = ticks(span("week", "2015-09-28", "2015-11-02"), 2)
    # The first of October is a Thursday, that of November a Sunday.
    assert [tick.position for tick in marks.ticks] == pytest.approx([3 / 7, 4 + 6 / 7])
    assert not marks.name_bins


@pytest.mark.parametrize(
    ("by", "most", "steps"),
    [("day", 10, 1), ("day", 4, 7), ("week", 9, 1), ("week", 5, 2), ("month", 9, 1),
     ("month", 4, 3), ("quarter", 9, 1), ("year", 9, 1), ("year", 5, 2), ("decade", 9, 1)],
)  # fmt: skip
def test_labels_that_name_a_bin(by, most, steps):
    start = Interval(by).bin_on(datetime.date(2010, 1, 4))
    marks = ticks(Span(Interval(by), start, start + 8), most)
    positions = [tick.position for tick in marks.ticks]
    assert marks.name_bins
    assert positions == list(range(int(positions[0]), 9, steps))


@pytest.mark.parametrize(("by", "length", "most"), [("day", 90, 4), ("month", 40, 5)])
def test_labels_of_what_begins_in_a_bin(by, length, most):
    start = Interval(by).bin_on(datetime.date(2010, 1, 4))
    assert not ticks(Span(Interval(by), start, start + length), most).name_bins


@given(
    st.sampled_from(Interval), st.dates(datetime.date(1000, 1, 1)), st.integers(1, 400),
    st.integers(1, 30),
)  # fmt: skip
def test_never_more_than_asked_for_and_always_on_the_axis(interval, day, length, most):
    first = interval.bin_on(day)
    if interval.bin_on(datetime.date(9000, 1, 1)) < first + length:
        return
    marks = ticks(Span(interval, first, first + length - 1), most)
    positions = [tick.position for tick in marks.ticks]
    assert positions == sorted(set(positions))
    assert all(0 <= position < length for position in positions)
    assert len(positions) <= most or interval is Interval.DECADE
