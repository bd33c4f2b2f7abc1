"""The index of what is kept beside the articles, and stays when they are indexed again.

Of small documents, as `meta`, made when there is something to keep.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import quote

from searchnews.engines.opensearch.http import Client
from searchnews.engines.opensearch.making import add_aliases, free_name, make
from searchnews.engines.opensearch.meta import Meta
from searchnews.engines.opensearch.schema import replication

_BATCH: Final = 1000
_DAY: Final = 86_400_000  # in milliseconds


def kept_beside(client: Client) -> Meta:
    """The documents that are kept beside the articles of an address; there may be none yet."""
    return Meta(client, alias=client.address.kept)


def make_kept(client: Client) -> Meta:
    """Make the index of what is kept; one that is there stays."""
    address = client.address
    index = free_name(client, address.kept, address.kept)
    settings = {"number_of_shards": 1, "refresh_interval": "-1", **replication(address)}
    fields = {"document": {"type": "keyword"}, "at": {"type": "date", "format": "epoch_millis"}}
    mappings = {"dynamic": False, "properties": fields}
    make(client, index, {"settings": settings, "mappings": mappings})
    add_aliases(client, [(index, address.kept)])
    return kept_beside(client)


def stamped(name: str, content: dict[str, Any]) -> dict[str, Any]:
    """A document of this name with what `older_than_a_day` goes by."""
    return {**content, "document": name, "at": int(time.time() * 1000)}


def older_than_a_day(client: Client) -> Iterator[str]:
    """The names of all documents that were written more than a day ago."""
    index = quote(client.address.kept)
    client.ask("POST", f"/{index}/_refresh")
    body: dict[str, Any] = {
        "query": {"range": {"at": {"lt": int(time.time() * 1000) - _DAY}}},
        "sort": ["document"],
        "size": _BATCH,
        "_source": False,
    }
    while True:
        answer = client.ask("POST", f"/{index}/_search", body)
        names = [str(hit["sort"][0]) for hit in answer["hits"]["hits"]]
        yield from names
        if len(names) < _BATCH:
            return
        body["search_after"] = names[-1:]
