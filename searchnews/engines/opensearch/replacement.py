"""An index in a cluster takes the place of another one, or goes."""

from __future__ import annotations

from urllib.parse import quote

from searchnews.engines.addresses import Address, address_of
from searchnews.engines.base import Location
from searchnews.engines.opensearch.http import Client, client_of

_NOT_FOUND = frozenset((404,))


def replace(location: Location, new: Location) -> None:
    """Put a new index in the place of the one at a location, which goes, in one step.

    Repeated after it was done it does nothing.

    Raises:
        EngineError: the cluster does not answer, or refuses; then nothing was done.
    """
    current, made = address_of(location), address_of(new)
    client = client_of(current)
    actions: list[dict[str, dict[str, str]]] = []
    for alias, new_alias in ((current.name, made.name), (current.meta, made.meta)):
        made_of = _behind(client, new_alias, current)
        if not made_of:
            return
        actions += [{"remove_index": {"index": index}} for index in _behind(client, alias, current)]
        for index in made_of:
            actions.append({"remove": {"index": index, "alias": new_alias}})
            actions.append({"add": {"index": index, "alias": alias}})
    client.ask("POST", "/_aliases", {"actions": actions})


def drop(location: Location) -> None:
    """Remove the index at a location, if there is one."""
    address = address_of(location)
    client = client_of(address)
    for alias in (address.name, address.meta):
        for index in _behind(client, alias, address):
            client.ask("DELETE", f"/{quote(index)}", accepted=_NOT_FOUND)


def _behind(client: Client, alias: str, address: Address) -> list[str]:
    """The indexes that an alias leads to; none if there is no such alias.

    Their names begin with that of the address, and it is asked of no others: who may see them alone
    would get no answer.
    """
    path = f"/{quote(address.name)}*/_alias/{quote(alias)}"
    answer = client.ask("GET", path, accepted=_NOT_FOUND)
    return [] if "error" in answer else sorted(answer)
