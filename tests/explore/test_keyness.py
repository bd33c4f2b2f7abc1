"""Keyness: which words are shown, in which order, with which measures."""

import pytest

from searchnews.errors import InvalidArgumentError
from searchnews.explore.keyness import Occurrences, keyness
from searchnews.explore.thresholds import Thresholds

# Of 7,896 words of a speech and the 53,553 of the others, as Lafon counts "peuple".
PEUPLE = Occurrences(53, 296 - 53, 4)
PART, REFERENCE = 7896, 61_449 - 7896


def shown(words, part=1000, reference=9000, **options):
    return [row.word for row in keyness(words, part, reference, **options)]


def test_the_measures_of_a_word():
    (row,) = keyness({"peuple": PEUPLE}, PART, REFERENCE)
    assert (row.word, row.count, row.reference_count, row.articles) == ("peuple", 53, 243, 4)
    assert row.specificity == pytest.approx(2.1122, abs=5e-5)
    assert pytest.approx(6.1573, abs=5e-5) == row.G2
    assert row.log_ratio == pytest.approx(0.5649, abs=5e-5)


def test_most_specific_first_most_avoided_last():
    words = {
        "rare": Occurrences(5, 900, 3), "but": Occurrences(60, 10, 9),
        "match": Occurrences(30, 9, 9),
    }  # fmt: skip
    assert shown(words) == ["but", "match", "rare"]


def test_banal_words_are_left_out():
    words = {"jour": Occurrences(10, 90, 9), "but": Occurrences(60, 10, 9)}
    assert shown(words) == ["but"]
    assert shown(words, thresholds=Thresholds(specificity=0)) == ["but", "jour"]


def test_rare_words_and_those_of_few_articles_are_left_out():
    words = {
        "but": Occurrences(6, 0, 3), "penalty": Occurrences(60, 0, 2),
        "libero": Occurrences(4, 0, 4),
    }  # fmt: skip
    assert shown(words) == ["but"]
    assert shown(words, thresholds=Thresholds(4, 1)) == ["penalty", "but", "libero"]


def test_avoided_words_must_be_frequent_elsewhere():
    words = {"ministre": Occurrences(0, 90, 0), "peu": Occurrences(0, 4, 0)}
    assert shown(words) == ["ministre"]
    assert shown(words, thresholds=Thresholds(1, 1, 0)) == ["peu", "ministre"]


def test_function_words_are_apart():
    words = {"nous": Occurrences(60, 10, 9), "but": Occurrences(50, 10, 9)}
    assert shown(words) == ["but"]
    assert shown(words, function_words=True) == ["nous", "but"]


def test_nothing():
    assert keyness({}, 0, 0) == ()


def test_impossible_counts_are_refused():
    with pytest.raises(InvalidArgumentError):
        keyness({"but": Occurrences(60, 10, 9)}, 50, 9000)
