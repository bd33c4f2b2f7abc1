"""Collocates: which words are shown, in which order, with which measures."""

import numpy as np
import pytest

from searchnews.explore.words.collocates import Nearby, collocates
from searchnews.explore.words.thresholds import Thresholds

WORDS = {
    "rechauffement": (30, 60, 33, 20),
    "conference": (20, 400, 70, 15),
    "ministre": (6, 4000, 20, 6),
    "rare": (4, 5, 4, 4),
    "dispatch": (60, 70, 60, 2),
}


def of_words(words=WORDS, positions=1000, node_frequency=100, corpus=1_000_000, **options):
    """The collocates among words, each with its counts in the order of `Nearby`."""
    columns = np.array([*words.values()], np.int64).reshape(-1, 4).T
    all_names = list(words)
    return collocates(
        Nearby(*columns),
        lambda places: [all_names[place] for place in places],
        positions,
        node_frequency,
        corpus,
        **options,
    )


def shown(**options):
    return [row.word for row in of_words(**options)]


def test_most_specific_first():
    assert shown() == ["rechauffement", "conference"]


def test_thresholds():
    assert shown(thresholds=Thresholds(4, 2)) == [
        "dispatch", "rechauffement", "conference", "rare"
    ]  # fmt: skip
    assert shown(thresholds=Thresholds(specificity=0)) == [
        "rechauffement",
        "conference",
        "ministre",
    ]


def test_the_measures_of_a_word():
    row, *_ = of_words()
    assert (row.word, row.count, row.frequency) == ("rechauffement", 30, 60)
    assert row.expected_count == pytest.approx(0.06)
    assert row.distance == pytest.approx(1.1)
    assert row.specificity == pytest.approx(73.13, abs=5e-6)
    assert row.logdice == pytest.approx(14 + -1.4150, abs=1e-4)
    assert row.t == pytest.approx((30 - 0.06) / 30**0.5)
    assert row.npmi == pytest.approx(12.2877 / 15.0247, abs=1e-4)
    assert pytest.approx(332.2541, abs=5e-5) == row.G2


def test_no_words():
    assert of_words({}, 0, 0, 0) == ()
