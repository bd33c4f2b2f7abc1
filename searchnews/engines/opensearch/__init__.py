"""The engine OpenSearch: a cluster of machines, for what one alone cannot hold."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from searchnews.engines.addresses import Address, address_of
from searchnews.engines.base import Location
from searchnews.engines.opensearch.commits import Commits, add_first_commit
from searchnews.engines.opensearch.health import problems_of
from searchnews.engines.opensearch.http import Client, client_of
from searchnews.engines.opensearch.making import add_aliases, free_name, make
from searchnews.engines.opensearch.meta import Meta, body_of_meta
from searchnews.engines.opensearch.reader import OpenSearchReader
from searchnews.engines.opensearch.schema import FORMAT, body_of_index
from searchnews.engines.opensearch.writer import OpenSearchWriter
from searchnews.errors import IndexVersionError, SearchNewsError

NAME: Final = "opensearch"
KEEPS_COMMITS: Final = False

__all__ = ["KEEPS_COMMITS", "NAME", "OpenSearchEngine", "check", "create", "open", "version"]


def version() -> str:
    """Of our fields in the cluster: the server's own version changes nothing."""
    return str(FORMAT)


def create(location: Location) -> OpenSearchEngine:
    """A new, empty index with its first commit, where there is none of this name.

    What an interruption left is gone on with: only the last step makes it an index.

    Raises:
        EngineError: it cannot be made.
    """
    address = address_of(location)
    client = client_of(address)
    articles = free_name(client, f"{address.name}-articles", address.name)
    meta = free_name(client, f"{address.name}-meta", address.meta)
    make(client, articles, body_of_index(address))
    make(client, meta, body_of_meta(address))
    add_first_commit(Meta(client, meta))
    add_aliases(client, [(articles, address.name), (meta, address.meta)])
    return OpenSearchEngine(client)


def open(location: Location) -> OpenSearchEngine:  # noqa: A001 - the contract's word
    """The index of an address.

    Raises:
        IndexNotFoundError: there is none.
        IndexVersionError: its fields are those of another version.
        EngineError: the cluster does not answer.
    """
    client = client_of(address_of(location))
    _check_fields(client)
    return OpenSearchEngine(client)


def check(location: Location) -> list[str]:
    """What is wrong with the index, a sentence each: of its parts, its blocks, its commits."""
    try:
        client = client_of(address_of(location))
        _check_fields(client)
        return problems_of(client)
    except SearchNewsError as error:
        return [str(error)]


class OpenSearchEngine:
    """An index in a cluster."""

    name = NAME

    def __init__(self, client: Client) -> None:
        self._client = client
        self._commits = Commits(client)

    def reader(self) -> OpenSearchReader:
        """The index at its latest commit, and at later ones."""
        return OpenSearchReader(self._client)

    def stamp(self) -> str:
        """Names the latest commit."""
        return self._commits.last().stamp

    def writer(self) -> OpenSearchWriter:
        """A writer; there may be others."""
        return OpenSearchWriter(self._client)


def _check_fields(client: Client) -> None:
    address: Address = client.address
    answer = client.ask("GET", f"/{quote(address.name)}/_mapping")
    formats = {
        index["mappings"].get("_meta", {}).get("searchnews", {}).get("format")
        for index in answer.values()
    }
    if formats != {FORMAT}:
        raise IndexVersionError(
            f"{address} is no index of this searchnews: its fields are of format "
            f"{', '.join(map(str, formats))}, not {FORMAT}; run `searchnews index --rebuild "
            f"--index {address}`, or name another index"
        )
