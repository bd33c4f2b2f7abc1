"""The collocates of what a query finds."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np

from searchnews.errors import InvalidArgumentError
from searchnews.explore.subject import Subject
from searchnews.explore.tables.columns import columns_of
from searchnews.explore.tables.rows import CollocateRow
from searchnews.explore.words.articles import form_counts, part_of
from searchnews.explore.words.collocates import Nearby, collocates
from searchnews.explore.words.count import NearbyCounts, nearby_counts
from searchnews.explore.words.nodes import NodeFinder
from searchnews.explore.words.settings import WordSettings
from searchnews.explore.words.source import StoredTexts
from searchnews.explore.words.units import CountedWords, Counts
from searchnews.explore.words.windows import MOST_WORDS
from searchnews.explore.words.word_table import (
    WordTable,
    answered,
    counted_said,
    rows_said,
)
from searchnews.sequences.corpus import Corpus, of_corpus
from searchnews.sequences.update import Progress

SORTS: Final = tuple(column.name for column in columns_of(CollocateRow) if column.type is not str)


def query_collocates(
    subject: Subject,
    sequences: Path,
    window: int,
    settings: WordSettings,
    progress: Progress | None = None,
) -> WordTable[CollocateRow]:
    """The words that stand near what a query finds, in the articles that match.

    `sequences` is the file of the index's sequences, and `window` the words at each side.

    Raises:
        InvalidArgumentError: a setting makes no sense, or the query has no words to stand near.
    """
    if not isinstance(window, int) or not 1 <= window <= MOST_WORDS:
        raise InvalidArgumentError(
            f"a window has 1 to {MOST_WORDS} words at each side, not {window!r}"
        )
    settings.sorted((), SORTS)
    if subject.about.queries[0].matches and not subject.patterns:
        raise InvalidArgumentError(
            f"{subject.queries[0].text!r} has no words that are looked for in titles and texts, so "
            "nothing stands near them; searchnews keyness says what its articles have in common"
        )
    source = StoredTexts(subject.snapshot)

    def answer(corpus: Corpus) -> WordTable[CollocateRow]:
        return _counted(corpus, subject, window, settings)

    return of_corpus(sequences, source, answer, progress)


def _counted(
    corpus: Corpus, subject: Subject, window: int, settings: WordSettings
) -> WordTable[CollocateRow]:
    words = CountedWords(corpus, settings.by)
    part = part_of(subject, subject.clauses[0], subject.every)
    finder = NodeFinder(corpus, subject.patterns)
    nearby = nearby_counts(corpus, words, part.counted, part.one_of_each, finder, window)
    every = corpus.frequencies  # counted before, if it is of all articles
    if len(part.counted) + len(part.others) < subject.snapshot.reader.articles:
        every = form_counts(corpus, np.union1d(part.counted, part.others))
    rows = _rows(words, nearby, every, settings)
    shown = settings.sorted(rows, SORTS)
    size, near = int(every.sum()), int(nearby.forms.sum())
    return WordTable(
        CollocateRow,
        shown,
        answered(subject, corpus, settings),
        {
            "by": settings.by,
            "window": window,
            "occurrences": nearby.nodes,
            "window_words": near,
            "words": size,
        },
        (
            *rows_said(len(shown), len(rows), subject.about, settings.thresholds),
            f"{counted_said(nearby.nodes, 'occurrence')}, with {counted_said(near, 'word')} of "
            f"{size:,} within {window} of them",
        ),
    )


def _rows(
    words: CountedWords, nearby: NearbyCounts, every: Counts, settings: WordSettings
) -> tuple[CollocateRow, ...]:
    counts, frequencies, distances = map(words.counted, (nearby.forms, every, nearby.distances))
    kept = words.shown(counts, function_words=settings.function_words)
    return collocates(
        Nearby(counts[kept], frequencies[kept], distances[kept], nearby.dispatches[kept]),
        lambda places: words.names(np.take(kept, places), nearby.forms),
        int(nearby.forms.sum()),
        nearby.nodes,
        int(every.sum()),
        thresholds=settings.thresholds,
    )
