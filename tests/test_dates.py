"""Dates as the press writes them, as precise as they are known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchnews.dates import (
    day_number,
    day_ranges,
    find_date,
    moment_number,
    normalize_date,
)
from searchnews.stated_dates import stated_date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2015", "2015"),
        ("1798", "1798"),
        ("2015-09", "2015-09"),
        ("09/2015", "2015-09"),
        ("septembre 2015", "2015-09"),
        ("sept. 2015", "2015-09"),
        ("2015-09-18", "2015-09-18"),
        ("2015-9-8", "2015-09-08"),
        ("2015/09/18", "2015-09-18"),
        ("20150918", "2015-09-18"),
        ("18/09/2015", "2015-09-18"),
        ("18.09.2015", "2015-09-18"),
        ("le 18.09.15", "2015-09-18"),
        ("01/01/98", "1998-01-01"),
        ("1er août 1914", "1914-08-01"),
        ("1er aou\u0302t 1914", "1914-08-01"),
        ("2 AOUT 1914", "1914-08-02"),
        ("vendredi 18 septembre 2015", "2015-09-18"),
        ("18 sept. 2015", "2015-09-18"),
        ("18 ſeptembre 1793", "1793-09-18"),
        ("September 18, 2015", "2015-09-18"),
        ("vendredi 18 septembre 2015 à 17h42", "2015-09-18T17:42"),
        ("18/09/2015 - 17:42", "2015-09-18T17:42"),
        ("18 septembre 2015, 17 h 42", "2015-09-18T17:42"),
        ("2015-09-18T17:42:00+02:00", "2015-09-18T17:42:00+02:00"),
        ("2015-09-18 17:42:00 UTC", "2015-09-18T17:42:00+00:00"),
        ("18 septembre 2015 - 17:42 UTC+02:00", "2015-09-18T17:42+02:00"),
        ("2015-09-18 17:42 GMT-0300", "2015-09-18T17:42-03:00"),
        ("2015-09-18T17:42:00.123Z", "2015-09-18T17:42:00+00:00"),
        ("Fri, 18 Sep 2015 17:42:00 +0200", "2015-09-18T17:42:00+02:00"),
        ("Fri, 18 Sep 2015 17:42:00 +0200 (CEST)", "2015-09-18T17:42:00+02:00"),
        ("Fri Sep 18 2015 17:42:00 GMT+0200 (CEST)", "2015-09-18T17:42:00+02:00"),
        ("Fri Sep 18 2015 17:42:00 GMT+0200 (heure d’été)", "2015-09-18T17:42:00+02:00"),
        ("Fri Sep 18 15:42:00 +0000 2015", "2015-09-18T15:42:00+00:00"),
        ("Tue Sep  8 17:42:00 2015", "2015-09-08T17:42:00"),
        ("20150918T154200Z", "2015-09-18T15:42:00+00:00"),
        ("20150918T174200+0200", "2015-09-18T17:42:00+02:00"),
        ("20150918T1742", "2015-09-18T17:42"),
        ("20150918174200", "2015-09-18T17:42:00"),
        ("2015-09-00", "2015-09"),
        ("2015-00-00", "2015"),
        ("20150900", "2015-09"),
        ("2015-09-00T00:00:00Z", "2015-09"),
        ("2015-09-00 00:00:00", "2015-09"),
    ],
)
def test_reads_a_date_as_precisely_as_it_is_written(text, date):
    assert normalize_date(text) == date
    assert normalize_date(date) == date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2020-03-04T24:00", "2020-03-04"),  # the end of the day
        ("2020-03-04 24:00:00", "2020-03-04"),
        ("4 mars 2020 à 24h", "2020-03-04"),
        ("20200304T240000Z", "2020-03-04"),
        ("2016-12-31T23:59:60Z", "2016-12-31T23:59+00:00"),  # a leap second
        ("20161231T235960Z", "2016-12-31T23:59+00:00"),
        ("2020-03-04T10:00:00-15:56", "2020-03-04T10:00:00-15:56"),
        ("Mar 4 2020 10:30PM", "2020-03-04T22:30"),
        ("2020-03-04 12:05 a.m.", "2020-03-04T00:05"),
        ("2020-03-04 12:05 pm +0100", "2020-03-04T12:05+01:00"),
        ("2020-03-04 22:30 PM", "2020-03-04T22:30"),
    ],
)
def test_hours_are_read_as_clocks_are(text, date):
    assert normalize_date(text) == date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2020-03-04 25:00", "2020-03-04"),
        ("2020-03-04T24:01:00", "2020-03-04"),
        ("2020-03-04 23:60", "2020-03-04"),
        ("04/03/2020 25:61", "2020-03-04"),
        ("4 mars 2020 à 25h00", "2020-03-04"),
        ("Wed, 04 Mar 2020 25:00:00 GMT", "2020-03-04"),
        ("2020-03-04T10:00:60", "2020-03-04T10:00"),
        ("2020-03-04T10:00+25:00", "2020-03-04T10:00"),
        ("2020-03-04T10:00:00+02:75", "2020-03-04T10:00:00"),
        ("2020-03-04T10:00:00 -9999", "2020-03-04T10:00:00"),
    ],
)
def test_of_a_time_that_does_not_exist_the_rest_is_known(text, date):
    assert normalize_date(text) is None
    assert stated_date(text) == (date, True)


@pytest.mark.parametrize(
    "text", ["2020-02-30 25:00", "2020-03-04 et plus", "hier à 25:00", "25:00"]
)
def test_there_is_no_date_without_a_day(text):
    assert stated_date(text) == (None, False)


@pytest.mark.parametrize(
    "text",
    ["", "hier", "2015-13-45", "2015-02-30", "31/11/2015", "10:30", "3015", "12",
     "2015-09-18T25:00", "2015-09-18T24:01", "2015-09-18T10:00+16:00",
     "le", "18 brumaire 1799", "2015-09-18 et plus"],
)  # fmt: skip
def test_takes_nothing_else_for_a_date(text):
    assert normalize_date(text) is None


@given(st.text())
def test_any_text_is_a_date_or_none(text):
    date = normalize_date(text)
    assert date is None or normalize_date(date) == date


@pytest.mark.parametrize(
    ("text", "date", "slice_"),
    [
        ("Publié le 18 septembre 2015 à 17h42.", "2015-09-18T17:42", "18 septembre 2015 à 17h42"),
        ("Lyon, le 18.09.2015 - Le maire", "2015-09-18", "18.09.2015"),
        ("publie le 2 aout 1914", "1914-08-02", "2 aout 1914"),
        ("Paris, ce 2 Août 1789.", "1789-08-02", "2 Août 1789"),
        ("le 3 ſeptembre 1789", "1789-09-03", "3 ſeptembre 1789"),
        ("posted on September 3rd, 2015", "2015-09-03", "September 3rd, 2015"),
        ("Fri Sep 18 15:42:00 +0000 2015", "2015-09-18T15:42:00+00:00", None),
    ],
)
def test_finds_the_first_day_in_a_text(text, date, slice_):
    found, start, end = find_date(text)
    assert (found, text[start:end]) == (date, slice_ or text)


@pytest.mark.parametrize(
    "text",
    ["en septembre 2015", "tél. 01.02.2003.04", "le 31/02/2015", "n° 20150918", "3 juın 2015"],
)
def test_finds_nothing_that_is_no_day(text):
    assert find_date(text) is None


def test_numbers_sort_like_the_dates():
    dates = ["1798", "1914-08", "1914-08-02", "2015", "2015-09-18", "2015-09-18T17:42",
             "2015-09-18T17:42:01+02:00", "2016"]  # fmt: skip
    numbers = [day_number(date) for date in dates]
    assert numbers == sorted(set(numbers))


@pytest.mark.parametrize(
    ("date", "in_paris"),
    [
        ("2015-09-18T08:00+02:00", 20150918080000),
        ("2015-09-18T07:30:05+00:00", 20150918093005),
        ("2015-01-18T07:30:00+00:00", 20150118083000),
        ("2015-12-31T23:30:00+00:00", 20160101003000),
        ("2015-09-18T08:00", 20150918080000),
        ("2015-09-18", 20150918000000),
        ("2015", 20150000000000),
        # summer time begins and ends
        ("2015-03-29T00:59+00:00", 20150329015900),
        ("2015-03-29T01:00+00:00", 20150329030000),
        ("2015-10-25T00:59+00:00", 20151025025900),
        ("2015-10-25T01:00+00:00", 20151025020000),
        # at the ends of the calendar
        ("9999-12-31T23:30:00+00:00", 99991231233000),
        ("0001-01-01T00:30:00+10:00", 10101003000),
    ],
)
def test_moments_are_those_of_the_clocks_in_paris(date, in_paris):
    assert moment_number(date) == in_paris


def covers(ranges, date):
    number = day_number(date)
    return any(
        (low is None or low <= number) and (high is None or number <= high) for low, high in ranges
    )


@pytest.mark.parametrize(
    ("low", "high", "inside", "outside"),
    [
        ("2015", "2015", "2015 2015-01 2015-12-31 2015-12-31T23:59:59", "2014-12-31 2016"),
        ("2015-09", "2015-09", "2015 2015-09 2015-09-30", "2015-08 2015-08-31 2015-10-01 2014"),
        ("2015-09-18", "2015-09-18", "2015 2015-09 2015-09-18 2015-09-18T17:42", "2015-09-17"),
        ("2015-09-18T10:00", None, "2015-09-18 2015-09-18T10:00:30 2020", "2015-09-18T09:59"),
        (None, "2015-09", "1798 2015 2015-09-30T23:00", "2015-10"),
        ("2014-06", "2016-02", "2014 2015 2016 2016-02-29", "2014-05-31 2016-03"),
    ],
)
def test_a_range_has_what_may_lie_inside(low, high, inside, outside):
    ranges = day_ranges(low, high)
    assert [date for date in inside.split() if not covers(ranges, date)] == []
    assert [date for date in outside.split() if covers(ranges, date)] == []


def test_before_a_year_is_strictly_before():
    ranges = day_ranges(None, "2016", high_excluded=True)
    assert covers(ranges, "2015-12-31T23:59:59")
    assert not covers(ranges, "2016")
    assert not covers(ranges, "2016-01-01")
