"""The key words of the articles that match a query, compared with others."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np

from searchnews.errors import InvalidArgumentError
from searchnews.explore.subject import Subject
from searchnews.explore.tables.columns import columns_of
from searchnews.explore.tables.rows import KeynessRow
from searchnews.explore.words.articles import Part, form_counts, part_of
from searchnews.explore.words.count import PartCounts, part_counts
from searchnews.explore.words.keyness import Compared, keyness
from searchnews.explore.words.settings import WordSettings
from searchnews.explore.words.source import StoredTexts
from searchnews.explore.words.units import CountedWords, Counts
from searchnews.explore.words.word_table import (
    WordTable,
    answered,
    counted_said,
    rows_said,
)
from searchnews.sequences.corpus import Corpus, of_corpus
from searchnews.sequences.update import Progress

SORTS: Final = tuple(column.name for column in columns_of(KeynessRow) if column.type is not str)


def query_keyness(
    subject: Subject,
    sequences: Path,
    settings: WordSettings,
    progress: Progress | None = None,
) -> WordTable[KeynessRow]:
    """The words that are more, or less, frequent in the articles that match the first query.

    They are compared with those that match the second one and not the first, or, without one, with
    all others within the filters. `sequences` is the file of the index's sequences.

    Raises:
        InvalidArgumentError: a setting makes no sense, or there is nothing to compare with.
    """
    settings.sorted((), SORTS)
    others = subject.clauses[1] if len(subject.queries) > 1 else subject.every
    compared = part_of(subject, subject.clauses[0], others)
    if len(compared.counted) and not len(compared.others):
        raise InvalidArgumentError(_no_reference(subject))

    def answer(corpus: Corpus) -> WordTable[KeynessRow]:
        return _counted(corpus, subject, compared, settings)

    return of_corpus(sequences, StoredTexts(subject.snapshot), answer, progress)


def _no_reference(subject: Subject) -> str:
    (query, *against), matches = subject.queries, subject.about.queries
    if not against:
        return f"every article matches {query.text!r}: there are none to compare with"
    if not matches[1].matches:
        return f"no article matches {against[0].text!r}: there are none to compare with"
    return (
        f"every article that matches {against[0].text!r} matches {query.text!r} as well: there are "
        "none to compare with"
    )


def _counted(
    corpus: Corpus, subject: Subject, compared: Part, settings: WordSettings
) -> WordTable[KeynessRow]:
    words = CountedWords(corpus, settings.by)
    part = part_counts(corpus, words, compared.counted, compared.one_of_each)
    articles, others = len(compared.counted), len(compared.others)
    if articles + others == subject.snapshot.reader.articles:
        reference = corpus.frequencies - part.forms
    else:
        reference = form_counts(corpus, compared.others)
    rows = _rows(words, part, reference, settings)
    shown = settings.sorted(rows, SORTS)
    size, reference_size = int(part.forms.sum()), int(reference.sum())
    return WordTable(
        KeynessRow,
        shown,
        answered(subject, corpus, settings),
        {
            "by": settings.by,
            "articles": articles,
            "words": size,
            "reference_articles": others,
            "reference_words": reference_size,
        },
        (
            *rows_said(len(shown), len(rows), subject.about, settings.thresholds),
            f"{counted_said(size, 'word')} of {counted_said(articles, 'article')}, "
            f"compared with {reference_size:,} of {others:,}",
            *_in_both_said(subject, others),
        ),
    )


def _in_both_said(subject: Subject, others: int) -> tuple[str, ...]:
    """What is said of articles that match both queries."""
    in_both = subject.about.queries[1].matches - others if len(subject.queries) > 1 else 0
    if not in_both:
        return ()
    articles = counted_said(in_both, "article")
    return (f"{articles} of the reference matched the first query as well, and counted for it",)


def _rows(
    words: CountedWords, part: PartCounts, reference: Counts, settings: WordSettings
) -> tuple[KeynessRow, ...]:
    counts, references = words.counted(part.forms), words.counted(reference)
    kept = words.shown(counts + references, function_words=settings.function_words)
    return keyness(
        Compared(counts[kept], references[kept], part.articles[kept], part.dispatches[kept]),
        lambda places: words.names(np.take(kept, places), part.forms),
        int(part.forms.sum()),
        int(reference.sum()),
        thresholds=settings.thresholds,
    )
