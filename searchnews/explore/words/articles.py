"""Which articles are counted: all of them, or, of the copies of a dispatch, one."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from searchnews.errors import IndexDamagedError
from searchnews.explore.subject import Subject
from searchnews.query.clauses import Clause
from searchnews.sequences.chunks import are_in
from searchnews.sequences.corpus import Corpus
from searchnews.sequences.source import Numbers


class Part(NamedTuple):
    """The articles of interest, by their numbers, which rise."""

    counted: Numbers
    """Those whose words are counted."""
    one_of_each: Numbers
    """One of each group of copies: in these a word must be to be shown."""
    others: Numbers
    """The articles that they are compared with, none of them among those of interest; nor, where
    copies are one, a copy of these."""


def part_of(subject: Subject, clause: Clause, among: Clause) -> Part:
    """The articles that match a clause, and others; counted in the unit of the answer."""
    numbers = subject.snapshot.reader.numbers
    matches, others = numbers(clause).numbers, numbers(among).numbers
    ones = one_of_each(matches, _leaders_of(subject, matches))
    others = others[~are_in(others, matches)]
    if subject.about.unit == "articles":
        return Part(matches, ones, others)
    every = np.union1d(matches, others)
    chosen = one_of_each(every, _leaders_of(subject, every), matches)
    return Part(ones, ones, chosen[~are_in(chosen, ones)])


def one_of_each(
    numbers: Numbers, leaders: npt.NDArray[np.integer], preferred: Numbers | None = None
) -> Numbers:
    """One of the articles of each group, by their numbers, which rise.

    `leaders` are those of the numbers. It is one of the preferred articles where there are such;
    among these the leader, or else the first that was indexed.

    >>> one_of_each(np.array([1, 2, 3, 5]), np.array([1, 1, 1, 5])).tolist()
    [1, 5]
    >>> one_of_each(np.array([1, 2, 3, 5]), np.array([1, 1, 1, 5]), np.array([2, 3])).tolist()
    [2, 5]
    """
    is_preferred = np.ones(len(numbers), np.bool_)
    if preferred is not None:
        is_preferred = are_in(numbers, preferred)
    order = np.lexsort((numbers, numbers != leaders, ~is_preferred, leaders))
    of_groups = leaders[order]
    is_first = np.ones(len(order), np.bool_)
    is_first[1:] = of_groups[1:] != of_groups[:-1]
    return np.sort(numbers[order[is_first]])


def form_counts(corpus: Corpus, numbers: Numbers) -> npt.NDArray[np.int64]:
    """How often each form, by its number, is in the articles with some numbers, which rise."""
    counts = np.zeros(len(corpus.words), np.int64)
    for chunk in corpus.chunks(numbers):
        of_chunk = chunk.counts()
        counts[: len(of_chunk)] += of_chunk
    return counts


def _leaders_of(subject: Subject, numbers: Numbers) -> npt.NDArray[np.integer]:
    """The leader of each article's group: of its story where these are counted, else its copies."""
    if subject.about.unit == "stories":
        return subject.snapshot.stories.leaders_of(numbers)
    try:
        return subject.snapshot.groups.leaders_of(numbers)
    except IndexDamagedError:
        if subject.about.unit == "articles":
            return (
                numbers  # a word may then be shown that is in copies alone, until they are mended
            )
        raise
