"""Searches of the articles: complete, or refused; and walks through all that match."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, TypeAlias
from urllib.parse import quote

from searchnews.engines.opensearch.http import Client
from searchnews.engines.opensearch.queries import Query

Hit: TypeAlias = dict[str, Any]
"""One article of an answer, as OpenSearch gives it."""

WINDOW: Final = 10_000
"""So many hits a search can give, with those that are left out before them."""

# Not of a part of the articles where a node is away, and with the rarity of words in all shards.
_COMPLETE: Final[dict[str, str | int | bool]] = {"allow_partial_search_results": False}
_GLOBAL: Final = {**_COMPLETE, "search_type": "dfs_query_then_fetch"}
_COLLECT: Final = {
    "init_script": "state.text = new StringBuilder();",
    "map_script": (
        "StringBuilder text = state.text;"
        " if (text.length() < params.most) {"
        " text.append(doc['number'].value).append(' ')"
        ".append(doc['day'].size() == 0 ? 0L : doc['day'].value).append(' '); }"
    ),
    "combine_script": "return state.text.toString();",
    "reduce_script": "return states;",
}
"""Writes the number and the day of each article into a text: 0.7 microseconds an article, where a
page of hits costs 23."""
MOST_TEXT: Final = 4_000_000
"""Characters that a shard writes at once, some 23 an article; it holds them in memory."""
_OF_AN_ARTICLE: Final = 23

_SECONDS_OPEN: Final = "1m"
"""A shard that has moved cannot come back while somebody still reads from where it was."""

_NOT_FOUND: Final = frozenset((404,))


class Searches:
    """Asks the articles of an index."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._articles = quote(client.address.name)

    def search(self, body: dict[str, Any]) -> dict[str, Any]:
        """One answer, of all articles as they are now."""
        answer: dict[str, Any] = self._client.ask(
            "POST", f"/{self._articles}/_search", body, parameters=_GLOBAL, in_touch=True
        )
        return answer

    def count(self, query: Query) -> int:
        """How many articles match."""
        body = {"query": query, "size": 0, "track_total_hits": True}
        total: int = self.search(body)["hits"]["total"]["value"]
        return total

    def each(self, body: dict[str, Any], *, batch: int) -> Iterator[Hit]:
        """Every hit, of one moment, in the order that `sort` says, which no two share."""
        few = self.search({**body, "size": batch, "track_total_hits": False})["hits"]["hits"]
        if len(few) < batch:
            yield from few
            return
        with self._moment() as moment:
            after: dict[str, Any] = {}
            while True:
                hits = self._of_moment({**body, **moment, **after, "size": batch})["hits"]["hits"]
                yield from hits
                if len(hits) < batch:
                    return
                after = {"search_after": hits[-1]["sort"]}

    def groups(self, query: Query, source: dict[str, Any], *, batch: int) -> Iterator[Hit]:
        """How many of the articles that match have each value: `key` and `doc_count`, by key."""
        counting = {"composite": {"size": batch, "sources": [{"value": source}]}}
        body = {"query": query, "size": 0, "track_total_hits": False}
        first = self.search({**body, "aggs": {"values": counting}})["aggregations"]["values"]
        if len(first["buckets"]) < batch:
            yield from first["buckets"]
            return
        with self._moment() as moment:  # the same from the first to the last
            while True:
                answer = self._of_moment({**body, **moment, "aggs": {"values": counting}})
                buckets = answer["aggregations"]["values"]["buckets"]
                yield from buckets
                if len(buckets) < batch:
                    return
                counting["composite"]["after"] = buckets[-1]["key"]

    def numbers(self, query: Query, *, most: int = MOST_TEXT) -> Iterator[str]:
        """The number and the day of every article that matches, 0 for none, apart by spaces.

        In no particular order; a shard writes so many characters at once at `most`.
        """
        total, texts = _collected(self.search(_collecting(query, most)))
        if _is_whole(texts, total):
            yield from texts
            return
        with self._moment() as moment:  # the same from the first to the last
            by_number = {"query": query, "sort": [{"number": "desc"}], "size": 1}
            hits = self._of_moment(by_number | moment)["hits"]["hits"]
            last = hits[0]["sort"][0] if hits else 0
            waiting = _ranges(0, last, 2 * _OF_AN_ARTICLE * total // most)
            while waiting:
                low, high = waiting.pop()
                among = [query, {"range": {"number": {"gte": low, "lte": high}}}]
                body = _collecting({"bool": {"filter": among}}, most)
                total, texts = _collected(self._of_moment(body | moment))
                if low == high or _is_whole(texts, total):
                    yield from texts
                else:
                    waiting += _ranges(low, high, 2)

    def _of_moment(self, body: dict[str, Any]) -> dict[str, Any]:
        answer: dict[str, Any] = self._client.ask(
            "POST", "/_search", body, parameters=_GLOBAL, in_touch=True
        )
        return answer

    @contextmanager
    def _moment(self) -> Iterator[dict[str, Any]]:
        """What in a search names this moment; it is let go of in any case."""
        opened = self._client.ask(
            "POST",
            f"/{self._articles}/_search/point_in_time",
            parameters={"keep_alive": _SECONDS_OPEN, "allow_partial_pit_creation": False},
        )
        name = opened["pit_id"]
        try:
            yield {"pit": {"id": name, "keep_alive": _SECONDS_OPEN}}
        finally:
            self._client.ask(
                "DELETE", "/_search/point_in_time", {"pit_id": [name]}, accepted=_NOT_FOUND
            )


def _collecting(query: Query, most: int) -> dict[str, Any]:
    collect = {"scripted_metric": {**_COLLECT, "params": {"most": most}}}
    among = {"constant_score": {"filter": query}}
    return {"query": among, "size": 0, "track_total_hits": True, "aggs": {"numbers": collect}}


def _collected(answer: dict[str, Any]) -> tuple[int, list[str]]:
    """How many articles match, and what was written of them."""
    texts: list[str] = answer["aggregations"]["numbers"]["value"]
    return answer["hits"]["total"]["value"], texts


def _is_whole(texts: list[str], total: int) -> bool:
    """Whether texts have the number and the day of so many articles."""
    return sum(text.count(" ") for text in texts) >= 2 * total


def _ranges(low: int, high: int, count: int) -> list[tuple[int, int]]:
    """So many ranges of numbers, all together these.

    >>> _ranges(0, 9, 3)
    [(0, 3), (4, 7), (8, 9)]
    """
    step = -(-(high - low + 1) // max(count, 1))
    return [(first, min(first + step - 1, high)) for first in range(low, high + 1, step)]
