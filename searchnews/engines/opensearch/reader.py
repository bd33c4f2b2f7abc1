"""Reading an index in a cluster."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Final

from searchnews.engines.base import Match, Matches, NumberedDays, Sort
from searchnews.engines.opensearch.commits import Commits
from searchnews.engines.opensearch.http import Client
from searchnews.engines.opensearch.queries import filter_of, query_of
from searchnews.engines.opensearch.searches import WINDOW, Hit, Searches
from searchnews.index_fields import WHOLE_TERMS
from searchnews.query.clauses import Clause, Everything, Ids, Words

# Of articles with what is stored of them, some 1,500 bytes each.
_BATCH: Final = 1000
# Of numbers, or values with their counts; a search gives no more.
_SMALL_BATCH: Final = WINDOW
_TIMES_OF_A_DAY: Final = 1_000_000

_STORED: Final = {"stored_fields": ["stored"], "docvalue_fields": ["number"]}
_BY_ID: Final = {"id": {"order": "asc"}}
# Articles without a date get numbers that no date has.
_UNDATED: Final = 10**17


class OpenSearchReader:
    """An index in a cluster, as it is; named after the commit that was the last when it was made.

    Each search is of one moment, and complete. One that is asked later may see later commits.
    """

    def __init__(self, client: Client) -> None:
        self._searches = Searches(client)
        self._commits = Commits(client)
        commit = self._commits.last()
        self.stamp = commit.stamp
        self._commit = commit
        self._articles: int | None = None

    @property
    def articles(self) -> int:
        """How many articles there are."""
        if self._articles is None:
            self._articles = self._searches.count(query_of(Everything()))
        return self._articles

    @property
    def last_number(self) -> int:
        """The highest number of an article; 0 if there is none."""
        body = {"sort": [{"number": {"order": "desc"}}], "size": 1, "stored_fields": "_none_"}
        hits = self._searches.search(body)["hits"]["hits"]
        return int(hits[0]["sort"][0]) if hits else 0

    @property
    def settled_number(self) -> int:
        """Up to which number all articles are seen: that of the commit it is named after."""
        noted = self._commit.last_number
        return self.last_number if noted is None else noted

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
        if offset + limit > WINDOW:
            total = self._searches.count(query_of(clause))
            last = min(offset + limit, total)
            page = list(islice(self.stream(clause, sort=sort), min(offset, total), last))
            return Matches(total if counted else 0, page)
        answer = self._searches.search(
            {
                "query": query_of(clause),
                "from": offset,
                "size": limit,
                "track_total_hits": counted,
                "sort": _order(sort),
                **_STORED,
            }
        )["hits"]
        total = answer["total"]["value"] if counted else 0
        return Matches(total, [_match(hit, sort) for hit in answer["hits"]])

    def stream(self, clause: Clause, *, sort: Sort = "relevance") -> Iterator[Match]:
        """Every article that matches, in order, in bounded memory."""
        body = {"query": query_of(clause), "sort": _order(sort), **_STORED}
        for hit in self._searches.each(body, batch=_BATCH):
            yield _match(hit, sort)

    def stored(self, ids: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Ids, as far as there are such articles, and what was stored with each, in their order."""
        wanted = iter(ids)
        while some := list(islice(wanted, _BATCH)):
            page = self.search(Ids(frozenset(some)), limit=len(some), counted=False).page
            known = {match.id: match.stored for match in page}
            yield from ((name, known[name]) for name in some if name in known)

    def every(self) -> Iterator[tuple[int, bytes]]:
        """The number of every article and what was stored with it, in bounded memory."""
        for match in self.stream(Everything(), sort="date"):
            yield match.number, match.stored

    def numbered(self, numbers: Iterable[int]) -> Iterator[tuple[int, bytes]]:
        """Numbers, as far as there are such articles, and what was stored with each; rising."""
        rising = sorted(set(numbers))
        for first in range(0, len(rising), _BATCH):
            some = rising[first : first + _BATCH]
            body = {"query": {"terms": {"number": some}}, "sort": ["number"], **_STORED}
            for hit in self._searches.search({**body, "size": len(some)})["hits"]["hits"]:
                yield int(hit["sort"][0]), _stored(hit)

    def numbers(self, clause: Clause) -> NumberedDays:
        """The numbers and days of all articles that match."""
        query = filter_of(clause)
        # Imported here: no other answer of this engine needs it.
        import numpy as np

        values = [np.fromstring(text, np.int64, sep=" ") for text in self._searches.numbers(query)]
        numbers, days = np.concatenate([np.empty(0, np.int64), *values]).reshape(-1, 2).T
        order = np.argsort(numbers, kind="stable")
        return NumberedDays(numbers[order], days[order])

    def values(self, clause: Clause, field: str) -> Iterator[tuple[str, int]]:
        """The terms of one of `WHOLE_TERMS`, sorted, with the number of matches that have each."""
        source = {"terms": {"field": field}}
        for group in self._searches.groups(query_of(clause), source, batch=_SMALL_BATCH):
            yield group["key"]["value"], group["doc_count"]

    def days(self, clause: Clause) -> Iterator[tuple[int, int]]:
        """The days of articles that match, rising, with the number of matches of each."""
        source = {"histogram": {"field": "day", "interval": _TIMES_OF_A_DAY}}
        for group in self._searches.groups(query_of(clause), source, batch=_SMALL_BATCH):
            yield int(group["key"]["value"]), group["doc_count"]

    def words(self, field: str) -> Iterator[tuple[str, int]]:
        """The words of a field, sorted, with the number of articles they are in."""
        if field in WHOLE_TERMS:
            yield from self.values(Everything(), field)
        else:
            yield from self._commits.words(field, self._commit)

    @property
    def counted(self) -> None:
        """How many articles `words` counts: every one that ever was added."""

    def articles_with(self, field: str, word: str) -> int:
        """In how many articles a field has the word."""
        return self._searches.count(query_of(Words(field, ((word, 1.0),))))

    def close(self) -> None:
        """Nothing: the connections are the engine's."""


def _order(sort: Sort) -> list[Any]:
    moment = {"order": "asc" if sort == "date" else "desc", "missing": "_last"}
    by_moment = [{"moment": moment}, _BY_ID]
    return [{"_score": {"order": "desc"}}, *by_moment] if sort == "relevance" else by_moment


def _match(hit: Hit, sort: Sort) -> Match:
    *score, moment, article_id = hit["sort"]
    return Match(
        article_id,
        float(score[0]) if sort == "relevance" else 0.0,
        None if moment is None or abs(moment) > _UNDATED else moment,
        _stored(hit),
        hit["fields"]["number"][0],
    )


def _stored(hit: Hit) -> bytes:
    stored: str = hit["fields"]["stored"][0]
    return b64decode(stored)
