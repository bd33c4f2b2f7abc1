"""Which words are forms of one another."""

import pytest

from searchnews.analysis.stem import Stemmer


@pytest.fixture(scope="module")
def keys():
    return Stemmer().keys


@pytest.mark.parametrize(
    "words",
    [
        "frappe frappes frappent frappa",
        "aerien aerienne aeriens aeriennes",
        "election elections",
        "elu elus",
        "euro euros",
        "emploi emplois",
        "journal journaux",
        "premier premiere premiers premieres",
        "entree entrees",
        "demande demandes demandent demander",
        "francais francaise francaises",
        "petit petits petite petites",
    ],
)
def test_inflections_share_a_key(keys, words):
    first, *others = words.split()
    assert all(keys(first) & keys(other) for other in others)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("francais", "franc"),
        ("bordelais", "bordel"),
        ("polonais", "polonaise2"),
        ("foyer", "foi"),
        ("chatiment", "chat"),
        ("universite", "univers"),
        ("palmyre", "palmier"),
        ("gare", "garcon"),
    ],
)
def test_different_words_share_none(keys, one, other):
    assert not keys(one) & keys(other)


@pytest.mark.parametrize("word", ["le", "des", "2015", "20h30", "3,5", "a", "l"])
def test_function_words_and_numbers_have_none(keys, word):
    assert keys(word) == frozenset()
