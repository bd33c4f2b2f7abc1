"""Numbers, dates and source lines in French typography."""

import pytest
from explore.answers import about

from searchnews.explore.about import QueryMatches
from searchnews.explore.plots import french


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [(0, 0, "0"), (999, 0, "999"), (1234, 0, "1\u202f234"), (31292, 0, "31\u202f292"),
     (1234567.891, 2, "1\u202f234\u202f567,89"), (-4.17, 1, "−4,2"), (0.5, 1, "0,5")],
)  # fmt: skip
def test_numbers(value, decimals, text):
    assert french.number(value, decimals) == text


def test_percent():
    assert french.percent(0.1234) == "12,3\u202f%"
    assert french.percent(1, 0) == "100\u202f%"


@pytest.mark.parametrize(
    ("count", "unit", "text"),
    [(0, "articles", "0 article"), (1, "stories", "1 sujet"), (2, "articles", "2 articles"),
     (1500, "copies", "1\u202f500 articles hors copies")],
)  # fmt: skip
def test_what_is_counted(count, unit, text):
    assert french.counted(count, unit).replace("\u00a0", " ") == text


@pytest.mark.parametrize(
    ("iso", "text"),
    [("2015", "2015"), ("2015-08", "août 2015"), ("2015-08-01", "1er août 2015"),
     ("2015-12-31T23:59:00+02:00", "31 décembre 2015")],
)  # fmt: skip
def test_dates(iso, text):
    assert french.date(iso) == text


@pytest.mark.parametrize(
    ("index", "name"),
    [("/srv/rédaction/presse", "presse"), ("indexes/default", "default"), (".", "."),
     ("opensearch://host:9200/presse", "presse")],
)  # fmt: skip
def test_source_lines_name_the_index_without_its_path(index, name):
    assert f"Index {name}, état" in french.source_line(about(index=index))


def test_source_lines_say_how_to_make_the_figure_again():
    assert french.source_line(about()).replace("\u00a0", " ") == (
        "Source : « palmyre » (12 articles) sur 340. Index presse, état 7f3a, 12 mars 2026."
    )
    compared = about(
        queries=(QueryMatches("Raqa", "raqa", 1), QueryMatches("Palmyre", "palmyre", 1200)),
        sources=("ATS", "Le Messager"),
        date_from="2015",
        date_to="2016-03",
    )
    line = french.source_line(compared).replace("\u00a0", " ").replace("\u202f", " ")
    assert line == (
        "Source : « raqa » (1 article), « palmyre » (1 200 articles) sur 340 ; ATS, Le Messager ; "
        "depuis 2015 ; jusqu’à mars 2016. Index presse, état 7f3a, 12 mars 2026."
    )
