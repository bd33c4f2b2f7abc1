"""What an engine must look up for a query, or a part of one, and what is to be shown of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from searchnews.query.clauses import Clause, all_of
from searchnews.query.forms import Forms
from searchnews.query.highlight_patterns import HighlightPattern


class QueryWord(NamedTuple):
    """A word of a query and the words of the index that stand for it."""

    typed: str
    word: str
    """What was typed, folded."""
    span: tuple[int, int]
    """Where it stands in the query, in characters, half-open."""
    forms: Forms
    nearest: Forms
    """Neighbours of a word that the index does not know, searched for the relaxed hits."""
    plain: bool = False
    """Whether it was typed without quotes or signs, so that another spelling may be suggested."""


class ScorePart(NamedTuple):
    """A clause that adds to scores, under the word it stands for."""

    label: str
    clause: Clause


class Compiled(NamedTuple):
    """A clause, and what else was found while it was made; parts of a query make a whole."""

    clause: Clause
    patterns: tuple[HighlightPattern, ...] = ()
    words: tuple[QueryWord, ...] = ()
    parts: tuple[ScorePart, ...] = ()
    warnings: tuple[str, ...] = ()
    rarity: float = 0.0
    """Of all words that score, added up: the scale of the scores."""

    def of_words(self, words: Iterable[QueryWord]) -> Compiled:
        """The same, made of these words of the query."""
        clause, patterns, _, parts, warnings, rarity = self
        return Compiled(clause, patterns, tuple(words), parts, warnings, rarity)

    def and_of(self, others: Iterable[Compiled]) -> Compiled:
        """The same clause, with what was found for others as well."""
        patterns, words, parts, warnings = (
            list(self.patterns), list(self.words), list(self.parts), list(self.warnings)
        )  # fmt: skip
        rarity = self.rarity
        for other in others:
            patterns += other.patterns
            words += other.words
            parts += other.parts
            warnings += other.warnings
            rarity += other.rarity
        return Compiled(
            self.clause, tuple(patterns), tuple(words), tuple(parts), tuple(warnings), rarity
        )


def all_compiled(several: Sequence[Compiled]) -> Compiled:
    """What must all hold, as one."""
    if len(several) == 1:
        return several[0]
    return Compiled(all_of([each.clause for each in several])).and_of(several)
