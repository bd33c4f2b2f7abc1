"""The lists that all queries of an index know, wherever they are kept."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from searchnews.query.concepts.definitions import ListDefinition
from searchnews.storage.layout import Layout
from searchnews.storage.lists.folder import FolderLists


class IndexLists(Protocol):
    """The lists of an index: a place of concepts, see `Concepts`, that may be changed."""

    def definition(self, name: str) -> ListDefinition | None:
        """The list of this name; None if there is none."""

    def names(self) -> Iterable[str]:
        """The names of all lists, as they are typed."""

    def where(self) -> str:
        """Where a list of one's own is put, as a message says it."""

    def text(self, name: str) -> str | None:
        """What is in the list of this name; None if there is none."""

    def put(self, name: str, text: str) -> None:
        """Write a list, in the place of the one of its name."""

    def remove(self, name: str) -> bool:
        """Remove a list; gives whether there was one."""


def lists_in(layout: Layout) -> IndexLists:
    """The lists of an index: files in its folder, or in a cluster documents for all machines."""
    if layout.address is None:
        return FolderLists(layout.lists)
    # Imported here: it loads what speaks HTTP.
    from searchnews.engines.addresses import address_of
    from searchnews.engines.opensearch.http import client_of
    from searchnews.storage.lists.cluster import ClusterLists

    return ClusterLists(client_of(address_of(layout.address)))
