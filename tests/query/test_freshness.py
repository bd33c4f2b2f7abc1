"""The bonus of newer articles."""

from datetime import UTC, datetime, timedelta

import pytest

from searchnews.dates import day_number
from searchnews.errors import InvalidArgumentError
from searchnews.query.freshness import Freshness, freshness

NOW = datetime(2015, 9, 18, 12, tzinfo=UTC)


def bonus(date, half_life=timedelta(days=30), now=NOW):
    day = day_number(date)
    clauses = Freshness(half_life, now).bonuses(1.0)
    return sum(each.score for each in clauses if each.clause.low <= day)


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2015-09-18", 1.0),
        ("2015-09-17T23:00:00+00:00", 1.0),
        ("2099-01-01", 1.0),
        ("2015-08-25", 0.7),
        ("2015-08-12", 0.5),
        ("2015-07-13", 0.25),
        ("2014-09-18", 0.0),
    ],
)
def test_halves_with_every_so_many_days(date, expected):
    assert bonus(date) == pytest.approx(expected, abs=0.01)


def test_never_rises_with_age():
    days = [(NOW - timedelta(days=age)).date().isoformat() for age in range(200)]
    values = [bonus(day) for day in days]
    assert values == sorted(values, reverse=True)
    assert bonus("2015-09-18") > bonus("2015-08-01") > bonus("2015-05-01") > 0


def test_ages_before_the_calendar_are_no_error():
    assert bonus("1000", timedelta(days=365 * 99_999)) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("written", "hours"),
    [
        ("12h", 12),
        ("30d", 720),
        ("30j", 720),
        ("30 D", 720),
        ("2w", 336),
        ("1y", 8760),
        ("1a", 8760),
    ],
)
def test_reads_durations(written, hours):
    assert freshness(written).half_life == timedelta(hours=hours)


@pytest.mark.parametrize("written", ["", "30", "d", "-3d", "0d", "1.5d", "999999d", "30 jours"])
def test_says_what_a_duration_looks_like(written):
    with pytest.raises(InvalidArgumentError, match="write 12h, 30d"):
        freshness(written)
