"""Clauses as tantivy's queries, built of objects: no text is parsed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, product
from math import prod
from typing import Final, TypeAlias

import tantivy
from tantivy import Occur, Query

from searchnews.index_fields import WHOLE_TERMS, WITHOUT_POSITIONS
from searchnews.query.budget.rows import automata, is_too_long
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

_INDEX_OPTION: Final = dict.fromkeys((*WITHOUT_POSITIONS, *WHOLE_TERMS), "basic")

_FEW_IDS: Final = 100
# So many rows of single words are looked up in half to four fifths of the time of one of patterns;
# 36 take longer.
_FEW_ROWS: Final = 16

_Phrase: TypeAlias = Callable[..., Query]


class QueryBuilder:
    """Builds queries for the index with this schema."""

    def __init__(self, schema: tantivy.Schema) -> None:
        self._schema = schema

    def article(self, article_id: str) -> Query:
        """The query for one article."""
        return Query.term_query(self._schema, "id", article_id, index_option="basic")

    def numbered(self, numbers: Sequence[int]) -> Query:
        """The query for the articles with some numbers."""
        return Query.term_set_query(self._schema, "number", numbers)

    def query(self, clause: Clause) -> Query:
        """The query that matches and scores as a clause does."""
        match clause:
            case Words():
                return _some_of(list(self._terms(clause)))
            case Near():
                return Query.const_score_query(self._near(clause), clause.score)
            case Days() | Numbers():
                return Query.const_score_query(self._range(clause), 0.0)
            case HasWords():
                return Query.const_score_query(self._has_words(clause), 0.0)
            case Ids():
                return Query.const_score_query(self._ids(sorted(clause.ids)), 0.0)
            case All():
                queries = [self.query(child) for child in clause.clauses]
                return _all_of(queries) if queries else _everything()
            case Any():
                return _some_of(list(self._alternatives(clause)))
            case Best():
                return Query.disjunction_max_query(list(map(self.query, clause.clauses)))
            case Except():
                excluded = (Occur.MustNot, self.query(clause.excluded))
                return Query.boolean_query([(Occur.Must, self.query(clause.clause)), excluded])
            case Prefer():
                bonuses = [(Occur.Should, self.query(bonus)) for bonus in clause.bonuses]
                return Query.boolean_query([(Occur.Must, self.query(clause.clause)), *bonuses])
            case Constant():
                return Query.const_score_query(self.query(clause.clause), clause.score)
            case Everything():
                return _everything()
            case Nothing():
                return Query.empty_query()

    def _ids(self, ids: list[str]) -> Query:
        # The terms of a set are compared with all ids: of a page's that takes ten times as long.
        if 0 < len(ids) <= _FEW_IDS:
            return _some_of(list(map(self.article, ids)))
        return Query.term_set_query(self._schema, "id", ids)

    def _alternatives(self, clause: Any) -> Iterator[Query]:
        # One flat list of terms: inside nested unions tantivy cannot skip what scores too low.
        for child in clause.clauses:
            if isinstance(child, Words):
                yield from self._terms(child)
            else:
                yield self.query(child)

    def _terms(self, clause: Words) -> Iterator[Query]:
        option = _INDEX_OPTION.get(clause.field, "position")
        for word, boost in clause.members:
            term = Query.term_query(self._schema, clause.field, word, index_option=option)
            yield term if boost == 1.0 else Query.boost_query(term, boost)

    def _near(self, clause: Near) -> Query:
        rows = list(_rows(clause.slots))
        return _some_of(
            [
                phrase(self._schema, clause.field, list(zip(positions, row, strict=True)), slop)
                for positions, slop in _spreads(len(clause.slots), clause.slop, clause.gap)
                for phrase, row in rows
            ]
        )

    def _range(self, clause: Days | Numbers) -> Query:
        field = "day" if isinstance(clause, Days) else "number"
        low, high = clause.low, clause.high
        if low is None and high is None:
            return Query.exists_query(field)
        return Query.range_query(self._schema, field, tantivy.FieldType.Integer, low, high)

    def _has_words(self, clause: HasWords) -> Query:
        if clause.field in WHOLE_TERMS:
            return Query.exists_query(clause.field)
        return Query.regex_query(self._schema, clause.field, ".+")


def _rows(slots: Sequence[Sequence[str]]) -> Iterator[tuple[_Phrase, tuple[str, ...]]]:
    """Phrases that together match one word out of every slot: of words, or of their patterns."""
    if prod([len(slot) for slot in slots]) <= _FEW_ROWS:
        for row in product(*slots):
            yield Query.phrase_query, row
        return
    for groups in product(*map(automata, slots)):
        if all(len(group) == 1 for group in groups) or any(is_too_long(g[0]) for g in groups):
            for words in product(*groups):
                yield Query.phrase_query, words
        else:
            yield Query.regex_phrase_query, tuple("|".join(group) for group in groups)


def _spreads(words: int, slop: int, gap: int | None) -> Iterator[tuple[tuple[int, ...], int]]:
    """The positions that words in a row can have with up to `slop` others between them.

    Those stand anywhere, or all of them before the word with the number `gap`.

    Each comes with what tantivy is to take as slop: it lets words stand so much nearer or farther,
    in any order. So two words are looked up once for three distances or more, as long as none is
    so much nearer that the order changes: in 84 instead of 258 microseconds.
    """
    if words == 2:
        nearer = slop // 2
        yield (0, 1 + nearer), nearer
        if slop % 2:
            yield (0, 1 + slop), 0
        return
    if gap is not None:
        for width in range(slop + 1):
            yield (*range(gap), *range(gap + width, words + width)), 0
        return
    for later in combinations(range(1, words + slop), words - 1):
        yield (0, *later), 0


def _some_of(queries: list[Query]) -> Query:
    if len(queries) == 1:
        return queries[0]
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def _all_of(queries: list[Query]) -> Query:
    if len(queries) == 1:
        return queries[0]
    return Query.boolean_query([(Occur.Must, query) for query in queries])


def _everything() -> Query:
    return Query.const_score_query(Query.all_query(), 0.0)
