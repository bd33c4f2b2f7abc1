"""One hit for all copies of a dispatch: totals, pages, what a hit stands for."""

import pytest
from copies.dispatches import BUDGET, CUT_FIRE, FIRE, REVISED_FIRE
from hypothesis import given, settings
from hypothesis import strategies as st
from places import EVERY_ENGINE, Places

import searchnews
from searchnews.errors import InvalidArgumentError

ARTICLES = [
    searchnews.Article(id=name, title=title, body=body, date=date, source=source)
    for name, title, body, date, source in [
        ("fire", "Incendie à Vernoy", FIRE, "2021-03-02", "Le Courrier"),
        ("cut", "Vernoy : un hangar brûle", CUT_FIRE, "2021-03-02", "La Gazette"),
        ("revised", "Vernoy : le feu maîtrisé", REVISED_FIRE, "2021-03-03", "Le Courrier"),
        ("again", "Incendie à Vernoy", FIRE, "2021-03-04", None),
        ("budget", "Le budget voté", BUDGET, "2021-03-02", "Le Courrier"),
        ("budget2", "Région : budget voté", BUDGET, "2021-03-03", "Le Temps"),
        ("alone", "Vernoy sous la neige", "La neige est tombée sur les quais.", "2021-01-05", None),
        ("port", "Le port de Vernoy", "Le port de Vernoy agrandit ses quais.", "2020", "Le Temps"),
    ]
]  # fmt: skip
GROUPS = [{"fire", "cut", "revised", "again"}, {"budget", "budget2"}, {"alone"}, {"port"}]
QUERIES = [
    "vernoy", "incendie vernoy", "budget", "quais", "région OU vernoy", "*", "neige port budget",
    "neige hangar", "source:courrier", "zzz", "vernoy SAUF hangar", "hangar budget port neige",
]  # fmt: skip


@pytest.fixture(scope="module", params=EVERY_ENGINE)
def index(request, tmp_path_factory):
    places = Places()
    place = places.new(request.param, tmp_path_factory.mktemp("index") / request.param)
    with searchnews.create(place, engine=request.param) as index:
        index.add(ARTICLES)
        yield index
    places.close()


def group_of(name):
    return next(frozenset(group) for group in GROUPS if name in group)


def test_a_hit_stands_for_all_copies_that_match(index):
    results = index.search("vernoy hangar", fold="copies")
    (hit,) = [hit for hit in results if not hit.relaxed]
    assert (results.total, results.articles, results.fold) == (1, 4, "copies")
    assert {hit.article.id, *hit.folded.ids} == group_of("fire")
    assert len(hit.folded.ids) == 3


def test_only_what_matches_is_folded(index):
    (hit,) = index.search("vernoy hangar", fold="copies", sources=["Le Courrier"], limit=1)
    assert {hit.article.id, *hit.folded.ids} == {"fire", "revised"}
    assert hit.folded.sources == ("Le Courrier",)


def test_the_sources_of_the_others_are_named_once(index):
    (hit,) = index.search("vernoy hangar", fold="copies", sort="-date")
    assert hit.article.id == "again"
    assert hit.folded.sources == ("Le Courrier", "La Gazette")
    (hit,) = index.search("vernoy hangar", fold="copies", sort="date")
    assert hit.article.id == "cut"


@pytest.mark.parametrize("sort", ["relevance", "date", "-date"])
@pytest.mark.parametrize("query", QUERIES)
def test_every_article_comes_once_in_its_group(index, query, sort):
    plain = index.search(query, limit=100, sort=sort)
    folded = index.search(query, limit=100, sort=sort, fold="copies")
    strict = [hit.article.id for hit in plain if not hit.relaxed]
    assert (folded.total, folded.articles) == (len(set(map(group_of, strict))), plain.total)
    found = [name for hit in folded for name in (hit.article.id, *hit.folded.ids)]
    assert sorted(found) == sorted(hit.article.id for hit in plain)
    firsts = list(dict.fromkeys(group_of(hit.article.id) for hit in plain))
    assert [group_of(hit.article.id) for hit in folded] == firsts
    assert [hit.rank for hit in folded] == list(range(1, len(firsts) + 1))
    assert [hit.relaxed for hit in folded] == [
        next(hit.relaxed for hit in plain if group_of(hit.article.id) == group) for group in firsts
    ]


@pytest.mark.parametrize("sort", ["relevance", "date", "-date"])
@pytest.mark.parametrize("query", QUERIES)
def test_a_stream_has_what_a_page_has(index, query, sort):
    page = index.search(query, limit=100, sort=sort, fold="copies")
    strict = [(hit.article.id, hit.folded) for hit in page if not hit.relaxed]
    stream = list(index.stream(query, sort=sort, fold="copies"))
    assert [(hit.article.id, hit.folded) for hit in stream if hit.article.id in dict(strict)] == [
        *map(tuple, strict)
    ]
    assert len(stream) == page.total


@settings(max_examples=60, deadline=None)
@given(
    query=st.sampled_from(QUERIES), limit=st.integers(1, 4), sort=st.sampled_from(["date", "-date"])
)
def test_pages_fit_together(index, query, limit, sort):
    whole = index.search(query, limit=100, sort=sort, fold="copies").hits
    pages = [
        hit
        for offset in range(0, 10, limit)
        for hit in index.search(query, limit=limit, offset=offset, sort=sort, fold="copies")
    ]
    assert tuple(pages) == whole


def test_pages_by_relevance_fit_together(index):
    whole = index.search("vernoy", limit=2, fold="copies").hits
    first = index.search("vernoy", limit=1, fold="copies").hits
    second = index.search("vernoy", limit=1, offset=1, fold="copies").hits
    assert (*first, *second) == whole


def test_counting_takes_no_hit(index):
    results = index.search("*", limit=0, fold="copies")
    assert (results.total, results.articles, len(results)) == (4, 8, 0)


def test_hits_say_in_json_what_they_stand_for(index):
    values = index.search("vernoy hangar", fold="copies", sort="date").to_dict()
    assert (values["total"], values["fold"], values["articles"]) == (1, "copies", 4)
    folded = values["hits"][0]["folded"]
    assert sorted(folded["ids"]) == ["again", "fire", "revised"]
    assert (folded["articles"], folded["sources"]) == (3, ["Le Courrier"])
    plain = index.search("vernoy hangar").to_dict()
    assert "folded" not in plain["hits"][0]
    assert not plain.keys() & {"fold", "articles"}


def test_stories_are_folded_as_copies_are(index):
    stories = index.search("vernoy hangar", fold="stories")
    copies = index.search("vernoy hangar", fold="copies")
    assert [(hit.article.id, hit.folded) for hit in stories] == [
        (hit.article.id, hit.folded) for hit in copies
    ]
    assert (stories.total, stories.fold, stories.articles) == (1, "stories", 4)


@pytest.mark.parametrize("fold", ["papers", "", 1])
def test_other_ways_to_fold_are_refused(index, fold):
    with pytest.raises(InvalidArgumentError, match="hits are folded by copies or stories"):
        index.search("vernoy", fold=fold)
    with pytest.raises(InvalidArgumentError, match="hits are folded by copies or stories"):
        list(index.stream("vernoy", fold=fold))
