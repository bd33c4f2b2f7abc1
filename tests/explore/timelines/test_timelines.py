"""Timelines: counts and shares, one or several over the same bins."""

import pytest
from explore.answers import about
from explore.plots.plotted import CAPTION

from searchnews.dates import day_number
from searchnews.explore.about import QueryMatches
from searchnews.explore.calendar.bins import binned, span_of
from searchnews.explore.calendar.intervals import Interval
from searchnews.explore.counting import ByDate
from searchnews.explore.tables.rows import SeriesRow, TimelineRow
from searchnews.explore.timelines.timelines import Timelines, Unbinned, timeline

ALL = {"2015-09-01": 20, "2015-09-18": 10, "2015-11-02": 8, "2016-01-01": 5, "2015": 3}
PALMYRE = {"2015-09-18": 3, "2015-11-02": 4, "2015": 2}
RAQA = {"2015-10-05": 1, "2016-01-01": 1}


def timelines(by, named, first=None, last=None, undated=0, **options):
    """The timelines of counts by date, each beside all articles."""
    interval = Interval(by)
    days = {name: {day_number(date): n for date, n in counts.items()}
            for name, counts in (named | {"*": ALL}).items()}  # fmt: skip
    every = days.pop("*")
    together = {day: 1 for counts in days.values() for day in counts}
    span = span_of(interval, together, first, last)
    bins = [ByDate(*binned(each, interval.bin_of), undated) for each in (*days.values(), every)]
    lines = tuple(timeline(name, span, each, bins[-1])
                  for name, each in zip(days, bins, strict=False))  # fmt: skip
    of_queries = tuple(line.unbinned for line in lines)
    queries = tuple(QueryMatches(name, name, 1) for name in named)
    if options:
        of_queries, queries = of_queries[:1], queries[:1]
    return Timelines(about(queries=queries), interval, span, lines, of_queries, **options)


def test_a_row_a_bin_with_the_share_of_all_articles():
    found = timelines("month", {"palmyre": PALMYRE})
    assert list(found) == [
        TimelineRow("2015-09", 3, 30, 0.1),
        TimelineRow("2015-10", 0, 0, None),
        TimelineRow("2015-11", 4, 8, 0.5),
    ]
    assert found.lines[0].unbinned == Unbinned(2, 0)
    assert found.names == ("date", "count", "total_count", "ratio")


def test_several_have_the_same_bins():
    found = timelines("month", {"palmyre": PALMYRE, "raqa": RAQA})
    rows = list(found)
    assert [row.date for row in rows[:5]] == [row.date for row in rows[5:]] == [
        "2015-09", "2015-10", "2015-11", "2015-12", "2016-01"
    ]  # fmt: skip
    assert rows[0] == SeriesRow("palmyre", "2015-09", 3, 30, 0.1)
    assert rows[-1] == SeriesRow("raqa", "2016-01", 1, 5, 0.2)


def test_one_value_of_a_field_is_named_as_well():
    found = timelines("month", {"ATS": PALMYRE}, split="source", left_out=3)
    assert found.row_type is SeriesRow
    assert found.notes()[0] == "and 3 more values of source"


def test_the_dates_of_a_filter_are_the_ends():
    found = timelines("quarter", {"palmyre": PALMYRE}, "2015", "2015")
    assert [(row.date, row.count) for row in found] == [
        ("2015-Q1", 0), ("2015-Q2", 0), ("2015-Q3", 3), ("2015-Q4", 4)
    ]  # fmt: skip


def test_what_is_in_no_bin_is_said():
    found = timelines("month", {"palmyre": PALMYRE}, undated=1)
    assert found.notes() == (
        "2 articles dated less precisely than a month", "1 article without a date",
    )  # fmt: skip
    assert found.sums() == {
        "interval": "month",
        "split": None,
        "series": [{"series": "palmyre", "count": 7, "less_precise": 2, "undated": 1}],
        "series_left_out": 0,
    }
    several = timelines("month", {"palmyre": PALMYRE, "raqa": RAQA})
    assert several.notes() == ("palmyre: 2 articles dated less precisely than a month",)


@pytest.mark.parametrize(("share", "values"), [(False, (3, 0, 4)), (True, (0.1, None, 0.5))])
def test_what_is_drawn(share, values):
    plot = timelines("month", {"palmyre": PALMYRE}).plot(CAPTION, share=share)
    assert (plot.series[0].name, plot.series[0].values) == ("palmyre", values)
    assert (plot.share, len(plot.span)) == (share, 3)


def test_matches_without_a_value_have_a_line_with_another_name():
    found = timelines("month", {None: PALMYRE}, split="source")
    assert found.plot(CAPTION, share=False, without="sans source").series[0].name == "sans source"
    assert next(iter(found)).series is None


def test_shares_of_few_articles_are_counted():
    assert timelines("month", {"palmyre": PALMYRE}).few == 1
    assert timelines("year", {"palmyre": PALMYRE}).few == 0


@pytest.mark.parametrize("counts", [{}, {"2015": 7}])
def test_without_a_date_that_is_precise_enough_there_are_no_bins(counts):
    found = timelines("month", {"palmyre": counts})
    assert (found.span, list(found), found.few) == (None, [], 0)
    assert found.lines[0].unbinned.less_precise == sum(counts.values())
    assert found.plot(CAPTION, share=False) is None
    assert found.notes()[0] == "no match has a date that tells its month"
