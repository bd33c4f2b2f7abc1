"""Which history an index in a cluster has: one that was restored goes on from an older state."""

from __future__ import annotations

from urllib.parse import quote

from searchnews.engines.opensearch.http import Client


def history_of(client: Client, *indexes: str) -> tuple[str, ...]:
    """The names of the histories of all parts of some indexes, sorted.

    A part gets another one when it is restored from a snapshot, also in its own place, or when it
    was lost and is begun anew; not when a copy of it becomes the first.

    Raises:
        EngineError: the cluster does not answer.
    """
    path = f"/{','.join(map(quote, indexes))}/_stats/docs"
    answer = client.ask("GET", path, parameters={"level": "shards"})
    parts = (
        copy
        for index in answer["indices"].values()
        for copies in index["shards"].values()
        for copy in copies
        if copy["routing"]["primary"] and "commit" in copy  # it may just be made
    )
    return tuple(sorted(part["commit"]["user_data"]["history_uuid"] for part in parts))
