"""Collocates: the words that stand near a word more often than chance would have it.

As TXM counts them: the part of the corpus is all positions inside the windows round the node, each
once, also where windows overlap.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from searchnews.explore.measures.association import (
    expected_count,
    g2,
    log_dice,
    npmi,
    t_score,
)
from searchnews.explore.measures.specificity import specificity
from searchnews.explore.tables.rows import CollocateRow
from searchnews.explore.words.thresholds import USUAL, Thresholds

_Counts: TypeAlias = npt.NDArray[np.int64]


class Nearby(NamedTuple):
    """How often words stand in the windows round the node; a value a word in each array."""

    cofrequencies: _Counts
    """Positions in the windows, each once."""
    frequencies: _Counts
    """In the whole corpus."""
    distances: _Counts
    """The sum over the positions of the words to the nearest node; 1 is next to it."""
    dispatches: _Counts
    """In how many articles the word stands near the node; copies of a dispatch are one."""


def collocates(
    words: Nearby,
    names: Callable[[Sequence[int]], Sequence[str]],
    positions: int,
    node_frequency: int,
    corpus: int,
    *,
    thresholds: Thresholds = USUAL,
) -> tuple[CollocateRow, ...]:
    """The words that are specific of the windows round a node, most specific first.

    `names` gives the words at some places of the arrays. `positions` are all those inside the
    windows, `node_frequency` is how often the node occurs, and `corpus` how many words there are.

    >>> words = Nearby(*np.array([(30, 60, 33, 20), (6, 4000, 20, 6)]).T)
    >>> def names(places): return [("réchauffement", "ministre")[place] for place in places]
    >>> for row in collocates(words, names, 1000, node_frequency=100, corpus=1_000_000):
    ...     print(row.word, row.count, round(row.specificity, 1), round(row.logdice, 1))
    réchauffement 30 73.1 12.6

    Raises:
        InvalidArgumentError: the counts are impossible.
    """
    table = np.array(words, np.int64)
    enough = np.flatnonzero(
        (table[0] >= thresholds.occurrences) & (words.dispatches >= thresholds.articles)
    )
    specific = specificity(table[0][enough], table[1][enough], positions, corpus)
    is_shown = specific >= thresholds.specificity
    shown = enough[is_shown]
    counts, frequencies, distances, _ = table[:, shown]
    node = np.full(shown.size, node_frequency)
    expected = expected_count(frequencies, positions, corpus)
    columns = (
        counts,
        frequencies,
        expected,
        distances / np.maximum(counts, 1),
        specific[is_shown],
        log_dice(counts, node, frequencies),
        g2(counts, frequencies, positions, corpus),
        npmi(counts, node, frequencies, corpus),
        t_score(counts, expected),
    )
    cells = zip(names(shown.tolist()), *(column.tolist() for column in columns), strict=True)
    rows = [CollocateRow(*each) for each in cells]
    return tuple(sorted(rows, key=lambda row: (-row.specificity, -row.count, row.word)))
