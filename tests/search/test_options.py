"""What a search may be given besides its query."""

from datetime import date, timedelta

import pytest

from searchnews.cli import options as cli_options
from searchnews.errors import InvalidArgumentError
from searchnews.query.plan import Filters
from searchnews.search.options import MAX_HITS, SearchOptions


def test_reads_what_is_given():
    options = SearchOptions.of(
        {"sources": "ATS", "date_from": "18/09/2015", "date_to": "2016", "fresh": "30d"}
    )
    assert options.filters == Filters(("ATS",), "2015-09-18", "2016")
    assert options.freshness.half_life == timedelta(days=30)
    assert (options.sort, options.snippets, options.explain) == ("relevance", True, False)


def test_what_is_not_given_has_its_default():
    assert SearchOptions.of({}) == SearchOptions()


@pytest.mark.parametrize(
    ("date_from", "day"), [("30d", "2015-08-19"), ("hier", "2015-09-17"), ("2015", "2015")]
)
def test_days_in_words_are_counted_from_today(date_from, day):
    today = date(2015, 9, 18)
    assert SearchOptions.of({"date_from": date_from}, today).filters.date_from == day


def test_refuses_arguments_that_there_are_not(index):
    with pytest.raises(TypeError, match="a search takes no argument date, source"):
        index.search("Palmyre", source="ATS", date="2015")


@pytest.mark.parametrize("method", ["search", "stream"])
def test_the_same_arguments_are_refused_everywhere(index, method):
    with pytest.raises(InvalidArgumentError, match="'jadis' is not a date"):
        getattr(index, method)("Palmyre", date_from="jadis")
    with pytest.raises(InvalidArgumentError, match="is not a duration; write 12h"):
        index.highlights(index.get("palmyre"), "Palmyre", fresh="9" * 6 + "d")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"query": None}, "a query is a text, not None"),
        ({"query": ["raid"]}, "a query is a text"),
        ({"sources": [None]}, "the name of a source is a text, not None"),
        ({"synonyms": "EI, Daech"}, r"synonyms are read by searchnews\.Synonyms\.read"),
        ({"lists": "lists"}, r"lists are read by searchnews\.Lists\.read"),
    ],
)
def test_arguments_of_another_type_are_told(index, arguments, message):
    given = {"query": "raid", **arguments}
    with pytest.raises(InvalidArgumentError, match=message):
        index.search(given.pop("query"), **given)


def test_no_sources_are_all_sources(index):
    assert index.search("raid", sources=None).total == index.search("raid").total


def test_programs_and_the_command_line_have_one_range_of_hits():
    assert cli_options.MAX_HITS == MAX_HITS
