"""Collocates: which words are shown, in which order, with which measures."""

import pytest

from searchnews.explore.collocates import Nearby, collocates
from searchnews.explore.thresholds import Thresholds

WORDS = {
    "rechauffement": Nearby(30, 60, 33, 20),
    "conference": Nearby(20, 400, 70, 15),
    "ministre": Nearby(6, 4000, 20, 6),
    "rare": Nearby(4, 5, 4, 4),
    "dispatch": Nearby(60, 70, 60, 2),
    "le": Nearby(90, 40_000, 90, 60),
}


def shown(**options):
    rows = collocates(WORDS, positions=1000, node_frequency=100, corpus=1_000_000, **options)
    return [row.word for row in rows]


def test_most_specific_first():
    assert shown() == ["rechauffement", "conference"]


def test_thresholds_and_function_words():
    assert shown(thresholds=Thresholds(4, 2)) == [
        "dispatch", "rechauffement", "conference", "rare"
    ]  # fmt: skip
    assert shown(function_words=True) == ["rechauffement", "conference", "le"]
    assert shown(thresholds=Thresholds(specificity=0)) == [
        "rechauffement",
        "conference",
        "ministre",
    ]


def test_the_measures_of_a_word():
    row, *_ = collocates(WORDS, positions=1000, node_frequency=100, corpus=1_000_000)
    assert (row.word, row.count, row.frequency) == ("rechauffement", 30, 60)
    assert row.expected_count == pytest.approx(0.06)
    assert row.distance == pytest.approx(1.1)
    assert row.specificity == pytest.approx(73.13, abs=5e-6)
    assert row.logdice == pytest.approx(14 + -1.4150, abs=1e-4)
    assert row.t == pytest.approx((30 - 0.06) / 30**0.5)
    assert row.npmi == pytest.approx(12.2877 / 15.0247, abs=1e-4)
    assert pytest.approx(332.2541, abs=5e-5) == row.G2


def test_no_words():
    assert collocates({}, 0, 0, 0) == ()
