"""What a machine has of an index in a cluster: copies of what all share, and what is its own."""

from __future__ import annotations

from pathlib import Path

from searchnews.durability import write_atomically
from searchnews.engines import load_engine
from searchnews.engines.addresses import address_of
from searchnews.engines.opensearch.health import bytes_of
from searchnews.engines.opensearch.http import client_of
from searchnews.engines.opensearch.kept import kept_beside
from searchnews.engines.opensearch.meta import Meta
from searchnews.engines.opensearch.replacement import replace
from searchnews.errors import EngineError, IndexExistsError
from searchnews.storage.cluster.shared import Shared
from searchnews.storage.description import (
    Description,
    has_description,
    read_description,
    write_description,
)
from searchnews.storage.layout import Layout
from searchnews.storage.ownership import claim


def bring_here(layout: Layout) -> Description:
    """Bring the copies on this machine up to date; gives what the index is.

    Raises:
        IndexNotFoundError: there is no index at the address.
        EngineError: the cluster does not answer, or nothing can be written here.
    """
    shared = shared_by(layout)
    description = shared.description()
    make_folder(layout)
    try:
        if not has_description(layout) or read_description(layout) != description:
            # Another index has taken the place of the one before.
            layout.dictionary.unlink(missing_ok=True)
            write_description(layout, description)
        if not layout.dictionary.exists() and (dictionary := shared.dictionary()) is not None:
            write_atomically(layout.dictionary, dictionary)
    except OSError as error:
        raise _unwritable(layout.directory, error) from error
    return description


def create_in_cluster(layout: Layout, description: Description) -> None:
    """Make a new, empty index at an address; one whose making was interrupted is made now.

    Raises:
        IndexExistsError: there is one.
        EngineError: it cannot be made.
    """
    shared = shared_by(layout)
    if shared.identity() is not None:
        raise IndexExistsError(f"there is an index in {layout.name} already; open it instead")
    make_folder(layout)
    load_engine(description.engine).create(layout.location)
    shared.put_description(description)
    bring_here(layout)


def install_in_cluster(layout: Layout, staged: Layout) -> None:
    """Put a staged index in the place of the one at an address, for all machines at once.

    This machine keeps its manifest: the articles are the same, and so are their files.

    Raises:
        EngineError: it could not be done; the next process does it.
    """
    replace(layout.location, staged.location)
    bring_here(layout)


def bytes_in_cluster(layout: Layout) -> int:
    """What an index takes on the disks of a cluster, all copies of it."""
    return bytes_of(client_of(address_of(layout.location)))


def shared_by(layout: Layout) -> Shared:
    """What the machines share of the index of a layout, which has an address."""
    if layout.address is None:
        raise ValueError(f"{layout.directory} is no index in a cluster")
    return Shared(layout.address)


def kept_by(layout: Layout) -> Meta:
    """What is kept beside the index at an address, and stays when that is rebuilt."""
    return kept_beside(client_of(address_of(layout.location)))


def make_folder(layout: Layout) -> str:
    """Make the directory of this machine, if there is none; gives the id of its marker.

    Raises:
        EngineError: it cannot be made.
    """
    try:
        layout.directory.mkdir(parents=True, exist_ok=True)
        marker_id = claim(layout)
        layout.engine.mkdir(exist_ok=True)
        return marker_id
    except OSError as error:
        raise _unwritable(layout.directory, error) from error


def _unwritable(directory: Path, error: OSError) -> EngineError:
    return EngineError(
        f"{directory} cannot be written to ({error.strerror}); this machine keeps there what it "
        "has of the index: check its permissions, or name another folder in XDG_DATA_HOME"
    )
