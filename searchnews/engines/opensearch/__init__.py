"""The engine OpenSearch: a cluster of machines, for what one alone cannot hold."""

from __future__ import annotations

from itertools import count
from typing import Any, Final
from urllib.parse import quote

from searchnews.engines.addresses import Address, address_of
from searchnews.engines.base import Location
from searchnews.engines.opensearch.commits import Commits, add_first_commit
from searchnews.engines.opensearch.failures import failure_of
from searchnews.engines.opensearch.health import problems_of
from searchnews.engines.opensearch.http import Client, client_of
from searchnews.engines.opensearch.meta import Meta, body_of_meta
from searchnews.engines.opensearch.reader import OpenSearchReader
from searchnews.engines.opensearch.schema import FORMAT, body_of_index
from searchnews.engines.opensearch.writer import OpenSearchWriter
from searchnews.errors import IndexVersionError, SearchNewsError

NAME: Final = "opensearch"
KEEPS_COMMITS: Final = False

__all__ = ["KEEPS_COMMITS", "NAME", "OpenSearchEngine", "check", "create", "open", "version"]

_NOT_FOUND: Final = frozenset((404,))
_EXISTS: Final = frozenset((400,))


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
    articles = _free_name(client, f"{address.name}-articles", address.name)
    meta = _free_name(client, f"{address.name}-meta", address.meta)
    _make(client, articles, body_of_index(address))
    _make(client, meta, body_of_meta(address))
    add_first_commit(Meta(client, meta))
    names = ((articles, address.name), (meta, address.meta))
    actions = [{"add": {"index": index, "alias": alias}} for index, alias in names]
    client.ask("POST", "/_aliases", {"actions": actions})
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


def _free_name(client: Client, stem: str, alias: str) -> str:
    """A name for an index behind an alias: of none, of one that was left, or of one behind it.

    One that is behind another alias was made under the name of before, and took its place.
    """
    for number in count(1):
        name = f"{stem}-{number}"
        answer = client.ask("GET", f"/{quote(name)}/_alias", accepted=_NOT_FOUND)
        if "error" in answer or answer[name]["aliases"].keys() <= {alias}:
            break
    return name


def _make(client: Client, index: str, body: dict[str, Any]) -> None:
    """Make an index, unless it is there."""
    answer = client.ask("PUT", f"/{quote(index)}", body, accepted=_EXISTS)
    error = answer.get("error", {})
    if error and error.get("type") != "resource_already_exists_exception":
        raise failure_of(str(client.address), 400, answer).error


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
