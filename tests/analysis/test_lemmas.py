"""Which words are forms of one another."""

from pathlib import Path

import pytest
from analysis.lemma_pairs import (
    APART,
    FEMININES,
    JOIN,
    NEW_WORDS,
    PLURALS,
    SPELLINGS,
    VERBS,
    pairs,
)

from scripts.evaluation.lemmas import joined, read
from searchnews.analysis.lemmas import lemma_keys, lemma_keys_of
from searchnews.analysis.lexicon import Lexicon

TREEBANK = Path(__file__).parents[3] / "shared" / "linguistic"


@pytest.fixture(scope="module")
def keys():
    lexicon = Lexicon()
    return lambda word: lemma_keys(word, lexicon)


@pytest.mark.parametrize(
    "table", [JOIN, FEMININES, PLURALS, VERBS, SPELLINGS, NEW_WORDS],
    ids=["join", "feminines", "plurals", "verbs", "spellings", "new words"],
)  # fmt: skip
def test_forms_of_a_word_share_a_key(keys, table):
    assert [pair for pair in pairs(table) if not keys(pair[0]) & keys(pair[1])] == []


def test_different_words_share_none(keys):
    assert [pair for pair in pairs(APART) if keys(pair[0]) & keys(pair[1])] == []


@pytest.mark.parametrize(
    ("table", "least"), [(JOIN, 230), (FEMININES, 140), (PLURALS, 100), (VERBS, 240), (APART, 400)]
)
def test_a_thousand_pairs_are_held_to_it(table, least):
    assert len(pairs(table)) > least
    assert all(len(pair) == 2 for pair in pairs(table))


@pytest.mark.parametrize(
    ("word", "lemmas"),
    [("vue", "voir vu"), ("arrivee", "arrivee arriver"), ("montre", "montre montrer"),
     ("porte", "porte porter"), ("livres", "livre"), ("ferme", "ferme fermer"),
     ("joues", "joue"), ("fait", "fait faire"), ("mort", "mort mourir"), ("est", "")],
)  # fmt: skip
def test_a_form_of_several_words_has_the_key_of_each_that_is_meant(keys, word, lemmas):
    assert keys(word) == set(lemmas.split())


@pytest.mark.parametrize(
    "word", ["crimee", "hostis", "palmyre", "paris", "hollande", "assad", "rennes", "poutine",
             "gaza", "daech", "kobane", "chalghoumi", "jura"],
)  # fmt: skip
def test_names_have_no_key_of_another_word(keys, word):
    assert keys(word) <= {word}


@pytest.mark.parametrize("word", ["le", "des", "2015", "20h30", "3,5", "a", "l", "", "Путин"])
def test_function_words_and_numbers_have_none(keys, word):
    assert keys(word) == frozenset()


def test_many_words_have_the_keys_that_they_have_alone(keys):
    words = ["antijihadistes", "arrivee", "crimee", "macronistes", "yeux", "zzz"]
    assert [set(of_word.split()) for of_word in lemma_keys_of(words, Lexicon())] == [
        keys(word) for word in words
    ]


@pytest.mark.skipif(not TREEBANK.exists(), reason="the treebank is not beside the project")
def test_forms_in_a_treebank_are_joined_as_its_lemmas_are(keys):
    """What was measured when they were pinned; raise them when it rises, never lower them."""
    found = joined(read(sorted(TREEBANK.glob("*.conllu"))), keys)
    assert found.recall > 0.942
    assert found.precision > 0.913
    assert len(found.names) <= 37
