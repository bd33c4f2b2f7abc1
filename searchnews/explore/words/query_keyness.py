"""The key words of the articles that match a query, compared with others."""

from __future__ import annotations

from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

from searchnews.errors import InvalidArgumentError
from searchnews.explore.subject import Subject
from searchnews.explore.tables.columns import columns_of
from searchnews.explore.tables.rows import KeynessRow
from searchnews.explore.words.count import PartCounts, form_counts, part_counts
from searchnews.explore.words.keyness import Compared, keyness
from searchnews.explore.words.settings import WordSettings
from searchnews.explore.words.source import StoredTexts
from searchnews.explore.words.units import CountedWords, Counts
from searchnews.explore.words.word_table import (
    WordTable,
    answered,
    counted_said,
    first_rows_said,
)
from searchnews.sequences.chunks import are_in
from searchnews.sequences.corpus import Corpus, of_corpus
from searchnews.sequences.source import Numbers
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
    compared = _articles(subject)
    if len(compared.part) and not len(compared.reference):
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


class _Articles(NamedTuple):
    """The numbers of the articles that are compared."""

    part: Numbers
    reference: Numbers
    in_both: int
    """How many articles of the reference are in the part, and are counted there alone."""


def _articles(subject: Subject) -> _Articles:
    numbers = subject.snapshot.reader.numbers
    part = numbers(subject.clauses[0]).numbers
    is_against = len(subject.queries) > 1
    others = numbers(subject.clauses[1] if is_against else subject.every).numbers
    in_both = are_in(others, part)
    return _Articles(part, others[~in_both], int(in_both.sum()) if is_against else 0)


def _counted(
    corpus: Corpus, subject: Subject, compared: _Articles, settings: WordSettings
) -> WordTable[KeynessRow]:
    words = CountedWords(corpus, settings.by)
    part = part_counts(corpus, words, compared.part)
    if len(compared.part) + len(compared.reference) == subject.snapshot.reader.articles:
        reference = corpus.frequencies - part.forms
    else:
        reference = form_counts(corpus, compared.reference)
    rows = _rows(words, part, reference, settings)
    shown = settings.sorted(rows, SORTS)
    size, reference_size = int(part.forms.sum()), int(reference.sum())
    return WordTable(
        KeynessRow,
        shown,
        answered(subject, corpus, settings),
        {
            "by": settings.by,
            "articles": len(compared.part),
            "words": size,
            "reference_articles": len(compared.reference),
            "reference_words": reference_size,
        },
        (
            *first_rows_said(len(shown), len(rows)),
            f"{counted_said(size, 'word')} of {counted_said(len(compared.part), 'article')}, "
            f"compared with {reference_size:,} of {len(compared.reference):,}",
            *_in_both_said(compared.in_both),
        ),
    )


def _in_both_said(articles: int) -> tuple[str, ...]:
    if not articles:
        return ()
    verb = "match" if articles > 1 else "matches"
    return (f"{counted_said(articles, 'article')} of the reference {verb} as well, and counted "
            "for the first query alone",)  # fmt: skip


def _rows(
    words: CountedWords, part: PartCounts, reference: Counts, settings: WordSettings
) -> tuple[KeynessRow, ...]:
    counts, references = words.counted(part.forms), words.counted(reference)
    kept = words.shown(counts + references, function_words=settings.function_words)
    return keyness(
        Compared(counts[kept], references[kept], part.articles[kept]),
        lambda places: words.names(np.take(kept, places), part.forms),
        int(part.forms.sum()),
        int(reference.sum()),
        thresholds=settings.thresholds,
    )
