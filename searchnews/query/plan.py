"""From a query to what is asked of an engine: what matches strictly, and what comes close."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from searchnews.analysis.function_words import FUNCTION_WORDS
from searchnews.query import syntax
from searchnews.query.clauses import All, Clause, Constant, Near, Nothing, Prefer
from searchnews.query.combine import all_of, any_of, days
from searchnews.query.compile import Compiler, Reading, without_function_words
from searchnews.query.fields import words_in
from searchnews.query.freshness import Freshness
from searchnews.query.marks import Mark
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


@dataclass(frozen=True, slots=True)
class Asked:
    """What an engine is asked for, and what is to be shown of its answer."""

    clause: Clause
    marks: tuple[Mark, ...]
    parts: tuple[tuple[str, Clause], ...]
    """What scores, each under the word it stands for: the parts of a hit's score."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be asked of an engine."""

    strict: Asked
    """The articles that match; `total` counts them."""
    relaxed: Asked | None
    """Those that match some of the words; None where nothing may be relaxed."""
    readings: tuple[Reading, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows a search beside its query."""

    sources: tuple[str, ...] = ()
    """One of these has published or signed the article."""
    date_from: str | None = None
    date_to: str | None = None
    """Partial dates, both included."""


def plan(
    tree: syntax.Node,
    vocabulary: Vocabulary,
    articles: int,
    filters: Filters = Filters(),
    fresh: Freshness | None = None,
) -> Plan:
    """Plan a query against an index of so many articles."""
    return _Planner(vocabulary, articles).plan(tree, filters, fresh)


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
        strict, relaxed = self._bag(without_function_words(nodes))
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

        return Plan(
            asked(strict, [], self._strict_parts),
            None if relaxed is None else asked(relaxed, self._relaxed_marks, self._relaxed_parts),
            tuple(compiler.readings),
            tuple(compiler.warnings),
        )

    def _bag(self, nodes: list[syntax.Node]) -> tuple[Clause, Clause | None]:
        """What matches all nodes, and what matches some of the words among them.

        Only words without signs are relaxed; phrases, fields, dates and negations always hold.
        """
        wanted: list[Clause] = []
        required: list[Clause] = []
        optional: list[Clause] = []
        present: list[Clause] = []
        neighbours: list[Reading | None] = []
        for node in nodes:
            first = len(self._compiler.readings)
            clause = self._compiler.clause(node)
            wanted.append(clause)
            new = self._compiler.readings[first:]
            plain = None
            if isinstance(node, (syntax.Wildcard, syntax.Alternatives)):
                optional.append(clause)
                present += self._present(new)
            elif isinstance(node, syntax.Word) and not node.exact:
                optional += self._relaxed(clause, new)
                present += self._present(new)
                plain = new[0] if len(new) == 1 and new[0].plain else None
            else:
                required.append(clause)
            neighbours.append(plain)
        strict = all_of(wanted)
        if strict != Nothing() and (bonuses := self._bonuses(neighbours)):
            strict = Prefer(strict, bonuses)
        some = [clause for clause in optional if clause != Nothing()]
        if not some or len(optional) == 1 or Nothing() in required:
            return strict, None
        return strict, all_of([*required, any_of([*some, *present])])

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

    def _bonuses(self, readings: list[Reading | None]) -> tuple[Clause, ...]:
        """What words add that stand together as they were typed."""
        if len(readings) > _NEIGHBOUR_WORDS:
            return ()
        bonuses: list[Clause] = []
        for first, second in pairwise(readings):
            if first is None or second is None:
                continue
            rarity = first.forms.rarity(self._articles) + second.forms.rarity(self._articles)
            slots = tuple(
                tuple(form.word for form in reading.forms.members if form.weight == 1.0)
                for reading in (first, second)
            )
            rarer = min(
                sum(form.articles for form in reading.forms.members) for reading in (first, second)
            )
            if all(slots) and rarer <= _NEIGHBOUR_ARTICLES:
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
