"""Dates that cannot be true, and those in addresses."""

from datetime import UTC, datetime, timedelta

import pytest

from searchnews.article import Article
from searchnews.ingest.base import Problem
from searchnews.ingest.complete import date_in_address, dated

TODAY = datetime.now(UTC).date()


@pytest.mark.parametrize(
    ("address", "date"),
    [
        ("https://val.example/2015/09/18/crue.html", "2015-09-18"),
        ("https://val.example/vallee/2015-09-18-crue", "2015-09-18"),
        ("https://val.example/2015/09/crue", "2015-09"),
        ("/presse/1882/02/08/page.xml", "1882-02-08"),
        ("https://val.example/2015/13/18/crue", None),
        ("https://val.example/2015/02/31/crue", None),
        ("https://val.example/article/20150918", None),
        ("https://val.example/12015/09/18", None),
        ("", None),
    ],
)
def test_an_address_may_tell_the_date(address, date):
    assert date_in_address(address) == date


def test_that_of_the_address_stands_in_only():
    url = "https://val.example/2015/09/18/crue"
    given = [Article(id="1", url=url), Article(id="2", url=url, date="2014"),
             Article(id="3", path="/p/2015/09/18/a.txt"), Problem("x")]  # fmt: skip
    assert [getattr(item, "date", None) for item in dated(given)] == [
        "2015-09-18", "2014", "2015-09-18", None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("date", "reason"),
    [
        ((TODAY + timedelta(days=30)).isoformat(), "in the future"),
        ("2999", "in the future"),
        ("1066", "before there were newspapers"),
    ],
)
def test_an_impossible_date_is_dropped_and_named(date, reason):
    problem, article = dated([Article(id="1", date=date)])
    assert article.date is None
    assert reason in problem.reason
    assert not problem.lost


@pytest.mark.parametrize("date", ["1631", "1798", TODAY.isoformat(), f"{TODAY.year}"])
def test_a_possible_date_stays(date):
    (article,) = dated([Article(id="1", date=date)])
    assert article.date == date
