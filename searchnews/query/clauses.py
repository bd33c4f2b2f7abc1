"""Clauses: what every engine can look up, in words of the index.

A clause knows nothing of French, of what the user typed or of any engine. Words are already
cut and folded as they stand in the index; a clause that names a word the index does not hold
matches nothing there. Scores are those of `query.bm25`, so that engines agree on order too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeAlias

from searchnews.dates import day_ranges
from searchnews.value import Value, replaced

MAX_SLOP: Final = 20
"""How many other words may stand inside a `Near` at most. It is also the width of the gap that
keeps phrases out of the titles inside `words`, so another number needs a new index."""


class Words(Value):
    """Articles with at least one of these words in a field; scores add up BM25 x boost.

    This is the weighted set that a query word stands for. `members` is not empty in what the
    planner builds, and no word stands in it twice.
    """

    field: str
    members: tuple[tuple[str, float], ...]
    """Words and their boosts."""


class Near(Value):
    """Articles with words in a row in a field, one out of every slot, in order.

    With `slop` n, up to n other words in all may stand between them. Scores `score`, a
    constant: phrases filter, or add a small bonus; the words inside them are ranked by `Words`.
    """

    field: str
    slots: tuple[tuple[str, ...], ...]
    slop: int = 0
    score: float = 0.0
    gap: int | None = None
    """The number of the slot, from 1 on, before which the words of `slop` stand, all of them: on
    both sides of it words are side by side. None lets them stand before any slot but the first."""


class Days(Value):
    """Articles whose `day` number lies between two others, both included; None is open.

    An undated article never matches. Scores nothing.
    """

    low: int | None
    high: int | None


class Numbers(Value):
    """Articles whose number lies between two others, both included; None is open.

    Those that came after another one have higher numbers. Scores nothing.
    """

    low: int | None
    high: int | None


class HasWords(Value):
    """Articles that have any word at all in a field. Scores nothing."""

    field: str


class Ids(Value):
    """The articles with these ids. Scores nothing."""

    ids: frozenset[str]


class All(Value):
    """Articles that match every clause; scores add up. Of no clause at all: every article."""

    clauses: tuple[Clause, ...]


class Any(Value):
    """Articles that match one clause or more; scores of those that match add up."""

    clauses: tuple[Clause, ...]


class Best(Value):
    """Articles that match one clause or more, each with the highest score of those it matches."""

    clauses: tuple[Clause, ...]


class Except(Value):
    """Articles that match `clause` but not `excluded`; scored as `clause`."""

    clause: Clause
    excluded: Clause


class Prefer(Value):
    """Articles that match `clause`; what bonuses they match is added to their scores."""

    clause: Clause
    bonuses: tuple[Clause, ...]


class Constant(Value):
    """Articles that match `clause`, each with the same score."""

    clause: Clause
    score: float = 0.0


class Everything(Value):
    """Every article, each with score 0."""


class Nothing(Value):
    """No article."""


Clause: TypeAlias = (
    Words
    | Near
    | Days
    | Numbers
    | HasWords
    | Ids
    | All
    | Any
    | Best
    | Except
    | Prefer
    | Constant
    | Everything
    | Nothing
)


def any_of(clauses: Sequence[Clause]) -> Clause:
    """One clause for several alternatives, one at least.

    In one flat list: of nested ones engines take longer.

    >>> any_of([any_of([Everything(), Nothing()]), Nothing()])
    Any(clauses=(Everything(), Nothing(), Nothing()))
    """
    if len(clauses) == 1:
        return clauses[0]
    flat: list[Clause] = []
    for clause in clauses:
        flat += clause.clauses if isinstance(clause, Any) else (clause,)
    return Any(tuple(flat))


def all_of(clauses: Sequence[Clause]) -> Clause:
    """One clause for what must all hold, negations gathered into one exclusion."""
    wanted = [c for c in clauses if not _is_negation(c)]
    excluded = [c.excluded for c in clauses if isinstance(c, Except) and _is_negation(c)]
    if Nothing() in wanted:
        return Nothing()
    clause: Clause = (
        Everything() if not wanted else wanted[0] if len(wanted) == 1 else All(tuple(wanted))
    )
    return Except(clause, any_of(excluded)) if excluded else clause


def none_of(clause: Clause) -> Clause:
    """Every article that does not match a clause."""
    return Except(Everything(), clause)


def without_bonuses(clause: Clause) -> Clause:
    """What matches the same articles; it scores less, and takes an engine less time.

    >>> without_bonuses(Prefer(Everything(), (HasWords("title"),)))
    Everything()
    """
    match clause:
        case Prefer():
            return without_bonuses(clause.clause)
        case All():
            return All(tuple(map(without_bonuses, clause.clauses)))
    return clause


def scaled(clause: Clause, factor: float) -> Clause:
    """What matches the same articles and scores so many times as much.

    >>> scaled(Any((Words("title", (("pont", 1.0),)), Nothing())), 0.5)
    Any(clauses=(Words(field='title', members=(('pont', 0.5),)), Nothing()))
    >>> scaled(Near("words", (("gilets",), ("jaunes",)), slop=5, score=2.0, gap=1), 0.5)
    Near(field='words', slots=(('gilets',), ('jaunes',)), slop=5, score=1.0, gap=1)
    """
    match clause:
        case Words():
            return Words(clause.field, tuple([(w, boost * factor) for w, boost in clause.members]))
        case Near():
            return replaced(clause, score=clause.score * factor)
        case Constant():
            return Constant(clause.clause, clause.score * factor)
        case All() | Any() | Best():
            return type(clause)(tuple([scaled(each, factor) for each in clause.clauses]))
        case Except():
            return Except(scaled(clause.clause, factor), clause.excluded)
        case Prefer():
            bonuses = tuple([scaled(bonus, factor) for bonus in clause.bonuses])
            return Prefer(scaled(clause.clause, factor), bonuses)
    return clause


def days(low: str | None, high: str | None, *, high_excluded: bool = False) -> Clause:
    """The articles between two dates, both included; None is open."""
    ranges = day_ranges(low, high, high_excluded=high_excluded)
    return any_of([Days(first, last) for first, last in ranges])


def _is_negation(clause: Clause) -> bool:
    return isinstance(clause, Except) and clause.clause == Everything()
