"""Counts of words, over the sequences of as many articles as there are, some at a time."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from searchnews.explore.words.nodes import NodeFinder, Segments
from searchnews.explore.words.units import CountedWords, Counts
from searchnews.explore.words.windows import windows
from searchnews.sequences.chunks import BORDER, Chunk, Forms, are_in
from searchnews.sequences.corpus import Corpus
from searchnews.sequences.source import Numbers

# Counted together: some megabytes.
_TOGETHER: Final = 1 << 20


class PartCounts(NamedTuple):
    """How often each word is in some articles."""

    forms: Counts
    """How often each form is there, by its number."""
    articles: Counts
    """In how many of the articles each word is, by its number."""
    dispatches: Counts
    """The same, where of copies of a dispatch one alone is looked at."""


class NearbyCounts(NamedTuple):
    """How often each word is in the windows round nodes."""

    forms: Counts
    """How often each form is there, by its number."""
    dispatches: Counts
    """In how many articles each word is in a window, by its number; of copies one is looked at."""
    distances: Counts
    """The sum of the words to the nearest node, by the number of each form."""
    nodes: int
    """How many nodes there are."""


def part_counts(
    corpus: Corpus, words: CountedWords, numbers: Numbers, one_of_each: Numbers
) -> PartCounts:
    """Count the words of the articles with some numbers, which rise.

    `one_of_each` are those of one article of each group of copies, which rise, too.
    """
    sums = _Sums(words)
    for chunk in corpus.chunks(numbers):
        places = np.flatnonzero(chunk.forms != BORDER)
        stand_for_all = are_in(chunk.numbers, one_of_each)
        sums.add(chunk.forms[places], _articles_at(chunk, places), stand_for_all)
    forms, articles, dispatches, _ = sums.ended()
    return PartCounts(forms, articles, dispatches)


def nearby_counts(
    corpus: Corpus,
    words: CountedWords,
    numbers: Numbers,
    one_of_each: Numbers,
    finder: NodeFinder,
    window: int,
) -> NearbyCounts:
    """Count the words in the windows round all nodes of the articles with some numbers.

    For the numbers see `part_counts`.
    """
    sums = _Sums(words)
    nodes = 0
    for chunk in corpus.chunks(numbers):
        segments = Segments.of(chunk)
        found = finder.find(chunk, segments)
        if not len(found.first):
            continue
        nodes += len(found.first)
        places, distances = windows(chunk, segments, found, window)
        stand_for_all = are_in(chunk.numbers, one_of_each)
        sums.add(chunk.forms[places], _articles_at(chunk, places), stand_for_all, distances)
    forms, _, dispatches, distances = sums.ended()
    return NearbyCounts(forms, dispatches, distances, nodes)


class _Sums:
    """Sums of what is collected place by place."""

    def __init__(self, words: CountedWords) -> None:
        self._words = words
        self._counts, self._distances = np.zeros((2, len(words.of_forms)), np.int64)
        self._articles, self._dispatches = np.zeros((2, words.size), np.int64)
        self._forms: list[Forms] = []
        self._far: list[Counts] = []
        self._of_articles: list[Counts] = []
        self._of_dispatches: list[Counts] = []
        self._waiting = 0

    def add(
        self,
        forms: Forms,
        articles: Counts,
        stand_for_all: npt.NDArray[np.bool_],
        distances: Counts | None = None,
    ) -> None:
        """Add places of a chunk: the form of each, its article in the chunk, and how far it is.

        `stand_for_all` says which articles of the chunk stand for all copies of a dispatch.
        """
        words, of_articles = _once_an_article(self._words.of_forms[forms], articles)
        self._forms.append(forms)
        self._of_articles.append(words)
        self._of_dispatches.append(words[stand_for_all[of_articles]])
        if distances is not None:
            self._far.append(distances)
        self._waiting += len(forms)
        if self._waiting >= _TOGETHER:
            self._add_waiting()

    def ended(self) -> tuple[Counts, Counts, Counts, Counts]:
        """The counts of forms, the articles and the dispatches of words, the sums of distances."""
        self._add_waiting()
        return self._counts, self._articles, self._dispatches, self._distances

    def _add_waiting(self) -> None:
        if not self._forms:
            return
        forms = np.concatenate(self._forms)
        self._counts += np.bincount(forms, minlength=len(self._counts))
        for sums, words in (
            (self._articles, self._of_articles),
            (self._dispatches, self._of_dispatches),
        ):
            sums += np.bincount(np.concatenate(words), minlength=len(sums))
        if self._far:
            far = np.bincount(forms, np.concatenate(self._far), minlength=len(self._counts))
            self._distances += far.astype(np.int64)
        self._forms, self._far, self._of_articles, self._of_dispatches = [], [], [], []
        self._waiting = 0


_WORD_BITS: Final = np.uint64(32)
_WORD_MASK: Final = np.uint64((1 << 32) - 1)


def _once_an_article(words: Counts, articles: Counts) -> tuple[Counts, Counts]:
    """The words of some places, each once for every article that it is in, and these articles."""
    pairs = articles.astype(np.uint64) << _WORD_BITS | words.astype(np.uint64)
    pairs.sort()
    is_first = np.ones(len(pairs), np.bool_)
    np.not_equal(pairs[1:], pairs[:-1], out=is_first[1:])
    once = pairs[is_first]
    return (once & _WORD_MASK).astype(np.int64), (once >> _WORD_BITS).astype(np.int64)


def _articles_at(chunk: Chunk, places: npt.NDArray[np.int64]) -> Counts:
    """Which articles of a chunk some places are in, counted from 0."""
    return np.searchsorted(np.cumsum(chunk.lengths), places, "right")
