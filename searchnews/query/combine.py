"""Putting clauses together."""

from __future__ import annotations

from searchnews.dates import day_ranges
from searchnews.query.clauses import All, Any, Clause, Days, Everything, Except, Nothing


def any_of(clauses: list[Clause]) -> Clause:
    """One clause for several alternatives."""
    return clauses[0] if len(clauses) == 1 else Any(tuple(clauses))


def all_of(clauses: list[Clause]) -> Clause:
    """One clause for what must all hold, negations gathered into one exclusion."""
    wanted = [c for c in clauses if not _is_negation(c)]
    excluded = [c.excluded for c in clauses if isinstance(c, Except) and _is_negation(c)]
    if Nothing() in wanted:
        return Nothing()
    clause: Clause = (
        Everything() if not wanted else wanted[0] if len(wanted) == 1 else All(tuple(wanted))
    )
    return Except(clause, any_of(excluded)) if excluded else clause


def days(low: str | None, high: str | None, *, high_excluded: bool = False) -> Clause:
    """The articles between two dates, both included; None is open."""
    ranges = day_ranges(low, high, high_excluded=high_excluded)
    return any_of([Days(first, last) for first, last in ranges])


def _is_negation(clause: Clause) -> bool:
    return isinstance(clause, Except) and clause.clause == Everything()
