"""Keyness: which words are shown, in which order, with which measures."""

import numpy as np
import pytest

from searchnews.errors import InvalidArgumentError
from searchnews.explore.words.keyness import Compared, keyness
from searchnews.explore.words.thresholds import Thresholds

# Of 7,896 words of a speech and the 53,553 of the others, as Lafon counts "peuple".
PEUPLE = (53, 296 - 53, 4)
PART, REFERENCE = 7896, 61_449 - 7896


def of_words(words, part=1000, reference=9000, **options):
    """The key words among words, each with its counts in the order of `Compared`."""
    columns = np.array([*words.values()], np.int64).reshape(-1, 3).T
    all_names = list(words)
    return keyness(
        Compared(*columns, columns[-1]),
        lambda places: [all_names[place] for place in places],
        part,
        reference,
        **options,
    )


def shown(words, **options):
    return [row.word for row in of_words(words, **options)]


def test_the_measures_of_a_word():
    (row,) = of_words({"peuple": PEUPLE}, PART, REFERENCE)
    assert (row.word, row.count, row.reference_count, row.articles) == ("peuple", 53, 243, 4)
    assert row.specificity == pytest.approx(2.1122, abs=5e-5)
    assert pytest.approx(6.1573, abs=5e-5) == row.G2
    assert row.log_ratio == pytest.approx(0.5649, abs=5e-5)


def test_most_specific_first_most_avoided_last():
    words = {
        "rare": (5, 900, 3), "but": (60, 10, 9),
        "match": (30, 9, 9),
    }  # fmt: skip
    assert shown(words) == ["but", "match", "rare"]


def test_banal_words_are_left_out():
    words = {"jour": (10, 90, 9), "but": (60, 10, 9)}
    assert shown(words) == ["but"]
    assert shown(words, thresholds=Thresholds(specificity=0)) == ["but", "jour"]


def test_rare_words_and_those_of_few_articles_are_left_out():
    words = {
        "but": (6, 0, 3), "penalty": (60, 0, 2),
        "libero": (4, 0, 4),
    }  # fmt: skip
    assert shown(words) == ["but"]
    assert shown(words, thresholds=Thresholds(4, 1)) == ["penalty", "but", "libero"]


def test_avoided_words_must_be_frequent_elsewhere():
    words = {"ministre": (0, 90, 0), "peu": (0, 4, 0)}
    assert shown(words) == ["ministre"]
    assert shown(words, thresholds=Thresholds(1, 1, 0)) == ["peu", "ministre"]


def test_nothing():
    assert of_words({}, 0, 0) == ()


def test_impossible_counts_are_refused():
    with pytest.raises(InvalidArgumentError):
        of_words({"but": (60, 10, 9)}, 50, 9000)


def test_copies_make_no_word_frequent():
    columns = np.array([(60, 10, 9, 9), (60, 10, 9, 2)], np.int64).T
    names = ["but", "penalty"]
    rows = keyness(Compared(*columns), lambda places: [names[p] for p in places], 1000, 9000)
    assert [row.word for row in rows] == ["but"]
