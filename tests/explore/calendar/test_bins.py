"""Counts by day, gathered into bins: empty ones shown, vague dates apart, nothing lost."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchnews.dates import day_number
from searchnews.errors import InvalidArgumentError
from searchnews.explore.calendar.bins import Span, binned, in_span, interval_for, span_of
from searchnews.explore.calendar.intervals import Interval


def counts(**by_date):
    return {day_number(date.removeprefix("d").replace("_", "-")): n for date, n in by_date.items()}


def table(by, days, first=None, last=None):
    """The bins of a timeline by their dates, each with its count."""
    interval = Interval(by)
    span = span_of(interval, days, first, last)
    found = in_span(binned(days, interval.bin_of).counts, span)
    return dict(zip(map(interval.date, span.numbers()), found, strict=True))


def test_empty_bins_are_there():
    days = counts(d2015_09_18=3, d2015_12_01=1, d2015_12_24=2)
    assert table("month", days) == {"2015-09": 3, "2015-10": 0, "2015-11": 0, "2015-12": 3}


def test_vague_dates_are_counted_apart_and_never_spread():
    days = counts(d2015_09_18=3, d2015=5, d2015_10=2)
    assert table("month", days) == {"2015-09": 3, "2015-10": 2}
    assert binned(days, Interval.MONTH.bin_of).less_precise == 5


def test_the_dates_of_a_filter_are_the_ends():
    days = counts(d2015_09_18=3)
    assert list(table("month", days, "2015-08-31", "2015-11")) == [
        "2015-08", "2015-09", "2015-10", "2015-11"
    ]  # fmt: skip
    assert list(table("day", days, "2015-09-17", "2015-09-19T12:00")) == [
        "2015-09-17", "2015-09-18", "2015-09-19"
    ]  # fmt: skip
    assert len(table("day", days, "2015", "2015")) == 365
    assert len(table("day", days, "2015-02", "2015-12")) == 334
    assert list(table("year", days, "9998", "9999")) == ["9998", "9999"]
    assert list(table("month", days, "9999-11", "9999-12")) == ["9999-11", "9999-12"]


def test_dates_outside_the_ends_are_left_out():
    days = counts(d2013_01_01=7, d2015_09_18=3)
    assert table("year", days, "2014") == {"2014": 0, "2015": 3}


def test_there_may_be_no_span():
    assert span_of(Interval.DAY, counts(d2015=3)) is None
    assert span_of(Interval.DAY, {}) is None
    assert span_of(Interval.DAY, counts(d2015_09_18=3), first="2016") is None


@given(
    st.sampled_from(Interval),
    st.dictionaries(
        st.one_of(
            st.dates(date(1950, 1, 1), date(1999, 12, 31)).map(date.isoformat),
            st.sampled_from(["1950", "1972", "1999", "1950-02", "1980-12"]),
        ),
        st.integers(1, 9),
        min_size=1,
        max_size=20,
    ),
)  # fmt: skip
def test_every_article_is_counted_once(interval, by_date):
    days = {day_number(date): n for date, n in by_date.items()}
    span = span_of(interval, days)
    if span is None:
        assert all(interval.bin_of(day) is None for day in days)
    else:
        by_bin, less_precise = binned(days, interval.bin_of)
        found = in_span(by_bin, span)
        assert sum(found) + less_precise == sum(days.values())
        assert found[0] > 0
        assert found[-1] > 0


@pytest.mark.parametrize(
    ("dates", "interval"),
    [
        (["2015-09-18"], "day"),
        (["2015-09-18", "2016-01-31"], "day"),
        (["2015-09-18", "2017-01-01"], "week"),
        (["2010-01-01", "2020-12-31"], "month"),
        (["1900-01-01", "2020-12-31"], "year"),
        (["1631-05-30", "2020-12-31"], "decade"),
        (["2015"], "year"),
        (["2015-09", "2015-10"], "month"),
        ([], "day"),
    ],
)
def test_auto_takes_what_fits_the_span_and_the_dates(dates, interval):
    assert interval_for("auto", {day_number(date): 1 for date in dates}) == interval


def test_auto_bears_some_vague_dates():
    assert interval_for("auto", counts(d2015_09_18=95, d2015=5)) == "day"
    assert interval_for("auto", counts(d2015_09_18=80, d2015=20)) == "year"


def test_auto_goes_by_the_dates_of_the_filter():
    assert interval_for("auto", counts(d2015_09_18=1), "2010", "2019") == "month"


def test_an_interval_nobody_knows():
    assert interval_for("week", {}) == "week"
    with pytest.raises(InvalidArgumentError, match=r"by is one of auto, day, .*, not 'fortnight'"):
        interval_for("fortnight", {})


def test_a_wrong_date_does_not_fill_the_memory():
    with pytest.raises(
        InvalidArgumentError, match=r"from 1015-09-18 to .*choose a longer interval"
    ):
        table("day", counts(d1015_09_18=1, d2015_09_18=1))


def test_a_span_knows_its_bins():
    span = Span(Interval.YEAR, 2014, 2016)
    assert (len(span), list(span.numbers())) == (3, [2014, 2015, 2016])
