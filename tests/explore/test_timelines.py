"""Timelines: counts and shares, one or several over the same bins."""

import pytest
from explore.plots.plotted import CAPTION

from searchnews.dates import day_number
from searchnews.errors import InvalidArgumentError
from searchnews.explore.tables.rows import SeriesRow, TimelineRow
from searchnews.explore.timelines import timelines


def days(counts):
    return {day_number(date): count for date, count in counts.items()}


ALL = days({"2015-09-01": 20, "2015-09-18": 10, "2015-11-02": 8, "2016-01-01": 5, "2015": 3})
PALMYRE = days({"2015-09-18": 3, "2015-11-02": 4, "2015": 2})
RAQA = days({"2015-10-05": 1, "2016-01-01": 1})


def test_a_row_a_bin_with_the_share_of_all_articles():
    found = timelines("month", {"palmyre": (PALMYRE, ALL)})
    assert found.rows() == (
        TimelineRow("2015-09", 3, 30, 0.1),
        TimelineRow("2015-10", 0, 0, None),
        TimelineRow("2015-11", 4, 8, 0.5),
    )
    assert found.lines[0].less_precise == 2


def test_several_have_the_same_bins():
    found = timelines("month", {"palmyre": (PALMYRE, ALL), "raqa": (RAQA, ALL)})
    rows = found.series_rows()
    assert [row.date for row in rows[:5]] == [row.date for row in rows[5:]] == [
        "2015-09", "2015-10", "2015-11", "2015-12", "2016-01"
    ]  # fmt: skip
    assert rows[0] == SeriesRow("palmyre", "2015-09", 3, 30, 0.1)
    assert rows[-1] == SeriesRow("raqa", "2016-01", 1, 5, 0.2)


def test_the_dates_of_a_filter_are_the_ends():
    found = timelines("quarter", {"palmyre": (PALMYRE, ALL)}, "2015", "2015")
    assert [(row.date, row.count) for row in found.rows()] == [
        ("2015-Q1", 0), ("2015-Q2", 0), ("2015-Q3", 3), ("2015-Q4", 4)
    ]  # fmt: skip


def test_auto_sees_all_of_them():
    long = {"a": (days({"1998-01-01": 1}), {}), "b": (days({"2015-01-01": 1}), {})}
    assert timelines("auto", long).interval == "year"


@pytest.mark.parametrize(("share", "values"), [(False, (3, 0, 4)), (True, (0.1, None, 0.5))])
def test_what_is_drawn(share, values):
    plot = timelines("month", {"palmyre": (PALMYRE, ALL)}).plot(CAPTION, share=share)
    assert (plot.series[0].name, plot.series[0].values) == ("palmyre", values)
    assert (plot.share, len(plot.span)) == (share, 3)


@pytest.mark.parametrize("counts", [{}, days({"2015": 7})])
def test_without_a_date_that_is_precise_enough_there_are_no_bins(counts):
    found = timelines("month", {"palmyre": (counts, ALL)})
    assert (found.span, found.rows(), found.series_rows()) == (None, (), ())
    assert found.lines[0].less_precise == sum(counts.values())
    assert found.plot(CAPTION, share=False) is None


def test_an_interval_nobody_knows():
    with pytest.raises(InvalidArgumentError, match="fortnight"):
        timelines("fortnight", {"palmyre": (PALMYRE, ALL)})
