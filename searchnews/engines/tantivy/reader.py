"""Reading one commit of a tantivy index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import Any, Final, NamedTuple

import tantivy
from tantivy import Order, Query

from searchnews.engines.base import Location, Match, Matches, Sort
from searchnews.engines.tantivy.errors import reading
from searchnews.engines.tantivy.files import commit_stamp
from searchnews.engines.tantivy.queries import QueryBuilder
from searchnews.index_fields import WHOLE_TERMS
from searchnews.query.clauses import Clause

# So many more hits than wanted are looked at, as some may be as good as the last one wanted; if all
# are, so many times more. A few more cost nothing, a second search as much as the first.
_BEYOND: Final = 10
_FARTHER: Final = 4
# Every batch walks through all articles: a million take 29 s with batches of 1,000, and 2 s with
# these, in 7 MB more.
_BATCH: Final = 100_000


class _Hit(NamedTuple):
    """A hit before its article is looked at; sorts as the hits do but for the ids."""

    minus_score: float
    undated: bool
    day_order: int
    """The day, negative where newer comes first."""
    address: tantivy.DocAddress


class TantivyReader:
    """An index at one commit."""

    def __init__(self, index: tantivy.Index, location: Location, directory: Path) -> None:
        """For the index at a location, opened now in a directory, which may be a copy of it."""
        self._location = location
        # Another process may commit between the two.
        while True:
            self.stamp = commit_stamp(directory)
            index.reload()
            self._searcher = index.searcher()
            if self.stamp == commit_stamp(directory):
                break
        self._queries = QueryBuilder(index.schema)

    @property
    def articles(self) -> int:
        """How many articles there are."""
        return self._searcher.num_docs

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

    def every(self, *, batch: int = _BATCH) -> Iterator[bytes]:
        """What was stored with every article, in no particular order, in bounded memory.

        So many articles of a `batch` are looked up at once.
        """
        with reading(self._location):
            for start in range(0, self.articles, batch):
                page = self._searcher.search(
                    Query.all_query(), limit=batch, count=False, offset=start
                )
                for _, address in page.hits:
                    yield self._stored(address)

    def words(self, field: str) -> Iterator[tuple[str, int]]:
        """The words of a field, sorted, with the number of articles they are in."""
        with reading(self._location):
            # Only with a query, which is slow, are deleted articles not counted.
            among = Query.all_query() if field in WHOLE_TERMS else None
            counts = self._searcher.terms_with_prefix(field, "", among)
            yield from sorted((word, count) for word, count in counts if count)

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
            days = self._searcher.fast_field_values("day", addresses)
            hits = [
                _Hit(-score, day is None, -int(day or 0), address)
                for (score, address), day in zip(found.hits, days, strict=True)
            ]
        else:
            sign = 1 if sort == "date" else -1
            found = self._searcher.search(
                query,
                limit=limit,
                count=counted,
                order_by_field="day",
                order=Order.Asc if sort == "date" else Order.Desc,
            )
            hits = [
                _Hit(0.0, day is None, sign * (day or 0), address) for day, address in found.hits
            ]
        return int(found.count or 0), sorted(hits, key=itemgetter(0, 1, 2))

    def _matches(self, hits: Iterable[_Hit], *, after: int = 0) -> Iterator[Match]:
        """The hits with their articles, but for the first; equals in the order of their ids."""
        for (minus_score, undated, day_order), group in groupby(hits, key=itemgetter(0, 1, 2)):
            equals = [hit.address for hit in group]
            if after >= len(equals):
                after -= len(equals)
                continue
            if len(equals) > 1:
                equals.sort(key=self._id)
            day = None if undated else abs(day_order)
            for address in equals[after:]:
                document = self._searcher.doc(address)
                yield Match(str(document.get_first("id")), -minus_score, day, _stored_in(document))
            after = 0

    def _id(self, address: tantivy.DocAddress) -> str:
        return str(self._searcher.doc(address).get_first("id"))

    def _stored(self, address: tantivy.DocAddress) -> bytes:
        return _stored_in(self._searcher.doc(address))


def _stored_in(document: tantivy.Document) -> bytes:
    stored: bytes = document.get_first("stored") or b""
    return stored


def _rank(hit: _Hit, sort: Sort) -> tuple[object, ...]:
    """What the engine itself sorts by."""
    return (hit.minus_score,) if sort == "relevance" else (hit.undated, hit.day_order)
