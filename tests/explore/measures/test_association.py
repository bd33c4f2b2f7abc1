"""The other measures, against their formulas and figures computed by hand."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchnews.errors import InvalidArgumentError
from searchnews.explore.measures.association import (
    expected_count,
    g2,
    log_dice,
    log_ratio,
    npmi,
    pmi,
    t_score,
)


def g2_by_hand(f, frequency, part, corpus):
    cells = [
        (f, frequency * part / corpus),
        (frequency - f, frequency * (corpus - part) / corpus),
        (part - f, (corpus - frequency) * part / corpus),
        (corpus - frequency - part + f, (corpus - frequency) * (corpus - part) / corpus),
    ]
    total = 2 * sum(o * math.log(o / e) for o, e in cells if o)
    return total if f * corpus >= frequency * part else -total


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((53, 296, 7896, 61449), 6.1573),
        ((14, 296, 6903, 61449), -15.7202),
        ((10, 100, 1000, 10000), 0.0),
        ((0, 50, 1000, 10000), -10.5639),
        ((20, 20, 1000, 10000), 92.4661),
    ],
)
def test_g2_is_signed_by_whether_there_are_too_many(counts, expected):
    f, frequency, part, corpus = counts
    assert g2([f], [frequency], part, corpus)[0] == pytest.approx(expected, abs=5e-5)
    assert g2_by_hand(*counts) == pytest.approx(expected, abs=5e-5)


@given(
    st.integers(0, 50), st.integers(0, 10**6), st.integers(0, 10**6), st.integers(0, 10**8)
)  # fmt: skip
def test_g2_as_by_hand(both, only_word, only_part, neither):
    counts = (both, both + only_word, both + only_part, both + only_word + only_part + neither)
    if counts[3]:
        found = g2([counts[0]], [counts[1]], *counts[2:])[0]
        assert found == pytest.approx(g2_by_hand(*counts), rel=1e-6, abs=1e-5)


def test_g2_keeps_its_digits_in_a_corpus_of_a_billion_words():
    # The reference was computed with fifty decimal digits.
    (found,) = g2([10_100], [100_000], 100_000_000, 1_000_000_000)
    assert found == pytest.approx(1.107946642504, rel=1e-9)


def test_g2_refuses_impossible_counts():
    with pytest.raises(InvalidArgumentError):
        g2([5], [4], 10, 100)


def test_expected_counts():
    assert expected_count([296, 0], 6903, 61449).tolist() == pytest.approx([33.2517, 0], abs=1e-4)
    assert expected_count([0], 0, 0).tolist() == [0]


@pytest.mark.parametrize(
    ("f", "a", "b", "expected"),
    [(10, 10, 10, 14.0), (30, 40, 80, 13.0), (1, 1000, 1000, 4.0342), (0, 5, 5, -math.inf)],
)
def test_log_dice_does_not_depend_on_the_corpus(f, a, b, expected):
    assert log_dice([f], [a], [b])[0] == pytest.approx(expected, abs=5e-5)


def test_pmi_and_its_normalised_form():
    assert pmi([8, 1, 0], [16, 32, 4], [32, 32, 4], 1024).tolist() == [4.0, 0.0, -math.inf]
    assert npmi([8, 1, 0], [16, 32, 4], [32, 32, 4], 1024).tolist() == pytest.approx(
        [4 / 7, 0.0, -1.0]
    )
    # Two words that are only together, and the only word there is.
    assert npmi([8], [8], [8], 1024)[0] == 1
    assert npmi([10], [10], [10], 10)[0] == 1


def test_t_score():
    assert t_score([16, 4, 0], [4.0, 4.0, 1.0]).tolist() == [3.0, 0.0, -math.inf]


def test_log_ratio_counts_half_an_occurrence_where_there_is_none():
    assert log_ratio([40, 10, 5], [10, 40, 0], 1000, 1000).tolist() == pytest.approx(
        [2.0, -2.0, math.log2(10)]
    )
    assert log_ratio([10], [10], 1000, 4000)[0] == pytest.approx(2.0)


def test_a_vocabulary_at_once():
    counts, frequencies = np.arange(1, 1001), np.arange(1, 1001) * 10
    for values in (
        g2(counts, frequencies, 10_000, 10_000_000),
        log_dice(counts, frequencies, frequencies),
        npmi(counts, frequencies, frequencies, 10_000_000),
    ):
        assert values.shape == (1000,)
        assert np.isfinite(values).all()
