"""What follows from where an article is from."""

from pathlib import Path

import pytest

from searchnews.ingest.origin import Origin, date_in_address, utc_time


@pytest.mark.parametrize(
    ("stem", "date"),
    [
        ("2015-09-18_palmyre", "2015-09-18"),
        ("palmyre_2015_09_18", "2015-09-18"),
        ("20150918", "2015-09-18"),
        ("AFP-20150918T1742-raids", "2015-09-18"),
        ("18-09-2015", "2015-09-18"),
        ("le 18.09.2015 à Palmyre", "2015-09-18"),
        ("1798-03-02", "1798-03-02"),
        ("2015-09-18_2015-09-18", "2015-09-18"),
        ("2015-09-18_2015-09-19", None),
        ("2015-13-45", None),
        ("000_037b71889fdd9b2d", None),
        ("a20150918b", None),
        ("99920150918", None),
        ("20151345", None),
        ("12345678", None),
        ("2015", None),
        ("0033123456789", None),
    ],
)
def test_reads_a_day_in_a_name_when_there_is_one(stem, date):
    assert Origin(Path(f"/presse/{stem}.txt"), stem).date_in_name == date


def test_ids_differ_by_folder_and_record_and_stay():
    one = Origin(Path("/a/x.txt"), "x")
    other = Origin(Path("/b/x.txt"), "x")
    ids = [one.article_id(), other.article_id(), one.article_id(1), one.article_id(2)]
    assert len(set(ids)) == 4
    assert ids[0] == Origin(Path("/a/x.txt"), "x").article_id()


@pytest.mark.parametrize("stem", ["", "…", "Пальмира", "x" * 5000, "\udcff"])
def test_any_name_gives_a_short_plain_id(stem):
    article_id = Origin(Path("/a") / f"{stem or 'x'}.txt", stem).article_id()
    assert article_id.isascii()
    assert 10 < len(article_id) < 100


@pytest.mark.parametrize(
    ("address", "date"),
    [
        ("https://val.example/2015/09/18/crue.html", "2015-09-18"),
        ("https://val.example/vallee/2015-09-18-crue", "2015-09-18"),
        ("https://val.example/2015/09/crue", "2015-09"),
        ("/presse/1882/02/08/page.xml", "1882-02-08"),
        ("/presse/1882/02/08.xml", "1882-02-08"),
        ("https://val.example/2015/13/18/crue", None),
        ("https://val.example/2015/02/31/crue", None),
        ("https://val.example/article/20150918", None),
        ("https://val.example/12015/09/18", None),
        ("", None),
    ],
)
def test_an_address_may_tell_the_date(address, date):
    assert date_in_address(address) == date


@pytest.mark.parametrize("seconds", [1e300, float("nan"), float("inf"), -1e15])
def test_times_that_no_calendar_has_are_no_dates(seconds):
    assert utc_time(seconds) is None
