"""A tally has the counts of facets and timelines, without what they compare them with."""

import random

import pytest

import searchnews
from searchnews.errors import InvalidArgumentError
from searchnews.explore.facets.fields import FIELDS

WORDS = "viaduc câble pile fissure préfecture train vallée hiver chantier pont ouvrier nuit".split()
SOURCES = ["ATS", "AFP", "Le Temps", "La Gazette", "L'Écho", None]


def articles():
    """Dispatches, some of which are printed by several papers, with dates of every precision."""
    chosen = random.Random(7)
    for number in range(24):
        body = " ".join(chosen.choices(WORDS, k=60))
        for paper in range(chosen.choice((1, 1, 2, 4))):
            yield searchnews.Article(
                id=f"{number}-{paper}",
                title="Un viaduc" if number % 3 else "Un pont",
                body=body,
                source=chosen.choice(SOURCES),
                authors=tuple(chosen.sample(["A. Roy", "B. Lac", "C. Wit"], number % 3)),
                date=chosen.choice(["2015-09-18", "2015-09-19", "2015-10", "2016", None]),
            )


@pytest.fixture
def filled(new_directory):
    new_directory.add(articles())
    return new_directory


@pytest.mark.parametrize("unit", ["articles", "copies", "stories"])
@pytest.mark.parametrize("limit", [0, 1, 2, 3])
def test_it_has_the_counts_of_facets_and_of_the_timeline(filled, unit, limit):
    for query in ("viaduc", "pont OU viaduc", "*"):
        tally = filled.tally(query, by=FIELDS, limit=limit, count=unit)
        facets = filled.facets(query, by=FIELDS, limit=limit, count=unit)
        for of_tally, facet in zip(tally.fields, facets.facets, strict=True):
            rows = [(row.value, row.count) for row in facet.rows if row.value is not None]
            assert (of_tally.field, list(of_tally.counts)) == (facet.field, rows)
            assert of_tally.left_out == facet.left_out
        timeline = filled.timeline(query, count=unit)
        assert (tally.span, tally.counts) == (timeline.span, timeline.lines[0].counts)


@pytest.mark.parametrize("unit", ["articles", "copies"])
def test_a_limit_takes_the_first_of_all_names(filled, unit):
    every = filled.tally("*", by="source".split(), count=unit).fields[0].counts
    assert len(every) == 5
    for limit in range(1, 6):
        some = filled.tally("*", by=["source"], limit=limit, count=unit).fields[0]
        assert some.counts == every[:limit]
        assert some.left_out == 5 - limit


def test_filters_narrow_it_and_begin_and_end_its_time(filled):
    tally = filled.tally("*", by=["source"], sources=("ATS",), date_from="2015", date_to="2015")
    assert [name for name, _ in tally.fields[0].counts] == ["ATS"]
    assert (tally.span.interval.date(tally.span.first), len(tally.counts)) == ("2015-01", 12)


def test_no_hits_are_no_bins(filled):
    tally = filled.tally("hippopotame", by=FIELDS)
    assert (tally.span, tally.counts) == (None, ())
    assert all(not each.counts for each in tally.fields)


def test_an_unknown_field_or_unit_is_named(filled):
    with pytest.raises(InvalidArgumentError, match="not by 'couleur'"):
        filled.tally("*", by=["couleur"])
    with pytest.raises(InvalidArgumentError, match="not 'pages'"):
        filled.tally("*", count="pages")
