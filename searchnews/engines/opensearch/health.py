"""How an index in a cluster is: its parts, what it is closed to, and its words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import quote

from searchnews.engines.opensearch.commits import LOGGED, Commits
from searchnews.engines.opensearch.http import Client

_NOT_FOUND: Final = frozenset((404,))


def problems_of(client: Client) -> list[str]:
    """What is wrong, a sentence each. Other indexes of the cluster are not looked at.

    Raises:
        IndexDamagedError: what is noted of words cannot be read.
    """
    problems = [*_missing_parts(client), *_blocks(client)]
    if not problems:
        _read_words(client)
    return problems


def bytes_of(client: Client) -> int:
    """What the index takes on the disks of the cluster, all copies of it."""
    total = 0
    for index in _indexes(client):
        stats = client.ask("GET", f"/{quote(index)}/_stats/store")
        total += stats["_all"]["total"]["store"]["size_in_bytes"]
    return total


def _indexes(client: Client) -> tuple[str, ...]:
    """The aliases of the articles and of what is beside them; of what is kept, if there is any."""
    address = client.address
    # Asked in the way that who may only read is allowed to.
    path = f"/{quote(address.kept)}/_doc/any"
    has_kept = "error" not in client.ask("GET", path, accepted=_NOT_FOUND)
    return (address.name, address.meta, *([address.kept] if has_kept else []))


def _missing_parts(client: Client) -> Iterator[str]:
    for index in _indexes(client):
        health = client.ask("GET", f"/_cluster/health/{quote(index)}")
        if health["status"] == "red":
            yield (
                f"{client.address}: {health['unassigned_shards']} parts of {index} are on no node; "
                "start the nodes that are missing, or restore a snapshot"
            )


def _blocks(client: Client) -> Iterator[str]:
    for index in _indexes(client):
        settings = client.ask("GET", f"/{quote(index)}/_settings")
        for name, of_index in settings.items():
            blocks: dict[str, Any] = of_index["settings"]["index"].get("blocks", {})
            for block, value in blocks.items():
                if value == "true":
                    yield (
                        f"{client.address}: {name} is closed by the block {block}; take it away"
                        + (", and free some disk space" if "allow_delete" in block else "")
                    )


def _read_words(client: Client) -> None:
    """Read all that is noted of words; what is damaged raises an error."""
    commits = Commits(client)
    commit = commits.last()
    for field in LOGGED:
        for _ in commits.words(field, commit):
            pass
