"""Clauses as OpenSearch's queries, built of objects: no text is parsed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, TypeAlias

from searchnews.engines.opensearch.schema import HAS
from searchnews.query import clauses
from searchnews.query.clauses import (
    All,
    Best,
    Clause,
    Constant,
    Days,
    Everything,
    Except,
    HasWords,
    Ids,
    Near,
    Nothing,
    Numbers,
    Prefer,
    Words,
)

Query: TypeAlias = dict[str, Any]

_NOTHING: Final[Query] = {"match_none": {}}
# A query may name 65,536 terms.
_MOST_TERMS: Final = 60_000


def query_of(clause: Clause) -> Query:
    """The query that matches and scores as a clause does."""
    match clause:
        case Words():
            return _some_of(_terms(clause))
        case Near():
            return _constant(_near(clause), clause.score)
        case Prefer():
            bonuses = [query_of(bonus) for bonus in clause.bonuses]
            return {"bool": {"must": [query_of(clause.clause)], "should": bonuses}}
        case All() if clause.clauses:
            return {"bool": {"must": [query_of(child) for child in clause.clauses]}}
        case clauses.Any():
            return _some_of(_alternatives(clause))
        case Best():
            return {"dis_max": {"queries": [query_of(child) for child in clause.clauses]}}
        case Except():
            excluded = [filter_of(clause.excluded)]
            return {"bool": {"must": [query_of(clause.clause)], "must_not": excluded}}
        case Constant():
            return _constant(filter_of(clause.clause), clause.score)
        case _:
            return _constant(filter_of(clause), 0.0)


def filter_of(clause: Clause) -> Query:
    """A query that matches as a clause does, where nothing is scored: that takes less time."""
    match clause:
        case Words():
            return _one_of(clause.field, (word for word, _ in clause.members))
        case Near():
            return _near(clause)
        case Days():
            return _between("day", clause.low, clause.high)
        case Numbers():
            return _between("number", clause.low, clause.high)
        case HasWords():
            return {"term": {HAS: clause.field}}
        case Ids():
            return _one_of("id", sorted(clause.ids))
        case All() if clause.clauses:
            return {"bool": {"filter": [filter_of(child) for child in clause.clauses]}}
        case clauses.Any() | Best():
            return _some_of([filter_of(child) for child in clause.clauses])
        case Except():
            excluded = [filter_of(clause.excluded)]
            return {"bool": {"filter": [filter_of(clause.clause)], "must_not": excluded}}
        case Prefer() | Constant():
            return filter_of(clause.clause)
        case Nothing():
            return _NOTHING
        case Everything() | All():
            return {"match_all": {}}


def _alternatives(clause: clauses.Any) -> Iterable[Query]:
    # One flat list of terms, in which what scores too low can be skipped.
    for child in clause.clauses:
        if isinstance(child, Words):
            yield from _terms(child)
        else:
            yield query_of(child)


def _terms(clause: Words) -> Iterable[Query]:
    for word, boost in clause.members:
        yield {"term": {clause.field: {"value": word, "boost": boost}}}


def _near(clause: Near) -> Query:
    if clause.slop == 0 and all(len(slot) == 1 for slot in clause.slots):
        words = " ".join([slot[0] for slot in clause.slots])
        return {"match_phrase": {clause.field: {"query": words}}}
    slots = [_slot(clause.field, slot) for slot in clause.slots]
    if clause.gap is not None:
        slots = [_in_order(slots[: clause.gap], 0), _in_order(slots[clause.gap :], 0)]
    return _in_order(slots, clause.slop)


def _in_order(spans: list[Query], slop: int) -> Query:
    if len(spans) == 1:
        return spans[0]
    return {"span_near": {"clauses": spans, "slop": slop, "in_order": True}}


def _slot(field: str, words: Iterable[str]) -> Query:
    terms = [{"span_term": {field: word}} for word in words]
    return terms[0] if len(terms) == 1 else {"span_or": {"clauses": terms}}


def _between(field: str, low: int | None, high: int | None) -> Query:
    if low is None and high is None:
        return {"exists": {"field": field}}
    ends = {"gte": _within(low), "lte": _within(high)}
    return {"range": {field: {name: end for name, end in ends.items() if end is not None}}}


def _within(number: int | None) -> int | None:
    """A number as near as the field can hold it."""
    return None if number is None else max(-(2**63), min(number, 2**63 - 1))


def _one_of(field: str, terms: Iterable[str]) -> Query:
    # However many there are, they count as one clause of a query.
    wanted = list(terms)
    lots = range(0, len(wanted), _MOST_TERMS)
    return _some_of({"terms": {field: wanted[first : first + _MOST_TERMS]}} for first in lots)


def _some_of(queries: Iterable[Query]) -> Query:
    alternatives = list(queries)
    if not alternatives:
        return _NOTHING
    if len(alternatives) == 1:
        return alternatives[0]
    return {"bool": {"should": alternatives, "minimum_should_match": 1}}


def _constant(query: Query, score: float) -> Query:
    return {"constant_score": {"filter": query, "boost": score}}
