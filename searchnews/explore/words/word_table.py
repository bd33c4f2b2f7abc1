"""A table of words, and how many words were looked at to make it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

from searchnews.explore.about import About
from searchnews.explore.subject import Subject
from searchnews.explore.tables.answer import Row
from searchnews.explore.tables.table import Table
from searchnews.explore.words.settings import WordSettings
from searchnews.explore.words.thresholds import Thresholds
from searchnews.sequences.corpus import Corpus


@dataclass(frozen=True, slots=True)
class WordTable(Table[Row]):
    """Words with their counts and measures."""

    counted: dict[str, Any]
    """The totals that the measures rest on, and how words were counted."""
    said: tuple[str, ...]
    """The same for people, a line each."""

    def sums(self) -> dict[str, Any]:
        """The totals that the measures rest on."""
        return self.counted

    def notes(self) -> tuple[str, ...]:
        """What people must know beside the rows."""
        return self.said


_NOT_KEPT: Final = (
    "the words of all articles were counted for this answer alone, as they cannot be kept in the "
    "directory of the index"
)


def answered(subject: Subject, corpus: Corpus, settings: WordSettings) -> About:
    """What an answer is about, with its own order, and a warning where each one takes long."""
    about = subject.with_sort(settings.sort).about
    return about if corpus.is_kept else replace(about, warnings=(*about.warnings, _NOT_KEPT))


def rows_said(shown: int, found: int, about: About, least: Thresholds) -> tuple[str, ...]:
    """That there are more rows, where there are; why matches have none, where they have none."""
    if not found and not about.queries[0].matches:
        return ()
    if not found:
        return (
            f"no word reaches what is shown: {least.occurrences:,} occurrences in "
            f"{least.articles:,} articles, and a specificity of {least.specificity:g}",
        )
    return (f"the first {shown:,} of {found:,} words",) if shown < found else ()


def counted_said(count: int, noun: str) -> str:
    """A number of things: 1 word, 2,000 words."""
    return f"{count:,} {noun}{'s' * (count != 1)}"
