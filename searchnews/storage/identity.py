"""Which index it is: another one may take its place while it is open."""

from __future__ import annotations

from typing import TypeAlias

from searchnews.storage.layout import Layout

Identity: TypeAlias = tuple[int | str, ...]
"""Distinguishes an index from another one with the same name, such as a rebuilt one."""


def identity_of(layout: Layout) -> Identity | None:
    """The identity of an index; None if there is none. Fast enough to ask before every search.

    Raises:
        EngineError: it is in a cluster, which does not answer.
    """
    if layout.address is not None:
        # Imported here: it loads what speaks HTTP.
        from searchnews.storage.cluster.shared import Shared

        return Shared(layout.address).identity()
    try:
        status = layout.description.stat()
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns
