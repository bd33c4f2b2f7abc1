"""From a tree to queries for an engine: what matches strictly, and what comes close."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from searchnews.query import syntax
from searchnews.query.budget.rows import RowBudget
from searchnews.query.budget.words import within_budget
from searchnews.query.clauses import (
    All,
    Any,
    Clause,
    Constant,
    Near,
    Nothing,
    Prefer,
    Words,
    any_of,
    days,
)
from searchnews.query.compile import Compiler
from searchnews.query.compiled import Compiled, QueryWord, ScorePart, all_compiled
from searchnews.query.forms import IndexWords
from searchnews.query.highlight_patterns import HighlightPattern
from searchnews.query.language import excerpt
from searchnews.query.neighbours import as_typed_bonus, neighbour_bonuses
from searchnews.query.relax import Operand, Relaxed, relaxed_of, words_wanted
from searchnews.query.render import render
from searchnews.query.spellings.apply import with_spellings
from searchnews.query.wanted_words import left_out_said, wanted_words

if TYPE_CHECKING:
    from searchnews.query.freshness import Freshness

# An article of now gains this part of the rarity of all words: it overtakes one that is better by a
# word in two, not one that is about something else. No judged queries decide it.
_FRESH: Final = 0.5

# Of a query of more words than this, articles with all of them and articles with some are ranked
# together: a headline half remembered has a wrong word more often than not.
_WORDS_ALL_FIRST: Final = 3
# The bonus for all words, as a part of the rarity of all: 0 and 0.2 lose up to 0.004 MRR@10 on one
# of six judged sets each.
_ALL_WORDS_BONUS: Final = 0.1


class EngineQuery(NamedTuple):
    """A query for an engine, and what is to be shown of its answer."""

    clause: Clause
    patterns: tuple[HighlightPattern, ...]
    parts: tuple[ScorePart, ...]
    """What scores, each under the word it stands for: the parts of a hit's score."""


class RelaxedQuery(NamedTuple):
    """What finds the articles that match some of the words of a query."""

    query: EngineQuery
    warnings: tuple[str, ...]
    """What is not required here and is required strictly, in words."""


class Plan(NamedTuple):
    """A query in the words of one index."""

    strict: EngineQuery
    """The articles that match; `total` counts them."""
    relaxed: Callable[[], RelaxedQuery | None]
    """Those that match some of the words; None where nothing may be relaxed."""
    ranks_all: bool
    """Whether the relaxed query ranks the articles that match strictly as well, all in one list;
    else they come first, and the others follow."""
    words: tuple[QueryWord, ...]
    warnings: tuple[str, ...]


class Filters(NamedTuple):
    """What narrows a search besides its query."""

    sources: tuple[str, ...] = ()
    """One of these has published or signed the article."""
    date_from: str | None = None
    date_to: str | None = None
    """Partial dates, both included."""


NO_FILTERS: Final = Filters()


def plan(
    tree: syntax.Node,
    words: IndexWords,
    filters: Filters = NO_FILTERS,
    fresh: Freshness | None = None,
) -> Plan:
    """Plan a query against an index with these words."""
    affordable = within_budget(with_spellings(tree, words.vocabulary), words.vocabulary)
    compiler = Compiler(words, RowBudget(words.rarity.articles), affordable.max_forms)
    nodes = affordable.tree.nodes if isinstance(affordable.tree, syntax.Bag) else (affordable.tree,)
    wanted, left_out = wanted_words(nodes)
    operands = [Operand(node, compiler.compile(node)) for node in wanted]
    in_a_row = as_typed_bonus(nodes, words)
    strict = all_compiled([operand.compiled for operand in operands])
    narrowing = _narrowing(filters, compiler)
    # With no words to rank by, as in date:2015, freshness alone ranks.
    bonuses = tuple(fresh.bonuses(_FRESH * strict.rarity or 1.0)) if fresh is not None else ()

    def query(compiled: Compiled) -> EngineQuery:
        """The query for the engine, among the articles that the filters leave."""
        clause = compiled.clause
        if narrowing:
            clause = All((clause, *(each.clause for each in narrowing)))
        if bonuses:
            clause = Prefer(clause, bonuses)
        fresh_parts = [ScorePart("fresh", bonus) for bonus in bonuses]
        return EngineQuery(clause, compiled.patterns, (*compiled.parts, *fresh_parts))

    ranks_all = words_wanted(operands) > _WORDS_ALL_FIRST

    @cache
    def relaxed() -> RelaxedQuery | None:
        close = relaxed_of(operands, compiler)
        if close is None:
            return None
        asked = _with_all_words(close, strict) if ranks_all else close.compiled
        asked = _preferring(asked, [*neighbour_bonuses(close.operands), *in_a_row])
        return RelaxedQuery(query(asked), tuple(map(_not_in_a_row, close.phrases)))

    warnings = [*affordable.warnings, *left_out_said(left_out), *strict.warnings]
    warnings += [warning for each in narrowing for warning in each.warnings]
    asked = _preferring(strict, [*neighbour_bonuses(operands), *in_a_row])
    return Plan(query(asked), relaxed, ranks_all, strict.words, tuple(warnings))


def _narrowing(filters: Filters, compiler: Compiler) -> list[Compiled]:
    narrowing: list[Compiled] = []
    if filters.sources:
        names = [syntax.Phrase((syntax.Word(name),), exact=True) for name in filters.sources]
        compiled = [compiler.compile(name, "source") for name in names]
        narrowing.append(Compiled(any_of([each.clause for each in compiled])).and_of(compiled))
    if filters.date_from or filters.date_to:
        narrowing.append(Compiled(days(filters.date_from, filters.date_to)))
    return narrowing


def _preferring(asked: Compiled, bonuses: Sequence[ScorePart]) -> Compiled:
    """The same articles, with bonuses."""
    if asked.clause == Nothing() or not bonuses:
        return asked
    clauses = [bonus.clause for bonus in bonuses]
    if isinstance(asked.clause, Any) and all(_is_within(each, asked.clause) for each in clauses):
        # One flat list again: an engine does it in five sixths of the time.
        clause = any_of([asked.clause, *clauses])
    else:
        clause = Prefer(asked.clause, tuple(clauses))
    return asked._replace(clause=clause, parts=(*asked.parts, *bonuses))


def _is_within(bonus: Clause, some: Any) -> bool:
    """Whether what a bonus matches has one of the words that are alternatives anyway."""
    if not isinstance(bonus, Near):
        return False
    of_field = [each for each in some.clauses if isinstance(each, Words)]
    found = {word for each in of_field if each.field == bonus.field for word, _ in each.members}
    return any(found.issuperset(slot) for slot in bonus.slots)


def _with_all_words(close: Relaxed, strict: Compiled) -> Compiled:
    """What comes close, and all that matches strictly, with a bonus."""
    asked = close.compiled
    if strict.clause == Nothing():
        return asked
    bonus = Constant(strict.clause, _ALL_WORDS_BONUS * strict.rarity)
    # Not only preferred: an article may match by other spellings alone.
    clause = any_of([asked.clause, bonus])
    return asked._replace(clause=clause, parts=(*asked.parts, ScorePart("all words", bonus)))


def _not_in_a_row(phrase: syntax.Phrase) -> str:
    return f"{excerpt(render(phrase))}: relaxed hits need not have these words in a row"
