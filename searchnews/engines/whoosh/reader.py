"""Reading one commit of a Whoosh index."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
from whoosh.reading import IndexReader

from searchnews.dates import TIMES_OF_A_DAY
from searchnews.engines.base import Location, Match, Matches, NumberedDays, Sort
from searchnews.engines.whoosh.errors import reading
from searchnews.engines.whoosh.schema import Order, number_term
from searchnews.engines.whoosh.scores import scores
from searchnews.engines.whoosh.segments import Segments
from searchnews.index_fields import WHOLE_TERMS
from searchnews.query.clauses import Clause

_Key: TypeAlias = tuple[float, bool, int, str, int, int]
"""The score, negative; whether undated; the day, negative where newer comes first; the id; the
number of the article, and Whoosh's."""


class WhooshReader:
    """An index at one commit."""

    def __init__(self, reader: IndexReader, location: Location) -> None:
        self._reader = reader
        self._location = location
        self._segments = Segments(reader)
        self._closed = False
        self.stamp = str(reader.generation())

    @property
    def articles(self) -> int:
        """How many articles there are."""
        return int(self._reader.doc_count())

    @property
    def last_number(self) -> int:
        """The highest number of an article; 0 if there is none."""
        with reading(self._location):
            return max((number for number, _ in self._numbered_docs()), default=0)

    @property
    def settled_number(self) -> int:
        """Up to which number all articles are seen: it is one commit."""
        return self.last_number

    def search(
        self,
        clause: Clause,
        *,
        limit: int,
        offset: int = 0,
        sort: Sort = "relevance",
        counted: bool = True,
    ) -> Matches:
        """One page of at most `limit` articles, after the first `offset`; `limit` may be 0."""
        with reading(self._location):
            keys = self._keys(clause, sort)
            total = len(keys) if counted else 0
            page = heapq.nsmallest(offset + limit, keys)[offset:] if limit else []
            return Matches(total, list(map(self._match, page)))

    def stream(self, clause: Clause, *, sort: Sort = "relevance") -> Iterator[Match]:
        """Every article that matches, in order. Memory: some 300 bytes an article."""
        with reading(self._location):
            keys = sorted(self._keys(clause, sort))
            yield from map(self._match, keys)

    def stored(self, ids: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Ids, as far as there are such articles, and what was stored with each, in their order."""
        with reading(self._location):
            for article_id in ids:
                doc = next(self._segments.docs("id", article_id), None)
                if doc is not None:
                    yield article_id, self._stored(doc)

    def every(self) -> Iterator[tuple[int, bytes]]:
        """The number of every article and what was stored with it, in bounded memory."""
        with reading(self._location):
            for number, doc in self._numbered_docs():
                yield number, self._stored(doc)

    def numbered(self, numbers: Iterable[int]) -> Iterator[tuple[int, bytes]]:
        """Numbers, as far as there are such articles, and what was stored with each; rising."""
        with reading(self._location):
            for number in sorted(set(numbers)):
                doc = next(self._segments.docs("number", number_term(number)), None)
                if doc is not None:
                    yield number, self._stored(doc)

    def numbers(self, clause: Clause) -> NumberedDays:
        """The numbers and days of all articles that match."""
        with reading(self._location):
            orders = [Order.of(self._order[doc]) for doc in scores(self._segments, clause)]
        numbers = np.array([order.number for order in orders], np.int64)
        days = np.array([order.day or 0 for order in orders], np.int64)
        rising = np.argsort(numbers)
        return NumberedDays(numbers[rising], days[rising])

    def values(self, clause: Clause, field: str) -> Iterator[tuple[str, int]]:
        """The terms of one of `WHOLE_TERMS`, sorted, with the number of matches that have each."""
        with reading(self._location):
            does_match = np.zeros(self._segments.articles, np.bool_)
            does_match[list(scores(self._segments, clause))] = True
            for word, _ in self._segments.words(field):
                docs = list(self._segments.docs(field, word))
                if count := int(does_match[docs].sum()):
                    yield word, count

    def days(self, clause: Clause) -> Iterator[tuple[int, int]]:
        """The days of articles that match, rising, with the number of matches of each."""
        days = self.numbers(clause).days
        days, counts = np.unique(
            days[days > 0] // TIMES_OF_A_DAY * TIMES_OF_A_DAY, return_counts=True
        )
        yield from zip(days.tolist(), counts.tolist(), strict=True)

    def words(self, field: str) -> Iterator[tuple[str, int]]:
        """The words of a field, sorted, with the number of articles they are in."""
        with reading(self._location):
            for word, count in self._segments.words(field):
                if field in WHOLE_TERMS:
                    count = sum(1 for _ in self._segments.docs(field, word))
                if count:
                    yield word, count

    @property
    def counted(self) -> int:
        """How many articles `words` counts, with deleted ones that are counted still."""
        return self._segments.articles

    def articles_with(self, field: str, word: str) -> int:
        """In how many articles a field has the word; may still count deleted ones."""
        with reading(self._location):
            return self._segments.articles_with(field, word)

    def close(self) -> None:
        """Let go of files; idempotent."""
        if not self._closed:
            self._closed = True
            self._reader.close()

    def _keys(self, clause: Clause, sort: Sort) -> list[_Key]:
        """The articles that match, as keys that sort as the hits do."""
        found = scores(self._segments, clause)
        by_score = sort == "relevance"
        sign = 1 if sort == "date" else -1
        keys = []
        for doc, score in found.items():
            _, moment, number, article_id = Order.of(self._order[doc])
            score = -score if by_score else 0.0
            keys.append((score, moment is None, sign * (moment or 0), article_id, number, doc))
        return keys

    def _numbered_docs(self) -> Iterator[tuple[int, int]]:
        """The number of every article, 0 in an index of before, and Whoosh's."""
        has_numbers = "number" in self._reader.schema
        for doc in self._segments.live():
            yield Order.of(self._order[doc]).number if has_numbers else 0, doc

    def _match(self, key: _Key) -> Match:
        minus_score, undated, order, article_id, number, doc = key
        moment = None if undated else abs(order)
        return Match(article_id, -minus_score, moment, self._stored(doc), number)

    @cached_property
    def _order(self) -> Any:
        return self._reader.column_reader("order")

    @cached_property
    def _stored(self) -> Callable[[int], bytes]:
        if self._reader.schema["stored"].stored:  # by an older version, read for a rebuild
            return lambda doc: self._reader.stored_fields(doc)["stored"]
        column: Callable[[int], bytes] = self._reader.column_reader("stored").__getitem__
        return column
