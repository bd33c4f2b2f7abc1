"""Matching and scoring clauses on Whoosh's postings.

Whoosh's own queries are not used: its phrases count slop in another way, its BM25 has another idf,
and its matchers lose hits when a scorer is not theirs. What the contract needs is a few operations
on sets of articles with scores.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

import numpy as np

from searchnews.engines.whoosh.blocks import Integers
from searchnews.engines.whoosh.merging import DOC_BITS
from searchnews.engines.whoosh.schema import day_term, number_term
from searchnews.engines.whoosh.segments import Segments
from searchnews.index_fields import WITH_POSITIONS
from searchnews.query.bm25 import K1, B, idf
from searchnews.query.clauses import (
    All,
    Any,
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

Scores: TypeAlias = dict[int, float]
"""Whoosh's number of an article -> its score."""


def scores(segments: Segments, clause: Clause) -> Scores:
    """Every article that matches a clause."""
    match clause:
        case Words():
            return _words(segments, clause)
        case Near():
            return dict.fromkeys(_near(segments, clause), clause.score)
        case Days() | Numbers():
            return dict.fromkeys(_between(segments, clause), 0.0)
        case HasWords():
            return dict.fromkeys(segments.docs_between(clause.field, "", None), 0.0)
        case Ids():
            return {doc: 0.0 for name in clause.ids for doc in segments.docs("id", name)}
        case All():
            return _all(segments, clause)
        case Any():
            return _sum([scores(segments, child) for child in clause.clauses])
        case Best():
            return _highest([scores(segments, child) for child in clause.clauses])
        case Except():
            excluded = scores(segments, clause.excluded)
            found = scores(segments, clause.clause)
            return {doc: score for doc, score in found.items() if doc not in excluded}
        case Prefer():
            found = scores(segments, clause.clause)
            bonuses = _sum([scores(segments, bonus) for bonus in clause.bonuses])
            return {doc: score + bonuses.get(doc, 0.0) for doc, score in found.items()}
        case Constant():
            return dict.fromkeys(scores(segments, clause.clause), clause.score)
        case Everything():
            return dict.fromkeys(segments.live(), 0.0)
        case Nothing():
            return {}


def _words(segments: Segments, clause: Words) -> Scores:
    if clause.field not in WITH_POSITIONS:
        return {doc: 0.0 for word, _ in clause.members for doc in segments.docs(clause.field, word)}
    lengths = segments.lengths(clause.field)
    average = float(lengths.sum()) / max(1, segments.articles)
    total = np.zeros(segments.articles)
    is_found = np.zeros(segments.articles, np.bool_)
    for word, boost in clause.members:
        articles = segments.articles_with(clause.field, word)
        weight = boost * idf(articles, segments.articles) * (K1 + 1)
        for docs, counts, _ in segments.postings(clause.field, word):
            norms = K1 * (1 - B + B * lengths[docs] / average)
            total[docs] += weight * counts / (counts + norms)
            is_found[docs] = True
    found = np.flatnonzero(is_found)
    return dict(zip(found.tolist(), total[found].tolist(), strict=True))


def _near(segments: Segments, clause: Near) -> Iterator[int]:
    """Articles that have a word of each slot, in order and near enough.

    From each position of the first slot on, the next one of every other slot is taken: the nearest
    leaves most slop for the rest.
    """
    if clause.gap is not None:
        yield from _near_rows(segments, clause, clause.gap)
        return
    starts: Integers | None = None
    for slot in clause.slots:
        positions = _positions(segments, clause.field, slot)
        if starts is None:
            starts = at = positions
            continue
        after = np.searchsorted(positions, at, side="right")
        starts, after = starts[after < len(positions)], after[after < len(positions)]
        at = positions[after]
        is_same = at >> DOC_BITS == starts >> DOC_BITS
        starts, at = starts[is_same], at[is_same]
    if starts is not None:
        found = starts[at - starts < len(clause.slots) + clause.slop]
        yield from np.unique(found >> DOC_BITS).tolist()


def _near_rows(segments: Segments, clause: Near, gap: int) -> Iterator[int]:
    """Articles that have the slots before the gap side by side, and near behind them the others.

    Of the places of the others the next one is taken: the nearest.
    """
    ends = _ends(segments, clause.field, clause.slots[:gap])
    starts = _ends(segments, clause.field, clause.slots[gap:]) - (len(clause.slots) - gap - 1)
    after = np.searchsorted(starts, ends, side="right")
    ends, after = ends[after < len(starts)], after[after < len(starts)]
    # Articles lie far apart: what is as near as that is in the same one.
    found = ends[starts[after] - ends - 1 <= clause.slop]
    yield from np.unique(found >> DOC_BITS).tolist()


def _ends(segments: Segments, field: str, slots: tuple[tuple[str, ...], ...]) -> Integers:
    """Where the last word stands of slots that stand side by side, ascending."""
    last = len(slots) - 1
    each = [_positions(segments, field, slot) + last - n for n, slot in enumerate(slots)]
    at, *others = sorted(each, key=len)  # the rarest is looked up among the others
    for other in others:
        after = np.searchsorted(other, at)
        at, after = at[after < len(other)], after[after < len(other)]
        at = at[other[after] == at]
    return at


def _positions(segments: Segments, field: str, words: tuple[str, ...]) -> Integers:
    """Where any of the words stand, ascending: articles in the upper bits, positions below."""
    parts = [
        np.repeat(docs << DOC_BITS, counts) | positions
        for word in words
        for docs, counts, positions in segments.postings(field, word)
    ]
    return np.sort(np.concatenate(parts)) if parts else np.zeros(0, np.int64)


def _between(segments: Segments, clause: Days | Numbers) -> Iterator[int]:
    """Articles with a number between two others."""
    field, term = ("day", day_term) if isinstance(clause, Days) else ("number", number_term)
    if clause.high is not None and clause.high < 0:
        return iter(())
    high = None if clause.high is None else term(clause.high)
    return segments.docs_between(field, term(max(0, clause.low or 0)), high)


def _all(segments: Segments, clause: All) -> Scores:
    if not clause.clauses:
        return dict.fromkeys(segments.live(), 0.0)
    found = [scores(segments, child) for child in clause.clauses]
    common = set(found[0]).intersection(*found[1:])
    return {doc: sum(each[doc] for each in found) for doc in common}


def _sum(found: list[Scores]) -> Scores:
    total: Scores = {}
    for each in found:
        for doc, score in each.items():
            total[doc] = total.get(doc, 0.0) + score
    return total


def _highest(found: list[Scores]) -> Scores:
    highest: Scores = {}
    for each in found:
        for doc, score in each.items():
            highest[doc] = max(highest.get(doc, score), score)
    return highest
