"""What stands near what, in either order: compared with a search through texts."""

import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from places import EVERY_ENGINE, Places

import searchnews
from searchnews import Article
from searchnews.query.concepts.lists import Lists

VOCABULARY = "contre la cette loi maire vote".split()


def texts():
    """Forty short texts of few words, in which all sorts of neighbours are found."""
    chance = random.Random(5)
    return {
        f"t{number}": chance.choices(VOCABULARY, k=chance.randint(2, 14)) for number in range(40)
    }


TEXTS = texts()


@pytest.fixture(scope="module", params=EVERY_ENGINE)
def near_index(request, tmp_path_factory):
    places = Places()
    place = places.new(request.param, tmp_path_factory.mktemp("near") / "index")
    with searchnews.create(place, engine=request.param) as index:
        index.add([Article(id=key, body=" ".join(words)) for key, words in TEXTS.items()])
        yield index
    places.close()


def stands(words, row):
    """Where words stand in a row: the first and the last place of each time."""
    last = len(row) - 1
    starts = range(len(words) - last)
    return [(at, at + last) for at in starts if words[at : at + len(row)] == row]


def are_near(words, left, right, distance):
    """Whether two rows stand in a text, one behind the other, with few enough words between."""
    return any(
        0 <= start - end - 1 <= distance
        for one, other in ((left, right), (right, left))
        for (_, end), (start, _) in itertools.product(stands(words, one), stands(words, other))
    )


def found(index, query, **options):
    return {hit.article.id for hit in index.stream(query, **options)}


def typed(row):
    return f'"{" ".join(row)}"'


ROWS = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=3)


@given(ROWS, ROWS, st.integers(0, 8))
def test_rows_near_each_other_are_those_of_the_texts(near_index, left, right, distance):
    expected = {key for key, words in TEXTS.items() if are_near(words, left, right, distance)}
    query = f"{typed(left)} PRÈS/{distance} {typed(right)}"
    assert found(near_index, query) == expected
    assert near_index.search(query).total == len(expected)


@given(st.lists(ROWS, min_size=1, max_size=3), ROWS, st.integers(0, 4))
def test_one_of_several_rows_near_another(near_index, choices, right, distance):
    expected = {
        key for key, words in TEXTS.items()
        if any(are_near(words, left, right, distance) for left in choices)
    }  # fmt: skip
    left = " OU ".join(map(typed, choices))
    assert found(near_index, f"({left}) PRÈS/{distance} {typed(right)}") == expected


TITLES = {"title": "Tout va vraiment très bien"}
SENTENCES = {
    "before": "Ils votent contre la réforme, dit cette maire.",
    "behind": "Cette maire a voté contre la réforme.",
    "far": "Contre la réforme, il y a eu hier encore bien des gens dans la rue de cette ville.",
    "halves": "Il vote contre la réforme. Hier encore, bien des gens étaient là. La ville, cette "
    "fois, dort.",
    "title": "Rien de tel.",
}


@pytest.fixture(scope="module", params=EVERY_ENGINE)
def sentences(request, tmp_path_factory):
    places = Places()
    place = places.new(request.param, tmp_path_factory.mktemp("sentences") / "index")
    with searchnews.create(place, engine=request.param) as index:
        index.add(
            Article(id=key, title=TITLES.get(key), body=body) for key, body in SENTENCES.items()
        )
        yield index
    places.close()


@pytest.fixture
def lists(tmp_path):
    (tmp_path / "refus.txt").write_text('"contre la"\nrejet de\n')
    return Lists.read(tmp_path)


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ('"contre la" PRÈS/5 Cette', "before behind"),
        ('Cette PRÈS/5 "contre la"', "before behind"),
        ('"contre la" NEAR/2 Cette', "before"),
        ('"contre la" PRÈS/20 Cette', "before behind far halves"),
        ('"contre la réforme" PRÈS/5 "cette maire"', "before behind"),
        ('"contre la" PRÈS/5 (Cette OU "bien des gens")', "before behind halves"),
        ('"contre la" PRÈS/1 dormir', ""),
        ("@refus PRÈS/5 Cette", "before behind"),
        ('titre:("tout va" PRÈS/1 bien)', ""),
        ('titre:("tout va" PRÈS/2 bien)', "title"),
        ('"tout va" PRÈS/20 "rien de"', ""),  # a title is not near the text below it
        ('texte:("contre la" PRÈS/2 Cette)', "before"),
    ],
)
def test_a_phrase_is_near_a_word_where_all_of_it_is(sentences, lists, query, ids):
    assert found(sentences, query, lists=lists) == set(ids.split())
