"""Making indexes in a cluster, and the aliases that lead to them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count
from typing import Any, Final
from urllib.parse import quote

from searchnews.engines.opensearch.failures import failure_of
from searchnews.engines.opensearch.http import Client

_NOT_FOUND: Final = frozenset((404,))
_EXISTS: Final = frozenset((400,))


def free_name(client: Client, stem: str, alias: str) -> str:
    """A name for an index behind an alias: of none, of one that was left, or of one behind it.

    One that is behind another alias was made under the name of before, and took its place.
    """
    for number in count(1):
        name = f"{stem}-{number}"
        answer = client.ask("GET", f"/{quote(name)}/_alias", accepted=_NOT_FOUND)
        if "error" in answer or answer[name]["aliases"].keys() <= {alias}:
            break
    return name


def make(client: Client, index: str, body: dict[str, Any]) -> None:
    """Make an index, unless it is there."""
    answer = client.ask("PUT", f"/{quote(index)}", body, accepted=_EXISTS)
    error = answer.get("error", {})
    if error and error.get("type") != "resource_already_exists_exception":
        raise failure_of(str(client.address), 400, answer).error


def add_aliases(client: Client, names: Iterable[tuple[str, str]]) -> None:
    """Have aliases lead to indexes, all at once: pairs of an index and its alias."""
    actions = [{"add": {"index": index, "alias": alias}} for index, alias in names]
    client.ask("POST", "/_aliases", {"actions": actions})
