"""Reading one commit of a tantivy index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import Any, Final, NamedTuple

import tantivy
from tantivy import Order, Query

from searchnews.engines.base import TERM_FIELDS, Match, Matches, Sort
from searchnews.engines.packing import Unpacker
from searchnews.engines.tantivy.errors import opening
from searchnews.engines.tantivy.files import commit_stamp
from searchnews.engines.tantivy.queries import QueryBuilder
from searchnews.query.clauses import Clause

# So many more hits than wanted are looked at, as some may be as good as the last one wanted; if all
# are, so many times more. A few more cost nothing, a second search as much as the first.
_BEYOND: Final = 10
_FARTHER: Final = 4
_BATCH: Final = 1000


class _Hit(NamedTuple):
    """A hit before its article is looked at; sorts as the hits do but for the ids."""

    minus_score: float
    undated: bool
    day_order: int
    """The day, negative where newer comes first."""
    address: tantivy.DocAddress


class TantivyReader:
    """A snapshot of one commit."""

    def __init__(self, index: tantivy.Index, directory: Path) -> None:
        self._directory = directory
        # Another process may commit between the two.
        while True:
            self.stamp = commit_stamp(directory)
            index.reload()
            self._searcher = index.searcher()
            if self.stamp == commit_stamp(directory):
                break
        self._queries = QueryBuilder(index.schema)
        self._unpacker = Unpacker(directory)

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
        with opening(self._directory):
            query = self._queries.query(clause)
            last = min(offset + limit, self.articles)
            if offset >= last:
                return Matches(self._count(query) if counted else 0, [])
            total, hits = self._first(query, last, sort, counted=counted)
            return Matches(total, list(islice(self._matches(hits, after=offset), limit)))

    def stream(self, clause: Clause, *, sort: Sort = "relevance") -> Iterator[Match]:
        """Every article that matches, in order. Memory: some 300 bytes an article."""
        with opening(self._directory):
            query = self._queries.query(clause)
            total = self._count(query)
            if total:
                yield from self._matches(self._found(query, total, sort, counted=False)[1])

    def stored(self, ids: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """The stored form of the articles that exist, with their ids, in the order asked."""
        with opening(self._directory):
            for article_id in ids:
                query = self._queries.article(article_id)
                for _, address in self._searcher.search(query, limit=1, count=False).hits:
                    yield article_id, self._stored(address)

    def every(self) -> Iterator[bytes]:
        """The stored form of every article, in no particular order, in bounded memory."""
        with opening(self._directory):
            for start in range(0, self.articles, _BATCH):
                page = self._searcher.search(
                    Query.all_query(), limit=_BATCH, count=False, offset=start
                )
                for _, address in page.hits:
                    yield self._stored(address)

    def words(self, field: str) -> Iterator[tuple[str, int]]:
        """The words of a field, sorted, with the number of articles they are in."""
        with opening(self._directory):
            # Counts leave deleted articles out only where a query is asked too, which is slow.
            among = Query.all_query() if field in TERM_FIELDS else None
            counts = self._searcher.terms_with_prefix(field, "", among)
            yield from sorted((word, count) for word, count in counts if count)

    def articles_with(self, field: str, word: str) -> int:
        """In how many articles a field has the word; may still count deleted ones."""
        return self._searcher.doc_freq(field, word)

    def close(self) -> None:
        """Let go of files: nothing to do, the snapshot goes with this object."""

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
                yield Match(
                    str(document.get_first("id")), -minus_score, day, self._stored_in(document)
                )
            after = 0

    def _id(self, address: tantivy.DocAddress) -> str:
        return str(self._searcher.doc(address).get_first("id"))

    def _stored(self, address: tantivy.DocAddress) -> bytes:
        return self._stored_in(self._searcher.doc(address))

    def _stored_in(self, document: tantivy.Document) -> bytes:
        return self._unpacker.unpack(document.get_first("stored") or b"")


def _rank(hit: _Hit, sort: Sort) -> tuple[object, ...]:
    """What the engine itself sorts by."""
    return (hit.minus_score,) if sort == "relevance" else (hit.undated, hit.day_order)
