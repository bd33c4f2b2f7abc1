"""Lafon's specificity: his own figures, exact arithmetic, and sizes where others give infinity."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchnews.errors import InvalidArgumentError
from searchnews.explore.measures.specificity import specificity

ROBESPIERRE = 61_449  # words of the ten speeches that Lafon counts
PEUPLE = 296
# "peuple" in each of them: how often, in how many words, and its specificity by textometry.
SPEECHES = [
    (45, 8395, 0.6161),
    (18, 2558, 1.1466),
    (15, 3920, -0.6709),
    (14, 6903, -4.1743),
    (53, 7896, 2.1122),
    (30, 4555, 1.2906),
    (42, 10142, -0.7980),
    (16, 2063, 1.3632),
    (4, 1084, -0.3977),
    (59, 13933, -0.8410),
]


def test_the_speeches_are_the_whole_corpus():
    counts, parts, _ = zip(*SPEECHES, strict=True)
    assert (sum(counts), sum(parts)) == (PEUPLE, ROBESPIERRE)


@pytest.mark.parametrize(("count", "part", "expected"), SPEECHES)
def test_peuple_in_the_speeches_of_robespierre(count, part, expected):
    assert specificity([count], [PEUPLE], part, ROBESPIERRE).round(4).tolist() == [expected]


def test_the_probability_that_lafon_prints():
    (found,) = specificity([14], [PEUPLE], 6903, ROBESPIERRE)
    assert 10**found == pytest.approx(6.69371e-05, rel=1e-5)


def test_nothing_is_infinite_where_probabilities_underflow():
    assert specificity([5000], [6000], 100_000, 12_000_000).round(1).tolist() == [9281.9]
    (never,) = specificity([0], [300_000], 100_000_000, 1_000_000_000)
    # None of them in the part: one after the other falls outside.
    outside = math.fsum(math.log10((9 * 10**8 - i) / (10**9 - i)) for i in range(300_000))
    assert never == pytest.approx(outside, rel=1e-12)


def exact(count, frequency, part, corpus):
    """The same by whole numbers alone."""
    ways = [
        math.comb(frequency, k) * math.comb(corpus - frequency, part - k)
        for k in range(min(frequency, part) + 1)
    ]
    if count * corpus >= frequency * part:
        return math.log10(sum(ways)) - math.log10(sum(ways[count:]))
    return math.log10(sum(ways[: count + 1])) - math.log10(sum(ways))


@st.composite
def counts_of_a_corpus(draw):
    corpus = draw(st.integers(1, 300))
    frequency, part = draw(st.integers(0, corpus)), draw(st.integers(0, corpus))
    least = max(0, frequency + part - corpus)
    return draw(st.integers(least, min(frequency, part))), frequency, part, corpus


@given(counts_of_a_corpus())
def test_the_same_as_exact_arithmetic(counts):
    count, frequency, part, corpus = counts
    (found,) = specificity([count], [frequency], part, corpus)
    assert found == pytest.approx(exact(*counts), rel=1e-9, abs=1e-9)


def test_large_numbers_as_exact_arithmetic():
    counts = (95, 400, 3_000, 20_000)
    assert specificity(*([n] for n in counts[:2]), *counts[2:])[0] == pytest.approx(
        exact(*counts), rel=1e-11
    )


def test_a_part_that_has_its_share_is_not_specific():
    # 10 of 100 in a tenth of the corpus: the most probable count of all.
    assert abs(specificity([10], [100], 1000, 10_000)[0]) < 0.5
    assert specificity([7, 0], [7, 0], 50, 50).tolist() == [0.0, 0.0]


def test_a_whole_vocabulary_at_once():
    found = specificity([53, 14, 0], [296, 296, 0], 7000, ROBESPIERRE)
    one_by_one = [
        specificity([f], [n], 7000, ROBESPIERRE)[0] for f, n in ((53, 296), (14, 296), (0, 0))
    ]
    assert found.tolist() == pytest.approx(one_by_one)
    assert specificity(np.array([], int), np.array([], int), 10, 100).tolist() == []


@pytest.mark.parametrize(
    ("count", "frequency", "part", "corpus"),
    [(5, 4, 10, 100), (-1, 4, 10, 100), (11, 20, 10, 100), (1, 95, 10, 100), (0, 0, 101, 100)],
    ids=["above-frequency", "negative", "above-part", "too-many-outside", "part-above-corpus"],
)
def test_impossible_counts_are_refused(count, frequency, part, corpus):
    with pytest.raises(InvalidArgumentError, match="no corpus"):
        specificity([count], [frequency], part, corpus)
