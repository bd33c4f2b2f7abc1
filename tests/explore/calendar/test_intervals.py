"""Bins of a calendar: which day is in which, what they are called."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchnews.dates import day_number
from searchnews.explore.calendar.intervals import Interval

DAYS = st.dates(datetime.date(1000, 1, 1), datetime.date(2999, 12, 31))
INTERVALS = st.sampled_from(Interval)


@given(INTERVALS, DAYS)
def test_every_day_is_in_one_bin_that_begins_on_or_before_it(interval, day):
    number = interval.bin_of(day_number(day.isoformat()))
    assert interval.first_day(number) <= day < interval.first_day(number + 1)
    assert interval.bin_on(day) == number
    assert interval.bin_on(interval.first_day(number)) == number


@pytest.mark.parametrize(
    ("date", "known"),
    [
        ("2015", {"year", "decade"}),
        ("2015-09", {"month", "quarter", "year", "decade"}),
        ("2015-09-18", set(Interval)),
        ("2015-09-18T17:42:00+02:00", set(Interval)),
    ],
)
def test_a_date_is_in_no_bin_that_it_is_too_vague_for(date, known):
    number = day_number(date)
    assert {each for each in Interval if each.bin_of(number) is not None} == known


@pytest.mark.parametrize(
    ("day", "interval", "date", "label"),
    [
        ("2016-01-01", "day", "2016-01-01", "1er janv. 2016"),
        ("2016-02-29", "day", "2016-02-29", "29 févr. 2016"),
        ("2016-01-01", "week", "2015-12-28", "sem. du 28 déc. 2015"),
        ("2016-01-04", "week", "2016-01-04", "sem. du 4 janv. 2016"),
        ("2016-07-31", "month", "2016-07", "juill. 2016"),
        ("2016-01-01", "quarter", "2016-Q1", "1er trim. 2016"),
        ("2016-12-31", "quarter", "2016-Q4", "4e trim. 2016"),
        ("1631-05-30", "year", "1631", "1631"),
        ("1999-12-31", "decade", "1990", "années 1990"),
        ("2000-01-01", "decade", "2000", "années 2000"),
    ],
)
def test_names_of_bins(day, interval, date, label):
    number = Interval(interval).bin_on(datetime.date.fromisoformat(day))
    assert Interval(interval).date(number) == date
    assert Interval(interval).label(number) == label


@given(INTERVALS, DAYS)
def test_the_dates_of_a_table_sort_as_their_bins(interval, day):
    number = interval.bin_on(day)
    assert interval.date(number) < interval.date(number + 1)
