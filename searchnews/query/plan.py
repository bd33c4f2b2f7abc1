"""From a query to what is asked of an engine: what matches strictly, and what comes close."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from searchnews.analysis.function_words import FUNCTION_WORDS
from searchnews.query import syntax
from searchnews.query.clauses import All, Clause, Constant, Near, Nothing, Prefer
from searchnews.query.combine import all_of, any_of, days
from searchnews.query.compile import Compiler, Reading, without_function_words
from searchnews.query.fields import words_in
from searchnews.query.freshness import Freshness
from searchnews.query.highlight_patterns import Mark
from searchnews.vocabulary import Vocabulary

# The bonus for neighbouring words, as a part of what both would score: 0.1 to 0.2 gains up to
# 0.006 MRR@10, 0.4 and more harms headlines. A pasted sentence has dozens of pairs, which cost
# more than they bring.
_NEIGHBOUR_BONUS: Final = 0.15
_NEIGHBOUR_SLOP: Final = 2
_NEIGHBOUR_WORDS: Final = 6
# Nor where both words are in more articles than this: looking at their places in all of these took
# 25 of the 29 ms of a search among 300,000.
_NEIGHBOUR_ARTICLES: Final = 20_000

# Among articles with some of the words, having a word counts this part of its rarity beside how
# often: as BM25 with a smaller k1, which is better where many words may be missing. +0.002 MRR@10
# on titles, +0.004 on standfirsts, +0.006 on questions, +0.005 on the FAQ; 0.8 and 1.0 bring less.
_PRESENCE: Final = 0.5


# An article of now gains this part of the rarity of all words: it overtakes one that is better by a
# word in two, not one that is about something else. No judged queries tell more.
_FRESH: Final = 0.5


class Asked(NamedTuple):
    """What an engine is asked for, and what is to be shown of its answer."""

    clause: Clause
    marks: tuple[Mark, ...]
    parts: tuple[tuple[str, Clause], ...]
    """What scores, each under the word it stands for: the parts of a hit's score."""


class Plan(NamedTuple):
    """What is to be asked of an engine."""

    strict: Asked
    """The articles that match; `total` counts them."""
    relaxed: Callable[[], Asked | None]
    """Those that match some of the words; None where nothing may be relaxed. Few searches ask."""
    readings: tuple[Reading, ...]
    warnings: tuple[str, ...]


class Filters(NamedTuple):
    """What narrows a search beside its query."""

    sources: tuple[str, ...] = ()
    """One of these has published or signed the article."""
    date_from: str | None = None
    date_to: str | None = None
    """Partial dates, both included."""


NO_FILTERS: Final = Filters()


def plan(
    tree: syntax.Node,
    vocabulary: Vocabulary,
    articles: int,
    filters: Filters = NO_FILTERS,
    fresh: Freshness | None = None,
) -> Plan:
    """Plan a query against an index of so many articles."""
    return _Planner(vocabulary, articles).plan(tree, filters, fresh)


class _Compiled(NamedTuple):
    """A node of the query, what it asks of an engine, and how its words were read."""

    node: syntax.Node
    clause: Clause
    readings: list[Reading]

    @property
    def plain(self) -> Reading | None:
        """The reading of a word that was typed alone and without signs; else None."""
        if not isinstance(self.node, syntax.Word) or self.node.exact or len(self.readings) != 1:
            return None
        return self.readings[0] if self.readings[0].plain else None


class _Planner:
    """Plans one query."""

    def __init__(self, vocabulary: Vocabulary, articles: int) -> None:
        self._compiler = Compiler(vocabulary, articles)
        self._articles = articles
        self._strict_parts: list[tuple[str, Clause]] = []
        self._relaxed_parts: list[tuple[str, Clause]] = []
        self._relaxed_marks: list[Mark] = []

    def plan(self, tree: syntax.Node, filters: Filters, fresh: Freshness | None) -> Plan:
        nodes = tree.nodes if isinstance(tree, syntax.Bag) else (tree,)
        compiled = [self._compiled(node) for node in without_function_words(nodes)]
        strict = self._strict(compiled)
        compiler = self._compiler
        parts, marks = tuple(compiler.parts), tuple(compiler.marks)
        narrow = self._narrowing(filters)
        bonuses = self._fresh(fresh) if fresh is not None else ()
        fresh_parts = tuple(("fresh", bonus) for bonus in bonuses)

        def asked(clause: Clause, more_marks: list[Mark], more: list[tuple[str, Clause]]) -> Asked:
            narrowed = All((clause, *narrow)) if narrow else clause
            return Asked(
                Prefer(narrowed, bonuses) if bonuses else narrowed,
                (*marks, *more_marks),
                (*parts, *more, *fresh_parts),
            )

        def relaxed() -> Asked | None:
            self._relaxed_parts, self._relaxed_marks = [], []
            clause = self._some_of(compiled)
            if clause is None:
                return None
            return asked(clause, self._relaxed_marks, self._relaxed_parts)

        return Plan(
            asked(strict, [], self._strict_parts),
            relaxed,
            tuple(compiler.readings),
            tuple(compiler.warnings),
        )

    def _compiled(self, node: syntax.Node) -> _Compiled:
        first = len(self._compiler.readings)
        clause = self._compiler.clause(node)
        return _Compiled(node, clause, self._compiler.readings[first:])

    def _strict(self, compiled: list[_Compiled]) -> Clause:
        """What matches all nodes."""
        strict = all_of([clause for _, clause, _ in compiled])
        if len(compiled) > 1 and strict != Nothing() and (bonuses := self._bonuses(compiled)):
            return Prefer(strict, bonuses)
        return strict

    def _some_of(self, compiled: list[_Compiled]) -> Clause | None:
        """What matches some of the words; None where nothing may be relaxed.

        Only words without signs are relaxed; phrases, fields, dates and negations always hold.
        """
        required: list[Clause] = []
        optional: list[Clause] = []
        present: list[Clause] = []
        for node, clause, readings in compiled:
            if isinstance(node, (syntax.Wildcard, syntax.Alternatives)):
                optional.append(clause)
                present += self._present(readings)
            elif isinstance(node, syntax.Word) and not node.exact:
                optional += self._relaxed(clause, readings)
                present += self._present(readings)
            else:
                required.append(clause)
        some = [clause for clause in optional if clause != Nothing()]
        if not some or len(optional) == 1 or Nothing() in required:
            return None
        return all_of([*required, any_of([*some, *present])])

    def _relaxed(self, clause: Clause, readings: list[Reading]) -> list[Clause]:
        """What comes close to a word.

        For one that no article has its nearest spellings; of a row such as Haute-Corse each word.
        """
        is_row = len(readings) > 1
        close = [] if is_row else [clause]
        for reading in readings:
            forms = reading.forms if is_row and reading.forms.members else reading.nearest
            if forms.members and not FUNCTION_WORDS.issuperset(forms.words):
                close.append(words_in(None, forms, self._articles))
                self._relaxed_marks.append(Mark((frozenset(forms.words),)))
                if forms is reading.nearest:
                    self._relaxed_parts.append((reading.typed, close[-1]))
        return close

    def _present(self, readings: list[Reading]) -> Iterator[Clause]:
        """What having a word is worth, however often, in articles that match some of the words."""
        for reading in readings:
            forms = reading.forms if reading.forms.members else reading.nearest
            if forms.members and not FUNCTION_WORDS.issuperset(forms.words):
                score = _PRESENCE * forms.rarity(self._articles)
                present = Constant(words_in(None, forms, self._articles), score)
                self._relaxed_parts.append((reading.word, present))
                yield present

    def _bonuses(self, compiled: list[_Compiled]) -> tuple[Clause, ...]:
        """What words add that stand together as they were typed."""
        if len(compiled) > _NEIGHBOUR_WORDS:
            return ()
        bonuses: list[Clause] = []
        for first, second in pairwise([each.plain for each in compiled]):
            if first is None or second is None:
                continue
            slots = tuple(
                tuple(form.word for form in reading.forms.members if form.weight == 1.0)
                for reading in (first, second)
            )
            rarer = min(
                sum(form.articles for form in reading.forms.members) for reading in (first, second)
            )
            if all(slots) and rarer <= _NEIGHBOUR_ARTICLES:
                rarity = first.forms.rarity(self._articles) + second.forms.rarity(self._articles)
                bonuses.append(Near("words", slots, _NEIGHBOUR_SLOP, _NEIGHBOUR_BONUS * rarity))
                self._strict_parts.append((f"{first.typed} near {second.typed}", bonuses[-1]))
        return tuple(bonuses)

    def _fresh(self, fresh: Freshness) -> tuple[Clause, ...]:
        # With no words to rank by, as in date:2015, freshness alone ranks.
        return tuple(fresh.bonuses(_FRESH * self._compiler.rarity or 1.0))

    def _narrowing(self, filters: Filters) -> list[Clause]:
        clauses: list[Clause] = []
        if filters.sources:
            names = [syntax.Phrase((syntax.Word(name),)) for name in filters.sources]
            clauses.append(
                any_of([self._compiler.clause(syntax.InField("source", name)) for name in names])
            )
        if filters.date_from or filters.date_to:
            clauses.append(days(filters.date_from, filters.date_to))
        return clauses
