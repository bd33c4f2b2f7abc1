"""The lists of an index in a cluster, which all machines know."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from searchnews.engines.opensearch.http import Client
from searchnews.engines.opensearch.kept import kept_beside, make_kept
from searchnews.errors import IndexDamagedError, IndexNotFoundError
from searchnews.query.concepts.definitions import ListDefinition
from searchnews.query.concepts.lists import list_of
from searchnews.query.concepts.names import SIGN, name_key

_HEAD: Final = "lists"


class _Listed(NamedTuple):
    """A list as the document that has all of them names it."""

    name: str
    document: str
    """The name of the one with its text, which is never changed."""


class ClusterLists:
    """The lists of one index: which there are is in one document, each text in one of its own."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._meta = kept_beside(client)

    def names(self) -> Iterator[str]:
        """The names of all lists, as they are typed."""
        return (listed.name for _, listed in sorted(self._listed().items()))

    def where(self) -> str:
        """How one is made."""
        return f"lists are put into {self._client.address} by `searchnews lists add FILE`"

    def definition(self, name: str) -> ListDefinition | None:
        """The list of this name; None if there is none."""
        listed = self._listed().get(name_key(name))
        if listed is None or (text := self.text(name)) is None:
            return None
        return list_of(listed.name, text, f"{SIGN}{listed.name} of {self._client.address}")

    def text(self, name: str) -> str | None:
        """What is in the list of this name; None if there is none.

        Raises:
            IndexDamagedError: somebody has removed it behind our back.
        """
        listed = self._listed().get(name_key(name))
        while listed is not None:
            document = self._meta.get(listed.document)
            if document is not None:
                return str(document.content["text"])
            before, listed = listed, self._listed().get(name_key(name))
            if listed == before:
                raise IndexDamagedError(
                    f"the list {name} of {self._client.address} is lost; put it there again with "
                    "`searchnews lists add FILE`"
                )
        return None

    def put(self, name: str, text: str) -> None:
        """Write a list, in the place of the one of its name."""
        make_kept(self._client)
        new = _Listed(name, f"list-{uuid.uuid4().hex}")
        self._meta.put(new.document, {"text": text})
        before = self._change(name_key(name), new)
        if before is not None and before != new:
            self._meta.delete(before.document)

    def remove(self, name: str) -> bool:
        """Remove a list; gives whether there was one."""
        if name_key(name) not in self._listed():
            return False
        before = self._change(name_key(name), None)
        if before is not None:
            self._meta.delete(before.document)
        return before is not None

    def _listed(self) -> dict[str, _Listed]:
        """All lists, by the keys of their names."""
        try:
            document = self._meta.get(_HEAD)
        except IndexNotFoundError:  # nothing was ever kept
            return {}
        return {} if document is None else _read(document.content)

    def _change(self, key: str, new: _Listed | None) -> _Listed | None:
        """Put a list into the document of all, or take it out; gives the one before."""
        before: list[_Listed | None] = []

        def changed(content: dict[str, Any]) -> dict[str, Any]:
            lists = _read(content)
            before[:] = [lists.pop(key, None)]
            if new is not None:
                lists[key] = new
            return {key: list(listed) for key, listed in lists.items()}

        self._meta.change(_HEAD, changed)
        return before[0]


def _read(content: dict[str, Any]) -> dict[str, _Listed]:
    return {key: _Listed(*listed) for key, listed in content.items()}
