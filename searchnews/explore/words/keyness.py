"""Keyness: the words that are more frequent in some articles than in others, and less frequent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from searchnews.explore.measures.association import g2, log_ratio
from searchnews.explore.measures.specificity import specificity
from searchnews.explore.tables.rows import KeynessRow
from searchnews.explore.words.thresholds import USUAL, Thresholds

_Counts: TypeAlias = npt.NDArray[np.int64]


class Compared(NamedTuple):
    """How often words are in the articles of interest, and in others; a value a word."""

    part_counts: _Counts
    reference_counts: _Counts
    articles: _Counts
    """How many of the articles of interest have the word."""
    dispatches: _Counts
    """The same, where copies of a dispatch are one."""


def keyness(
    words: Compared,
    names: Callable[[Sequence[int]], Sequence[str]],
    part: int,
    reference: int,
    *,
    thresholds: Thresholds = USUAL,
) -> tuple[KeynessRow, ...]:
    """The words that are specific of some articles, most specific first, most avoided last.

    `names` gives the words at some places of the arrays. `part` and `reference` are the words of
    all kinds in the articles of interest and in those they are compared with, which are no part
    of them. A word that is more frequent must reach the thresholds in the articles of interest;
    one that is avoided, that of occurrences in the others, in however many articles.

    >>> words = Compared(*np.array([(60, 10, 20, 20), (2, 90, 2, 2), (50, 50, 9, 9)]).T)
    >>> def names(places): return [("but", "ministre", "match")[place] for place in places]
    >>> [(row.word, round(row.specificity, 1)) for row in keyness(words, names, 1000, 1000)]
    [('but', 9.7), ('ministre', -24.9)]

    Raises:
        InvalidArgumentError: the counts are impossible.
    """
    there = np.flatnonzero(
        np.maximum(words.part_counts, words.reference_counts) >= thresholds.occurrences
    )
    counts, references, articles, dispatches = np.array(words, np.int64)[:, there]
    measured = specificity(counts, counts + references, part, part + reference)
    enough = np.where(
        measured >= 0,
        (counts >= thresholds.occurrences) & (dispatches >= thresholds.articles),
        references >= thresholds.occurrences,
    )
    is_shown = enough & (np.abs(measured) >= thresholds.specificity)
    counts, references, articles = (each[is_shown] for each in (counts, references, articles))
    columns = (
        counts,
        references,
        measured[is_shown],
        g2(counts, counts + references, part, part + reference),
        log_ratio(counts, references, part, reference),
        articles,
    )
    cells = zip(
        names(there[is_shown].tolist()), *(column.tolist() for column in columns), strict=True
    )
    rows = [KeynessRow(*each) for each in cells]
    return tuple(sorted(rows, key=lambda row: (-row.specificity, -row.count, row.word)))
