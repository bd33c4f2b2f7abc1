"""Misspellings within one or two edits."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchnews.analysis.edits import (
    closer_than,
    distance,
    is_one_edit_away,
    kept_by_two_edits,
    one_edit_away,
)

WORDS = st.text(alphabet="abc", max_size=6)


@pytest.mark.parametrize(
    ("one", "other", "edits"),
    [
        pytest.param("palmyre", "palmire", 1, id="replaced"),
        pytest.param("raqa", "raqqa", 1, id="inserted"),
        pytest.param("raqqa", "raqa", 1, id="dropped"),
        pytest.param("choigou", "chiogou", 1, id="swapped"),
        pytest.param("kadhafi", "gadafi", 2, id="two-edits"),
        pytest.param("syrie", "irak", 4, id="far-apart"),
    ],
)
def test_counts_edits(one, other, edits):
    assert distance(one, other, 5) == edits


@given(WORDS, WORDS)
def test_variants_are_the_words_at_distance_one(one, other):
    assert (other in set(one_edit_away(one, "abc"))) == (distance(one, other, 1) == 1)
    assert is_one_edit_away(one, other) == (distance(one, other, 1) == 1)


@given(WORDS, st.integers(0, 6))
def test_variants_that_differ_early_and_late_are_all(word, start):
    start = min(start, len(word))
    every = set(one_edit_away(word, "abc"))
    early = set(one_edit_away(word, "abc", before=start))
    assert early <= every
    assert {other for other in every if not other.startswith(word[:start])} <= early


@given(WORDS, WORDS, st.integers(1, 2))
def test_near_words_are_found_by_their_letters_too(one, other, edits):
    assert closer_than(one, edits)(other) == (distance(one, other, edits) <= edits)


@given(st.text(alphabet="abcdef", max_size=9), st.data())
def test_two_edits_leave_one_of_the_parts(word, data):
    other = word
    for _ in range(2):
        other = data.draw(st.sampled_from(sorted({other, *one_edit_away(other, "abcdef")})))
    if distance(word, other, 2) <= 2:
        assert any(part in other for part in kept_by_two_edits(word))


@given(WORDS, WORDS)
def test_distance_is_symmetric(one, other):
    assert distance(one, other, 6) == distance(other, one, 6)


def test_variants_of_a_word_are_few_enough_to_look_up():
    assert len(list(one_edit_away("syrie", string.ascii_lowercase))) < 400
