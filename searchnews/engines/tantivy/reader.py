"""Reading one commit of a tantivy index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import Any, Final, NamedTuple

import tantivy
from tantivy import Order, Query

from searchnews.engines.base import Location, Match, Matches, NumberedDays, Sort
from searchnews.engines.tantivy import counts
from searchnews.engines.tantivy.errors import reading
from searchnews.engines.tantivy.files import has_field, last_commit
from searchnews.engines.tantivy.queries import QueryBuilder
from searchnews.engines.tantivy.words import words_by_initial
from searchnews.index_fields import WHOLE_TERMS, WORDS
from searchnews.query.clauses import Clause

# So many more hits than wanted are looked at, as some may be as good as the last one wanted; if all
# are, so many times more. A few more cost nothing, a second search as much as the first.
_BEYOND: Final = 10
_FARTHER: Final = 4
# Every batch walks through all articles: a million take 29 s with batches of 1,000, and 2 s with
# these, in 7 MB more.
_BATCH: Final = 100_000
# Numbers that are looked for at once.
_NUMBERED: Final = 10_000


class _Hit(NamedTuple):
    """A hit before its article is looked at; sorts as the hits do but for the ids."""

    minus_score: float
    undated: bool
    order: int
    """The moment, negative where newer comes first."""
    number: int
    address: tantivy.DocAddress


class TantivyReader:
    """An index at one commit."""

    def __init__(self, index: tantivy.Index, location: Location, directory: Path) -> None:
        """For the index at a location, opened now in a directory, which may be a copy of it."""
        self._location = location
        # Another process may commit between the two.
        while True:
            commit = last_commit(directory)
            index.reload()
            self._searcher = index.searcher()
            if commit == last_commit(directory):
                break
        self.stamp, self.counted = commit
        self._schema = index.schema
        self._queries = QueryBuilder(index.schema)
        self._has_numbers = has_field(directory, "number")

    @property
    def articles(self) -> int:
        """How many articles there are."""
        return self._searcher.num_docs

    @property
    def last_number(self) -> int:
        """The highest number of an article; 0 if there is none."""
        with reading(self._location):
            return counts.last_number(self._searcher) if self._has_numbers else 0

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
            query = self._queries.query(clause)
            end = min(offset + limit, self.articles)
            if offset >= end:
                return Matches(self._count(query) if counted else 0, [])
            total, hits = self._first(query, end, sort, counted=counted)
            return Matches(total, list(islice(self._matches(hits, after=offset), end - offset)))

    def stream(self, clause: Clause, *, sort: Sort = "relevance") -> Iterator[Match]:
        """Every article that matches, in order. Memory: some 300 bytes an article."""
        with reading(self._location):
            query = self._queries.query(clause)
            total = self._count(query)
            if total:
                yield from self._matches(self._found(query, total, sort, counted=False)[1])

    def stored(self, ids: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Ids, as far as there are such articles, and what was stored with each, in their order."""
        with reading(self._location):
            for article_id in ids:
                query = self._queries.article(article_id)
                for _, address in self._searcher.search(query, limit=1, count=False).hits:
                    yield article_id, self._stored(address)

    def every(self, *, batch: int = _BATCH) -> Iterator[tuple[int, bytes]]:
        """The number of every article and what was stored with it, in bounded memory.

        So many articles of a `batch` are looked up at once.
        """
        with reading(self._location):
            for start in range(0, self.articles, batch):
                page = self._searcher.search(
                    Query.all_query(), limit=batch, count=False, offset=start
                )
                addresses = [address for _, address in page.hits]
                numbers = self._numbers_of(addresses)
                yield from zip(numbers, map(self._stored, addresses), strict=True)

    def numbered(self, numbers: Iterable[int]) -> Iterator[tuple[int, bytes]]:
        """Numbers, as far as there are such articles, and what was stored with each; rising."""
        rising = sorted(set(numbers))
        with reading(self._location):
            for first in range(0, len(rising), _NUMBERED):
                some = rising[first : first + _NUMBERED]
                found = self._searcher.search(
                    self._queries.numbered(some),
                    limit=len(some),
                    count=False,
                    order_by_field="number",
                    order=Order.Asc,
                )
                yield from ((number, self._stored(address)) for number, address in found.hits)

    def numbers(self, clause: Clause) -> NumberedDays:
        """The numbers and days of all articles that match."""
        with reading(self._location):
            return counts.numbers(self._searcher, self._schema, self._queries.query(clause))

    def values(self, clause: Clause, field: str) -> Iterator[tuple[str, int]]:
        """The terms of one of `WHOLE_TERMS`, sorted, with the number of matches that have each."""
        with reading(self._location):
            yield from counts.values(self._searcher, self._queries.query(clause), field)

    def days(self, clause: Clause) -> Iterator[tuple[int, int]]:
        """The days of articles that match, rising, with the number of matches of each."""
        with reading(self._location):
            yield from counts.days(self._searcher, self._schema, self._queries.query(clause))

    def words(self, field: str) -> Iterator[tuple[str, int]]:
        """The words of a field, sorted, with the number of articles they are in."""
        with reading(self._location):
            if field == WORDS and self.counted == self.articles:
                yield from words_by_initial(self._searcher, self._schema, field)
                return
            # Only with a query, which is slow, are deleted articles not counted.
            among = Query.all_query() if field in WHOLE_TERMS else None
            counts = self._searcher.terms_with_prefix(field, "", among)
            counts.sort(key=itemgetter(0))
            yield from (counted for counted in counts if counted[1])

    def articles_with(self, field: str, word: str) -> int:
        """In how many articles a field has the word; may still count deleted ones."""
        with reading(self._location):
            return self._searcher.doc_freq(field, word)

    def close(self) -> None:
        """Let go of files: nothing to do, they go with this object."""

    def _count(self, query: Query) -> int:
        # tantivy cannot count without a hit.
        return self._found(query, 1, "relevance", counted=True)[0]

    def _first(
        self, query: Query, wanted: int, sort: Sort, *, counted: bool
    ) -> tuple[int, list[_Hit]]:
        """How many there are; the first, and all those that are as good as the last one wanted."""
        limit = min(wanted + _BEYOND, self.articles)
        total, hits = self._found(query, limit, sort, counted=counted)
        if sort == "relevance" and hits and not hits[0].minus_score:
            # Nothing scores: tantivy itself can sort by what decides then.
            return self._first(query, wanted, "-date", counted=counted)
        while limit == len(hits) < self.articles and (
            _rank(hits[-1], sort) == _rank(hits[wanted - 1], sort)
        ):
            limit = min(limit * _FARTHER, self.articles)
            _, hits = self._found(query, limit, sort, counted=False)
        return total, hits

    def _found(
        self, query: Query, limit: int, sort: Sort, *, counted: bool
    ) -> tuple[int, list[_Hit]]:
        """How many there are, and the first of them; of equals some."""
        found: Any  # tantivy's type hints do not know that it counts
        if sort == "relevance":
            found = self._searcher.search(query, limit=limit, count=counted)
            addresses = [address for _, address in found.hits]
            moments = self._searcher.fast_field_values("moment", addresses)
            hits = [
                _Hit(-score, moment is None, -int(moment or 0), number, address)
                for (score, address), moment, number in zip(
                    found.hits, moments, self._numbers_of(addresses), strict=True
                )
            ]
        else:
            sign = 1 if sort == "date" else -1
            found = self._searcher.search(
                query,
                limit=limit,
                count=counted,
                order_by_field="moment",
                order=Order.Asc if sort == "date" else Order.Desc,
            )
            numbers = self._numbers_of([address for _, address in found.hits])
            hits = [
                _Hit(0.0, moment is None, sign * (moment or 0), number, address)
                for (moment, address), number in zip(found.hits, numbers, strict=True)
            ]
        return int(found.count or 0), sorted(hits, key=itemgetter(0, 1, 2))

    def _matches(self, hits: Iterable[_Hit], *, after: int = 0) -> Iterator[Match]:
        """The hits with their articles, but for the first; equals in the order of their ids."""
        for (minus_score, undated, order), group in groupby(hits, key=itemgetter(0, 1, 2)):
            equals = list(group)
            if after >= len(equals):
                after -= len(equals)
                continue
            if len(equals) > 1:
                equals.sort(key=self._id)
            moment = None if undated else abs(order)
            for hit in equals[after:]:
                document = self._searcher.doc(hit.address)
                article_id, stored = str(document.get_first("id")), _stored_in(document)
                yield Match(article_id, -minus_score, moment, stored, hit.number)
            after = 0

    def _id(self, hit: _Hit) -> str:
        return str(self._searcher.doc(hit.address).get_first("id"))

    def _numbers_of(self, addresses: list[tantivy.DocAddress]) -> list[int]:
        if not self._has_numbers:  # an index of before, read to be made again
            return [0] * len(addresses)
        numbers = self._searcher.fast_field_values("number", addresses)
        return [int(number or 0) for number in numbers]

    def _stored(self, address: tantivy.DocAddress) -> bytes:
        return _stored_in(self._searcher.doc(address))


def _stored_in(document: tantivy.Document) -> bytes:
    stored: bytes = document.get_first("stored") or b""
    return stored


def _rank(hit: _Hit, sort: Sort) -> tuple[object, ...]:
    """What the engine itself sorts by."""
    return (hit.minus_score,) if sort == "relevance" else (hit.undated, hit.order)
