"""Collocates: the words that stand near a word more often than chance would have it.

As TXM counts them: the part of the corpus is all positions inside the windows round the node, each
once, also where windows overlap.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from searchnews.analysis.function_words import FUNCTION_WORDS
from searchnews.explore.measures.association import (
    expected_count,
    g2,
    log_dice,
    npmi,
    t_score,
)
from searchnews.explore.measures.specificity import specificity
from searchnews.explore.tables.rows import CollocateRow
from searchnews.explore.thresholds import USUAL, Thresholds


class Nearby(NamedTuple):
    """How often a word stands in the windows round the node."""

    cofrequency: int
    """Positions in the windows, each once."""
    frequency: int
    """In the whole corpus."""
    distances: int
    """The sum over its positions of the words to the nearest node; 1 is next to it."""
    articles: int
    """In how many articles, or stories, it stands near the node."""


def collocates(
    words: Mapping[str, Nearby],
    positions: int,
    node_frequency: int,
    corpus: int,
    *,
    thresholds: Thresholds = USUAL,
    function_words: bool = False,
) -> tuple[CollocateRow, ...]:
    """The words that are specific of the windows round a node, most specific first.

    `positions` are all those inside the windows, `node_frequency` is how often the node occurs,
    and `corpus` how many words there are. Function words, folded as in the index, are left out
    by default.

    >>> words = {"réchauffement": Nearby(30, 60, 33, 20), "ministre": Nearby(6, 4000, 20, 6)}
    >>> for row in collocates(words, positions=1000, node_frequency=100, corpus=1_000_000):
    ...     print(row.word, row.count, round(row.specificity, 1), round(row.logdice, 1))
    réchauffement 30 73.1 12.6

    Raises:
        InvalidArgumentError: the counts are impossible.
    """
    kept = [
        word
        for word, nearby in words.items()
        if nearby.cofrequency >= thresholds.occurrences
        and nearby.articles >= thresholds.articles
        and (function_words or word not in FUNCTION_WORDS)
    ]
    table = np.array([words[word] for word in kept], np.int64).reshape(-1, 4)
    specific = specificity(table[:, 0], table[:, 1], positions, corpus)
    shown = np.flatnonzero(specific >= thresholds.specificity)
    counts, frequencies, distances, _ = table[shown].T
    node = np.full(shown.size, node_frequency)
    expected = expected_count(frequencies, positions, corpus)
    columns = (
        counts,
        frequencies,
        expected,
        distances / np.maximum(counts, 1),
        specific[shown],
        log_dice(counts, node, frequencies),
        g2(counts, frequencies, positions, corpus),
        npmi(counts, node, frequencies, corpus),
        t_score(counts, expected),
    )
    cells = zip(shown, *(column.tolist() for column in columns), strict=True)
    rows = [CollocateRow(kept[i], *measures) for i, *measures in cells]
    return tuple(sorted(rows, key=lambda row: (-row.specificity, -row.count, row.word)))
