"""Groups are counted once wherever their articles are counted together, by every engine alike."""

from pathlib import Path

import numpy as np
import pytest
from stories.events import BUDGET, FIRE, FIRE_TOLD, SNOW

import searchnews
from searchnews.errors import InvalidArgumentError
from searchnews.explore.calendar.intervals import Interval
from searchnews.explore.group_counts import GroupCounts
from searchnews.explore.subject import subject_of
from searchnews.index_fields import AUTHOR_NAMES, PUBLISHER
from searchnews.query.clauses import Everything, Ids
from searchnews.search.options import DEFAULT_OPTIONS

DISPATCH = (
    "Le viaduc de la Combe a été fermé mardi soir après la découverte de fissures dans deux de ses "
    "piles, a annoncé la préfecture. Les douze câbles seront remplacés avant l'hiver et les trains "
    "seront détournés par la vallée pendant neuf semaines, selon la compagnie régionale."
)
# Each with the group that it is of in the tests that give groups of their own.
ARTICLES = [
    ("a", "2015-09-18T08:00", "ATS", ("A. Roy", "B. Lac"), "a"),
    ("b", "2015-09-18T19:00", "ATS", ("A. Roy",), "a"),
    ("c", "2015-10-01", "Le Temps", (), "a"),
    ("d", "2015-10", "Le Temps", (), "d"),
    ("e", "2015", "Le Temps", (), "e"),
    ("f", "2015", None, (), "e"),
    ("g", None, None, (), "a"),
]


@pytest.fixture
def reader(new_index):
    new_index.add(
        searchnews.Article(id=name, title="Un pont", date=date, source=source, authors=authors)
        for name, date, source, authors, _ in ARTICLES
    )
    return new_index._snapshots.latest().reader


@pytest.fixture
def counts(reader):
    number_of = {
        article[0]: reader.numbers(Ids(frozenset([article[0]]))).numbers[0] for article in ARTICLES
    }
    leaders = {number_of[name]: number_of[leader] for name, *_, leader in ARTICLES}
    return GroupCounts(reader, lambda numbers: np.array([leaders[n] for n in numbers], np.int64))


def groups(accepted):
    return len({leader for *article, leader in ARTICLES if accepted(*article)})


def test_all_of_them(counts):
    assert counts.total(Everything()) == 3
    assert counts.total(Ids(frozenset("ef"))) == 1
    assert counts.total(Ids(frozenset())) == 0


def test_by_name(counts):
    found = counts.by_name(Everything(), PUBLISHER)
    assert found.counts == {
        "ATS": groups(lambda _, __, source, ___: source == "ATS"),
        "Le Temps": groups(lambda _, __, source, ___: source == "Le Temps"),
    } == {"ATS": 1, "Le Temps": 3}  # fmt: skip
    assert found.without == 2
    assert counts.by_name(Everything(), PUBLISHER, ["ATS", "X"]).counts == {"ATS": 1}
    assert counts.by_name(Everything(), AUTHOR_NAMES).counts == {"A. Roy": 1, "B. Lac": 1}


@pytest.mark.parametrize(
    ("interval", "bins", "less_precise"),
    [
        (Interval.DAY, {"2015-09-18": 1, "2015-10-01": 1}, 2),
        (Interval.MONTH, {"2015-09": 1, "2015-10": 2}, 1),
        (Interval.YEAR, {"2015": 3}, 0),
    ],
)
def test_by_date(counts, interval, bins, less_precise):
    found = counts.by_date(Everything(), interval.bin_of)
    assert {interval.date(number): n for number, n in found.counts.items()} == bins
    assert (found.less_precise, found.undated) == (less_precise, 1)


def test_nothing(counts):
    nothing = Ids(frozenset())
    assert counts.by_date(nothing, Interval.DAY.bin_of) == ({}, 0, 0)
    assert counts.by_name(nothing, PUBLISHER) == ({}, 0)


def test_copies_of_an_index(new_index):
    new_index.add(
        [
            searchnews.Article(id="a", title="Le viaduc fermé", body=DISPATCH, source="ATS",
                               date="2018-09-13"),
            searchnews.Article(id="b", title="Viaduc fermé", body=DISPATCH, source="Le Temps",
                               date="2018-09-14"),
            searchnews.Article(id="c", title="Un viaduc", body="Tout autre chose.", source="ATS",
                               date="2018-09-14"),
        ]
    )  # fmt: skip
    assert new_index.facets("viaduc", by="source").about.queries[0].matches == 3
    facets = new_index.facets("viaduc", by="source", count="copies")
    assert (facets.about.queries[0].matches, facets.about.out_of) == (2, 2)
    assert [(row.value, row.count, row.total_count) for row in facets] == (
        [("ATS", 2, 2), ("Le Temps", 1, 1)]
    )
    assert facets.about.warnings == ()
    assert facets.notes() == (
        "the copies of a dispatch are counted once in each row, so rows may add up to more than "
        "the whole",
    )
    timeline = new_index.timeline("viaduc", by="month", count="copies")
    assert [(row.count, row.total_count) for row in timeline] == [(2, 2)]
    assert timeline.about.unit == "copies"


def test_what_is_not_compared_yet_is_said(new_directory):
    new_directory.add([searchnews.Article(id="a", title="Un pont", date="2018")])
    later = new_directory._snapshots.latest()._replace(stamp="later")

    def warnings(unit):
        return subject_of(later, Path("presse"), ["pont"], DEFAULT_OPTIONS, unit).about.warnings

    (warning,) = warnings("copies")
    assert "not been compared" in warning
    assert warnings("articles") == ()


def test_an_unknown_unit_is_named(new_index):
    with pytest.raises(InvalidArgumentError, match="not 'pages'"):
        new_index.facets("*", by="year", count="pages")


def test_stories_are_counted_as_copies_are(new_index):
    new_index.add(
        searchnews.Article(id=f"s{n}", title=title, body=body, date=date, source=source)
        for n, ((title, body), date, source) in enumerate(
            [
                (FIRE, "2021-03-02", "Le Temps"),
                (FIRE, "2021-03-03", "La Gazette"),
                (FIRE_TOLD, "2021-03-03", "Le Temps"),
                (BUDGET, "2021-03-03", "Le Temps"),
                (SNOW, "2021-04-01", None),
            ]
        )
    )
    facets = new_index.facets("*", by="source", count="stories")
    assert (facets.about.queries[0].matches, facets.about.out_of) == (3, 3)
    assert {row.value: row.count for row in facets} == {
        "Le Temps": 2, "La Gazette": 1, None: 1,
    }  # fmt: skip
    copies = new_index.facets("*", by="source", count="copies")
    assert {row.value: row.count for row in copies} == {
        "Le Temps": 3, "La Gazette": 1, None: 1,
    }  # fmt: skip
