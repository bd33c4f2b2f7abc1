"""No row of words takes more look-ups and postings than one query may."""

from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchnews.query.bm25 import Rarity
from searchnews.query.budget.rows import (
    MAX_STATES,
    RowBudget,
    automata,
    is_too_long,
    ways,
)
from searchnews.query.compile_row import compile_near
from searchnews.query.forms import Form, forms_of

ARTICLES = 100_000


def forms(*counts, letters=5):
    """A slot of words that so many articles have each, commonest first."""
    words = [f"{n:0{letters}}" for n in range(len(counts))]
    members = [Form(word, 1.0, count) for word, count in zip(words, counts, strict=True)]
    return forms_of(members, Rarity(ARTICLES))


RARE, COMMON = forms(100), forms(50_000)
MANY = forms(*[1000] * 100)


@pytest.mark.parametrize(
    ("slots", "slop", "work"),
    [
        pytest.param([RARE, COMMON], 20, 1000, id="a-rare-word"),
        pytest.param([COMMON] * 2, 20, 200_000, id="two-words-within-many"),
        pytest.param([RARE] * 4, 8, 200_000, id="four-rare-words-within-many"),
        pytest.param([MANY, RARE], 1, 500_000, id="a-wildcard"),
        pytest.param([MANY] * 3, 0, 1_000_000, id="three-wildcards"),
    ],
)
def test_plausible_rows_are_looked_up_as_they_were_typed(slots, slop, work):
    assert RowBudget(ARTICLES, work).afford(slots, slop) == (tuple(slots), slop, True)


def test_common_words_stand_less_far_apart():
    row = RowBudget(ARTICLES, 1_000_000).afford([COMMON] * 3, 20)
    assert (row.slop, row.in_a_row) == (2, True)
    assert ways(3, row.slop) * 100_000 < 750_000 < ways(3, row.slop + 1) * 100_000


def test_words_in_one_place_take_a_look_up_for_each_width():
    budget = RowBudget(ARTICLES, 1_000_000)
    assert budget.affords_gaps([[RARE] * 4], 20)
    assert not budget.affords_gaps([[COMMON] * 3], 20)
    assert budget.affords_gaps([[COMMON] * 3], 5), "what was not looked up has cost nothing"


@pytest.mark.parametrize(
    ("work", "gap", "warnings"),
    [
        (1_000_000, 1, ()),
        (400_000, None, ("phrases near each other take too much work in one query; only their "
                           "words where they meet were searched near each other",)),
    ],
)  # fmt: skip
def test_phrases_near_each_other_that_are_too_much_are_looked_up_where_they_meet(
    work, gap, warnings
):
    pairs = [((COMMON,), (COMMON, COMMON))]
    compiled = compile_near(pairs, 5, "title", RowBudget(ARTICLES, work))
    assert compiled.clause.gap == gap
    assert compiled.warnings == warnings


def test_even_rare_words_can_stand_in_so_many_ways_only():
    row = RowBudget(ARTICLES).afford([forms(1)] * 6, 20)
    assert ways(6, row.slop) <= 500 < ways(6, row.slop + 1)


def test_wildcards_stand_for_fewer_words_the_commonest():
    row = RowBudget(ARTICLES, 100_000).afford([MANY, MANY, RARE], 2)
    assert [len(form.members) for form in row.forms] == [25, 25, 1]
    assert row.forms[0].members == MANY.members[:25]
    assert row.forms[0].cut
    assert (row.slop, row.in_a_row) == (0, True)


def test_what_is_still_too_much_is_not_looked_up_in_a_row():
    assert not RowBudget(ARTICLES, 1000).afford([MANY, MANY], 0).in_a_row
    assert not RowBudget(ARTICLES, 1000).afford([COMMON, COMMON], 0).in_a_row


def test_a_plain_phrase_is_always_looked_up_however_large_the_index():
    for articles in (10, ARTICLES, 10**9):
        every = forms_of([Form("le", 1.0, articles)], Rarity(articles))
        assert RowBudget(articles).afford([every, every], 0).in_a_row


def test_what_heavy_rows_take_leaves_something_for_the_others():
    budget = RowBudget(ARTICLES, 1_000_000)
    taken = [budget.afford([COMMON] * 3, 20) for _ in range(5)]
    assert [row.in_a_row for row in taken] == [True, True, True, True, False]
    assert budget.afford([RARE, RARE, RARE], 3) == ((RARE, RARE, RARE), 3, True)


def test_rows_of_one_query_take_no_more_than_it_may():
    budget = RowBudget(ARTICLES, 10_000_000)
    rows = [budget.afford([MANY] * 50, 20) for _ in range(100)]
    postings = [sum(form.articles for form in row.forms) for row in rows if row.in_a_row]
    assert 5_000_000 <= sum(postings) < 10_000_000


WORDS = st.lists(st.text("abc", min_size=1, max_size=12), unique=True, min_size=1, max_size=200)


@given(WORDS, st.lists(st.sampled_from(["a" * 900, "ab" * 500, "ꭰ" * 300]), unique=True))
def test_every_word_is_in_one_automaton_that_can_hold_it(words, long_words):
    groups = automata([*words, *long_words])
    assert sorted(word for group in groups for word in group) == sorted([*words, *long_words])
    for group in groups:
        if is_too_long(group[0]):
            assert len(group) == 1
        else:
            beginnings = {w.encode()[:end] for w in group for end in range(1, len(w.encode()) + 1)}
            assert len(beginnings) <= MAX_STATES


def test_long_words_are_paid_for_each_with_every_other():
    long = forms_of([Form("ab" * 450 + str(n), 1.0, 1) for n in range(100)], Rarity(ARTICLES))
    assert RowBudget(ARTICLES).afford([long, RARE], 0).forms == (long, RARE)
    row = RowBudget(ARTICLES).afford([long] * 3, 0)
    assert prod(len(form.members) for form in row.forms) * 300 < 10_000_000
