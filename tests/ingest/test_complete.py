"""From drafts to articles: ids, sources, addresses and dates, for all formats alike."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from searchnews.article import MAX_ID_LENGTH
from searchnews.ingest.base import Draft, Medium, Problem, ReadingOptions
from searchnews.ingest.complete import completed
from searchnews.ingest.origin import Origin

TODAY = datetime.now(UTC).date()
MTIME = datetime(2015, 9, 18, 15, 42, tzinfo=UTC).timestamp()


def complete(*drafts, path="/presse/crue.txt", mtime=MTIME, url=None, **options):
    """The articles of drafts, and the problems."""
    origin = Origin(Path(path), Path(path).stem, mtime=mtime, url=url)
    items = completed(drafts, origin, ReadingOptions(**options), Medium.TEXT)
    read = [(item, None) if isinstance(item, Problem) else (None, item) for item in items]
    return [item for _, item in read if item], [problem for problem, _ in read if problem]


def article(draft, **origin):
    (read,), problems = complete(draft, **origin)
    assert problems == []
    return read.article


ADDRESS = {"url": "https://val.example/2012/02/02/crue"}
BOTH = {"date": "2011-01-01"} | ADDRESS


class TestDates:
    @pytest.mark.parametrize(
        ("draft", "path", "mtime", "date"),
        [
            (BOTH, "/p/2014/04/04/2013-03-03.txt", True, "2011-01-01"),
            (ADDRESS, "/p/2014/04/04/2013-03-03.txt", True, "2012-02-02"),
            ({}, "/p/2014/04/04/2013-03-03.txt", True, "2013-03-03"),
            ({}, "/p/2014/04/04/crue.txt", True, "2014-04-04"),
            ({}, "/p/2014/04/crue.txt", False, "2014-04"),
            ({}, "/p/crue.txt", True, "2015-09-18T15:42:00+00:00"),
            ({}, "/p/crue.txt", False, None),
        ],
        ids=["stated", "address", "name", "folders", "month-of-folders", "mtime", "none"],
    )
    def test_the_first_in_the_order_stands(self, draft, path, mtime, date):
        assert article(Draft(**draft), path=path, date_from_mtime=mtime).date == date

    def test_where_a_page_was_captured_is_its_address(self):
        url = "https://val.example/2015/09/18/crue"
        assert article(Draft(), url=url).url == url
        assert article(Draft(), url=url).date == "2015-09-18"
        assert article(Draft(number=3), url=url).url is None  # a record of what was captured

    @pytest.mark.parametrize(
        ("date", "reason"),
        [
            ((TODAY + timedelta(days=30)).isoformat(), "in the future"),
            ("2999", "in the future"),
            ("1066", "before there were newspapers"),
        ],
    )
    def test_an_impossible_one_is_dropped_and_named(self, date, reason):
        (read,), (problem,) = complete(Draft(date=date))
        assert read.article.date is None
        assert f"its date, {date}, is {reason}; it has none" in problem.reason
        assert not problem.lost

    def test_then_the_next_in_the_order_stands(self):
        (read,), problems = complete(
            Draft(date="2999"), path="/p/2015/09/18/2098-01-01.txt", date_from_mtime=True
        )
        assert read.article.date == "2015-09-18"
        assert [problem.reason.partition("its date, ")[2] for problem in problems] == [
            "2999, is in the future; 2015-09-18 stands",
            "2098-01-01, is in the future; 2015-09-18 stands",
        ]

    @pytest.mark.parametrize("date", ["1631", "1798", TODAY.isoformat(), f"{TODAY.year}"])
    def test_a_possible_one_stays(self, date):
        assert article(Draft(date=date)).date == date

    @pytest.mark.parametrize("mtime", [-1e15, 1e300, None])
    def test_a_time_of_change_that_no_calendar_has_is_no_date(self, mtime):
        assert article(Draft(), mtime=mtime, date_from_mtime=True).date is None


class TestSources:
    @pytest.mark.parametrize(
        ("draft", "option", "source"),
        [
            ({"source": "Le Val", "agency": "AFP"}, "Autre", "Le Val"),
            ({"agency": "AFP"}, "Autre", "Autre"),
            ({"agency": "AFP"}, None, "AFP"),
            ({}, None, None),
        ],
    )
    def test_the_stated_one_then_the_users_then_the_agency(self, draft, option, source):
        assert article(Draft(**draft), source=option).source == source


class TestIds:
    ORIGIN = Origin(Path("/presse/crue.txt"), "crue")

    def test_that_of_the_input_stands(self):
        assert article(Draft(id="val-1", part="p", number=2)).id == "val-1"

    def test_else_it_is_made_from_where_the_article_is(self):
        assert article(Draft()).id == self.ORIGIN.article_id()
        assert article(Draft(number=2)).id == self.ORIGIN.article_id(2)
        assert article(Draft(part="a1", number=2)).id == f"{self.ORIGIN.article_id()}-a1"

    @pytest.mark.parametrize("written", ["", " ", "\t\n"])
    def test_a_blank_one_is_none(self, written):
        assert article(Draft(id=written, number=2)).id == self.ORIGIN.article_id(2)

    def test_one_that_is_too_long_is_kept_in_extra_and_named(self):
        written = "x" * (MAX_ID_LENGTH + 1)
        (read,), (problem,) = complete(Draft(id=written, number=2, extra={"vues": 7}))
        assert read.article.id == self.ORIGIN.article_id(2)
        assert read.article.extra == {"id": written, "vues": 7}
        assert "an id of 1,001 characters, more than 1,000" in problem.reason
        assert not problem.lost
        assert len(article(Draft(part="y" * 2000, number=2)).id) < 100


def test_how_it_was_read_comes_with_the_article():
    (one, other), _ = complete(Draft(), Draft(medium=Medium.WIRE, revision=3, number=1))
    assert (one.medium, one.revision) == (Medium.TEXT, None)
    assert (other.medium, other.revision) == (Medium.WIRE, 3)
    assert one.article.path == os.fspath(Path("/presse/crue.txt"))
