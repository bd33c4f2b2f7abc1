"""Which articles are compared: those that share fingerprints that say something."""

import numpy as np
import pytest

from searchnews.copies.candidates import candidates
from searchnews.copies.segments import Articles, Segment, write_segment


class Segments:
    """Segments of articles that are given by their fingerprints, numbered from 1 on."""

    def __init__(self, folder):
        self.folder = folder
        self.all = []
        self.last = 0
        self.gone = set()

    def add(self, contents, *, sources=None, comparable=1):
        """A new segment; each article has a source of its own if nothing else is said."""
        count = len(contents)
        numbers = np.arange(self.last + 1, self.last + 1 + count, dtype=np.uint32)
        self.last += count
        articles = Articles(
            numbers,
            numbers if sources is None else np.array(sources, np.uint32),
            np.full(count, comparable, np.uint16),
        )
        keys = [value << 32 | place for place, values in enumerate(contents) for value in values]
        path = self.folder / str(len(self.all))
        write_segment(path, articles, [np.sort(np.array(keys, np.uint64))])
        self.all.append(Segment(path))
        return self

    def candidates(self):
        """Of the newest segment."""
        *older, new = self.all
        return candidates(new, older, lambda numbers: ~np.isin(numbers, list(self.gone)))

    def pairs(self):
        found = self.candidates()
        return set(zip(found.later.tolist(), found.earlier.tolist(), strict=True))


@pytest.fixture
def segments(tmp_path):
    return Segments(tmp_path)


def test_pairs_share_two_fingerprints(segments):
    segments.add([{1, 2, 3}, {1, 9}, {2, 3, 4}])
    assert segments.pairs() == {(3, 1)}


def test_new_articles_are_compared_with_all_and_older_ones_not_again(segments):
    segments.add([{1, 2}, {1, 2}]).add([{1, 2, 3}])
    assert segments.pairs() == {(3, 1), (3, 2)}
    segments.add([{3, 4}, {1, 2}])
    assert segments.pairs() == {(5, 1), (5, 2), (5, 3)}


def test_articles_that_are_gone_are_left_out(segments):
    segments.add([{1, 2}, {1, 2}]).add([{1, 2}, {1, 2}])
    segments.gone = {1, 3}
    assert segments.pairs() == {(4, 2)}


@pytest.mark.parametrize(
    ("shared", "comparable", "is_compared"),
    [(2, 16, True), (3, 24, False), (5, 24, True), (34, 100, False), (35, 100, True)],
)
def test_pairs_share_as_many_as_half_of_the_shorter_text_has(
    segments, shared, comparable, is_compared
):
    segments.add([set(range(shared)), set(range(shared))], comparable=comparable)
    assert segments.pairs() == ({(2, 1)} if is_compared else set())


def test_what_a_source_has_in_more_than_eight_articles_says_nothing(segments):
    template, own = {1, 2}, {3, 4}
    segments.add([template] * 8, sources=[7] * 8)
    assert len(segments.pairs()) == 28
    segments.add([template | own, template, own], sources=[7, 8, 8])
    found = segments.candidates()
    assert segments.pairs() == {(11, 9)}
    assert found.doubtful.tolist() == list(range(1, 9))


def test_what_many_sources_have_says_something_up_to_a_thousand_articles(segments):
    segments.add([{1, 2}] * 1000)
    assert segments.pairs()
    segments.add([{1, 2}])
    assert segments.pairs() == set()
    assert segments.candidates().doubtful.tolist() == list(range(1, 1001))
    segments.add([{1, 2}])
    assert segments.pairs() == set()
    assert segments.candidates().doubtful.tolist() == []


def test_of_many_each_is_compared_with_those_just_before_it_and_with_the_first(segments):
    segments.add([{1, 2}] * 100)
    earlier_of = {number: set() for number in range(1, 101)}
    for later, earlier in segments.pairs():
        earlier_of[later].add(earlier)
    assert earlier_of[60] == set(range(1, 60))
    assert earlier_of[100] == {1, *range(36, 100)}


def test_no_article_is_no_candidate(segments):
    segments.add([])
    assert segments.pairs() == set()
    segments.add([{1, 2}]).add([])
    assert segments.pairs() == set()
