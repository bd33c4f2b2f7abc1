"""Matching and scoring clauses on Whoosh's postings.

Whoosh's own queries do not serve: its phrases count slop in another way, its BM25 has another
idf, and its matchers lose hits when a scorer is not theirs. What the contract needs is a few
operations on sets of articles with scores.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from whoosh.reading import IndexReader

from searchnews.engines.base import BM25_B, BM25_K1, FIELDS_WITHOUT_POSITIONS, idf
from searchnews.engines.whoosh.schema import day_term
from searchnews.query.clauses import (
    All,
    Any,
    Clause,
    Constant,
    Days,
    Everything,
    Except,
    Ids,
    Near,
    Nothing,
    Prefer,
    Words,
)

Scores: TypeAlias = dict[int, float]
"""Whoosh's number of an article -> its score."""


def scores(reader: IndexReader, clause: Clause) -> Scores:
    """Every article that matches a clause."""
    match clause:
        case Words():
            return _words(reader, clause)
        case Near():
            return dict.fromkeys(_near(reader, clause), clause.score)
        case Days():
            return dict.fromkeys(_days(reader, clause), 0.0)
        case Ids():
            return {doc: 0.0 for name in clause.ids for doc in _articles(reader, "id", name)}
        case All():
            return _all(reader, clause)
        case Any():
            return _sum([scores(reader, child) for child in clause.clauses])
        case Except():
            excluded = scores(reader, clause.excluded)
            found = scores(reader, clause.clause)
            return {doc: score for doc, score in found.items() if doc not in excluded}
        case Prefer():
            found = scores(reader, clause.clause)
            bonuses = _sum([scores(reader, bonus) for bonus in clause.bonuses])
            return {doc: score + bonuses.get(doc, 0.0) for doc, score in found.items()}
        case Constant():
            return dict.fromkeys(scores(reader, clause.clause), clause.score)
        case Everything():
            return dict.fromkeys(reader.all_doc_ids(), 0.0)
        case Nothing():
            return {}


def _articles(reader: IndexReader, field: str, word: str) -> Iterator[int]:
    if (field, word) in reader:
        yield from reader.postings(field, word).all_ids()


def _words(reader: IndexReader, clause: Words) -> Scores:
    found: Scores = {}
    articles = reader.doc_count_all()
    if clause.field in FIELDS_WITHOUT_POSITIONS:
        return {
            doc: 0.0 for word, _ in clause.members for doc in _articles(reader, clause.field, word)
        }
    average = reader.field_length(clause.field) / max(1, articles)
    for word, boost in clause.members:
        if (clause.field, word) not in reader:
            continue
        weight = boost * idf(reader.doc_frequency(clause.field, word), articles) * (BM25_K1 + 1)
        postings = reader.postings(clause.field, word)
        while postings.is_active():
            doc, frequency = postings.id(), postings.weight()
            length = reader.doc_field_length(doc, clause.field) / average
            norm = BM25_K1 * (1 - BM25_B + BM25_B * length)
            found[doc] = found.get(doc, 0.0) + weight * frequency / (frequency + norm)
            postings.next()
    return found


def _near(reader: IndexReader, clause: Near) -> Iterator[int]:
    rows: dict[int, list[list[int]]] | None = None
    for slot in clause.slots:
        places = _positions(reader, clause.field, slot)
        if rows is None:
            rows = {doc: [positions] for doc, positions in places.items()}
        else:
            rows = {doc: [*row, places[doc]] for doc, row in rows.items() if doc in places}
    for doc, row in (rows or {}).items():
        if _in_a_row(row, clause.slop):
            yield doc


def _positions(reader: IndexReader, field: str, words: tuple[str, ...]) -> dict[int, list[int]]:
    places: dict[int, list[int]] = {}
    for word in words:
        if (field, word) not in reader:
            continue
        postings = reader.postings(field, word)
        while postings.is_active():
            places.setdefault(postings.id(), []).extend(postings.value_as("positions"))
            postings.next()
    return {doc: sorted(positions) for doc, positions in places.items()}


def _in_a_row(row: list[list[int]], slop: int) -> bool:
    for start in row[0]:
        at: int | None = start
        for positions in row[1:]:
            # The earliest that follows leaves most slop for the rest.
            at = next((position for position in positions if position > (at or 0)), None)
            if at is None:
                return False
        if at is not None and at - start <= len(row) - 1 + slop:
            return True
    return False


def _days(reader: IndexReader, clause: Days) -> Iterator[int]:
    low = day_term(clause.low or 0)
    high = day_term(clause.high) if clause.high is not None else None
    # Goes on with the terms of other fields.
    for field, term in reader.terms_from("day", low):
        if field != "day" or (high is not None and term > high.encode()):
            return
        yield from reader.postings("day", term).all_ids()


def _all(reader: IndexReader, clause: All) -> Scores:
    if not clause.clauses:
        return dict.fromkeys(reader.all_doc_ids(), 0.0)
    found = [scores(reader, child) for child in clause.clauses]
    common = set(found[0]).intersection(*found[1:])
    return {doc: sum(each[doc] for each in found) for doc in common}


def _sum(found: list[Scores]) -> Scores:
    total: Scores = {}
    for each in found:
        for doc, score in each.items():
            total[doc] = total.get(doc, 0.0) + score
    return total
