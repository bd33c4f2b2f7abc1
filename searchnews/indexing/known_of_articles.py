"""What an index knows of its articles beside themselves, for another one that is to have them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from contextlib import closing
from typing import NamedTuple, TypeVar

from searchnews.storage.layout import Layout
from searchnews.storage.manifest import Manifest

_T = TypeVar("_T")


class KnownOfArticles(NamedTuple):
    """What another index takes over."""

    revisions: Mapping[str, int]
    """Of the articles of which revisions are counted: which one stands, by id."""
    forbidden: Collection[str]
    """The articles that were deleted: files do not bring them back."""


def known_of_articles(layout: Layout) -> KnownOfArticles:
    """What an index knows; in a cluster what this machine does, but of what any has deleted.

    Raises:
        IndexDamagedError: the manifest is damaged.
        EngineError: it cannot be read.
    """
    revisions = dict(asked_of_manifest(layout, Manifest.revisions))
    if layout.address is not None:
        from searchnews.storage.cluster.here import shared_by

        return KnownOfArticles(revisions, shared_by(layout).forbidden())
    forbidden = asked_of_manifest(layout, lambda manifest: manifest.forbidden.all())
    return KnownOfArticles(revisions, forbidden)


def asked_of_manifest(layout: Layout, ask: Callable[[Manifest], list[_T]]) -> list[_T]:
    """The answer of a manifest; nothing if there is none.

    Raises:
        IndexDamagedError: it is damaged.
        EngineError: it cannot be read.
    """
    if not layout.manifest.exists():
        return []
    with closing(Manifest(layout.manifest, read_only=True)) as manifest:
        return ask(manifest)
