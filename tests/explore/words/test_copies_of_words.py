"""Words and copies: a dispatch that many papers print makes no word frequent."""

from collections import Counter

import numpy as np
import pytest
from explore.words.brute_force import words_in
from hypothesis import given
from hypothesis import strategies as st

from searchnews.analysis.fold import fold
from searchnews.article import Article
from searchnews.explore.words.articles import one_of_each

DISPATCH = (
    "Le viaduc de la Combe a été fermé mardi soir après la découverte de fissures dans deux de ses "
    "piles, a annoncé la préfecture. Les douze câbles seront remplacés avant l'hiver et les trains "
    "seront détournés par la vallée pendant neuf semaines, selon la compagnie régionale."
)
PRINTED = [
    Article(id=f"copy{n}", title="Viaduc", body=DISPATCH, date=f"2018-09-1{n}", source=f"Paper {n}")
    for n in range(1, 7)
]
OTHERS = [
    Article(id="rouvert", body="Le viaduc est rouvert, et le câble remplacé.", source="Paper 1"),
    Article(id="loup", body="Un loup a été vu dans la vallée par un berger.", source="Paper 2"),
    Article(id="chorale", body="La chorale chante mardi soir.", source="Paper 3"),
]
ALL = {"function_words": True, "min_count": 1, "min_articles": 1, "min_specificity": 0}


@pytest.fixture
def index(new_index):
    new_index.add([*PRINTED, *OTHERS])
    return new_index


def counts(rows):
    return {fold(row.word): row.count for row in rows}


def test_a_word_of_copies_alone_is_not_shown(index):
    usual = {"min_specificity": 0, "min_count": 2}
    assert index.keyness("viaduc", min_articles=2, **usual).rows[0].word == "viaduc"
    assert "fissures" not in counts(index.keyness("viaduc", min_articles=2, **usual))
    assert counts(index.keyness("viaduc", min_articles=1, **usual))["fissures"] == 6
    assert "combe" not in counts(index.collocates("viaduc", min_articles=2, **usual))
    assert counts(index.collocates("viaduc", min_articles=1, **usual))["combe"] == 6


def test_keyness_counts_one_of_all_copies(index):
    rows = index.keyness("viaduc", count="copies", **ALL)
    one_of_them = words_in([PRINTED[0], OTHERS[0]])
    assert {word: n for word, n in counts(rows).items() if n} == one_of_them
    assert rows.sums()["articles"] == 2
    assert rows.sums()["reference_articles"] == 2
    assert rows.sums()["reference_words"] == words_in(OTHERS[1:]).total()
    assert rows.about.unit == "copies"
    assert rows.about.queries[0].matches == 2


def test_a_group_is_on_one_side_alone(index):
    """Copies that do not match are none of the articles they are compared with."""
    rows = index.keyness('source:"Paper 3"', count="copies", **ALL)
    assert rows.sums()["words"] == words_in([PRINTED[2], OTHERS[2]]).total()
    assert rows.sums()["reference_words"] == words_in(OTHERS[:2]).total()


def test_collocates_count_one_of_all_copies(index):
    rows = index.collocates("viaduc", count="copies", **ALL)
    assert rows.sums()["occurrences"] == 3
    assert rows.sums()["words"] == words_in([PRINTED[0], *OTHERS]).total()
    assert counts(rows)["combe"] == 1
    every = index.collocates("viaduc", **ALL)
    assert every.sums()["words"] == words_in([*PRINTED, *OTHERS]).total()
    assert counts(every)["combe"] == 6


def test_within_filters(index):
    rows = index.collocates("viaduc", count="copies", sources=["Paper 2", "Paper 4"], **ALL)
    assert rows.sums()["words"] == words_in([PRINTED[1], OTHERS[1]]).total()


GROUPS = st.dictionaries(st.integers(1, 30), st.integers(1, 30), max_size=12)


@given(GROUPS, st.sets(st.integers(1, 30)))
def test_one_of_each_group(groups, preferred):
    numbers = np.array(sorted(groups), np.int64)
    leaders = np.array([groups[number] for number in sorted(groups)], np.int64)
    chosen = one_of_each(numbers, leaders, np.array(sorted(preferred), np.int64)).tolist()
    assert chosen == sorted(chosen)
    assert Counter(groups[number] for number in chosen) == Counter(set(groups.values()))
    for number in chosen:
        of_group = {other for other in groups if groups[other] == groups[number]}
        assert number in preferred or not of_group & preferred
        best = of_group & preferred or of_group
        assert number == (groups[number] if groups[number] in best else min(best))
