"""An index in a cluster: what all machines share of it, and what each has of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from searchnews.storage.layout import Layout

if TYPE_CHECKING:
    from searchnews.engines.base import Engine, Writer
    from searchnews.storage.cluster.lease import Lease
    from searchnews.storage.cluster.writing import ClusterWriter
    from searchnews.storage.manifest import Manifest


def writing_in_cluster(
    layout: Layout, manifest: Manifest, engine: Engine, writer: Writer, lease: Lease | None
) -> ClusterWriter | None:
    """A writer that serves other machines, too; None where an index is in no cluster.

    Raises:
        EngineError: the cluster does not answer.
    """
    if layout.address is None:
        return None
    # Imported here: it loads what speaks HTTP.
    from searchnews.storage.cluster.writing import ClusterWriter

    return ClusterWriter(layout, manifest, engine, writer, lease)
