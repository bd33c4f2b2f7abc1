"""Which index it is: another one may take its place while it is open."""

from __future__ import annotations

from typing import TypeAlias

from searchnews.storage.description import Description
from searchnews.storage.layout import Layout
from searchnews.storage.marker import marker_id

Identity: TypeAlias = tuple[int | str, ...]
"""Distinguishes an index from another one with the same name, such as a rebuilt one."""


def index_made(layout: Layout, description: Description) -> str:
    """Tells an index from another one that was made in its place: of which, and when.

    In a cluster it is the same on all machines, and another one once an older state was restored.

    Raises:
        EngineError: the cluster does not answer.
    """
    if layout.address is None:
        return f"{marker_id(layout)} {description.created}"
    # Imported here: only in a cluster.
    import hashlib

    from searchnews.storage.cluster.shared import Shared

    histories = " ".join(Shared(layout.address).history())
    return f"{description.created} {hashlib.sha256(histories.encode()).hexdigest()[:16]}"


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
