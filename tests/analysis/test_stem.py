"""Which words are forms of one another."""

import pytest
from analysis.stem_pairs import APART, JOIN, pairs

from searchnews.analysis.stem import Stemmer


@pytest.fixture(scope="module")
def keys():
    return Stemmer().keys


def test_forms_of_a_word_share_a_key(keys):
    assert [pair for pair in pairs(JOIN) if not keys(pair[0]) & keys(pair[1])] == []


def test_different_words_share_none(keys):
    assert [pair for pair in pairs(APART) if keys(pair[0]) & keys(pair[1])] == []


def test_three_hundred_pairs_are_held_to_it():
    assert len(pairs(JOIN)) > 200
    assert len(pairs(APART)) > 100


@pytest.mark.parametrize("word", ["le", "des", "2015", "20h30", "3,5", "a", "l"])
def test_function_words_and_numbers_have_none(keys, word):
    assert keys(word) == frozenset()
