"""Words of an index that are misspellings of others."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from vocabulary.commits import Commit

from searchnews.analysis.edit_distance import distance
from searchnews.vocabulary import Vocabulary
from searchnews.vocabulary.misspellings import (
    common_neighbours,
    kept_by_two_edits,
    neighbours,
    one_edit_away,
)

WORDS = st.text(alphabet="abc", max_size=6)


@pytest.fixture
def of_words(tmp_path):
    """Makes vocabularies of words with their article counts."""
    made = []

    def make(words):
        made.append(Vocabulary(tmp_path / f"vocabulary{len(made)}.db"))
        made[-1].refresh(Commit("1", words))
        return made[-1]

    yield make
    for vocabulary in made:
        vocabulary.close()


def test_finds_the_neighbours_of_a_word(of_words):
    vocabulary = of_words({"frappe": 7, "frappes": 5, "palmyre": 3, "palmier": 1, "raqa": 2})
    assert neighbours(vocabulary, "raqqa", 1) == {"raqa": 2}
    assert neighbours(vocabulary, "frappe", 1) == {"frappes": 5}
    assert neighbours(vocabulary, "palmyer", 2) == {"palmyre": 3, "palmier": 1}
    assert neighbours(vocabulary, "palmyer", 2, least=2) == {"palmyre": 3}
    assert neighbours(vocabulary, "almyer", 2) == {"palmyre": 3, "palmier": 1}
    assert neighbours(vocabulary, "almyer", 2, same_start=True) == {}


@pytest.mark.parametrize(
    "misspelt", ["ombardement", "obmbardement", "pombardement", "bombarddement", "bombardemen",
                 "bombardemetn", "bombardements", "bombaredment", "bomardement"],
)  # fmt: skip
def test_finds_the_neighbours_of_a_long_word_wherever_they_differ(of_words, misspelt):
    vocabulary = of_words({"bombardement": 3, "bombardent": 2, "bombe": 9})
    assert neighbours(vocabulary, misspelt, 1) == {"bombardement": 3}


COMMON = {"le": 90, **{f"mot{n}": 50 for n in range(1000)}}


@pytest.mark.parametrize("others", [{"le": 90}, COMMON], ids=["few-words", "many-commoner-words"])
def test_finds_the_common_ones_whether_they_are_among_the_commonest(of_words, others):
    vocabulary = of_words({"raqa": 20, "raqqa": 1, "raka": 15, "roquet": 30, **others})
    assert common_neighbours(vocabulary, "raqqa", 10) == {"raqa": 20}
    assert common_neighbours(vocabulary, "raqa", 15) == {"raka": 15}
    assert common_neighbours(vocabulary, "arqa", 16) == {"raqa": 20}
    assert common_neighbours(vocabulary, "raqa", 16) == {}


def test_in_an_empty_vocabulary_there_are_none(tmp_path):
    assert neighbours(Vocabulary(tmp_path / "vocabulary.db"), "le", 2) == {}


@given(WORDS, WORDS)
def test_variants_are_the_words_at_distance_one(one, other):
    assert (other in set(one_edit_away(one, "abc"))) == (distance(one, other, 1) == 1)


@given(WORDS, st.integers(0, 6))
def test_variants_that_differ_early_and_late_are_all(word, start):
    start = min(start, len(word))
    every = set(one_edit_away(word, "abc"))
    early = set(one_edit_away(word, "abc", before=start))
    assert early <= every
    assert {other for other in every if not other.startswith(word[:start])} <= early


@given(st.text(alphabet="abcdef", max_size=9), st.data())
def test_two_edits_leave_one_of_the_parts(word, data):
    other = word
    for _ in range(2):
        other = data.draw(st.sampled_from(sorted({other, *one_edit_away(other, "abcdef")})))
    if distance(word, other, 2) <= 2:
        assert any(part in other for part in kept_by_two_edits(word))


def test_variants_of_a_word_are_few_enough_to_look_up():
    assert len(list(one_edit_away("syrie", string.ascii_lowercase))) < 400
