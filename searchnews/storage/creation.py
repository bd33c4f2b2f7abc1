"""Making a new, empty index."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from searchnews.copies.layout import CopiesLayout
from searchnews.durability import sync_directory
from searchnews.engines import CLUSTER, EMBEDDED, load_engine
from searchnews.errors import EngineError, IndexExistsError, InvalidArgumentError
from searchnews.sqlite import merge_log
from searchnews.storage.description import Description, has_description, write_description
from searchnews.storage.layout import Layout
from searchnews.storage.lock import writer_lock
from searchnews.storage.manifest import Manifest
from searchnews.storage.ownership import claim
from searchnews.storage.replacement import discard, install, settle
from searchnews.vocabulary import Vocabulary


def create_index(layout: Layout, engine: str | None = None) -> None:
    """Make a new, empty index; one whose making was interrupted is made now.

    `engine` is its name; None for the default.

    Raises:
        IndexExistsError: there is something at its place.
        IndexLockedError: another process is making it.
        InvalidArgumentError: there is no such engine, or not at such a place.
        MissingDependencyError: the package of the engine is not installed.
        EngineError: it cannot be written.
    """
    engine = engine_at(layout, engine)
    description = Description.of_new_index(engine)
    if layout.address is not None:
        from searchnews.storage.cluster.here import create_in_cluster

        create_in_cluster(layout, description)
        return
    if has_description(layout):
        raise IndexExistsError(f"there is an index in {layout.directory} already; open it instead")
    try:
        # Resolved, as the directory may be a link to where there is nothing yet.
        Path(os.path.realpath(layout.directory)).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EngineError(
            f"{layout.directory} cannot be made ({error.strerror}); name another directory with "
            "--index"
        ) from error
    claim(layout)
    with writer_lock(layout):
        if not settle(layout):
            _check_free(layout)
        staged = stage(layout, engine)
        complete(staged, description)
        install(layout, staged)


def engine_at(layout: Layout, engine: str | None) -> str:
    """The engine of an index that is to be made; None stands for the default.

    Raises:
        InvalidArgumentError: an engine of this name has no index at such a place.
    """
    if layout.address is None:
        if engine == CLUSTER:
            raise InvalidArgumentError(
                f"the engine {CLUSTER} is in a cluster: say where with an address, such as --index "
                "opensearch://host:9200/presse"
            )
        return engine or EMBEDDED[0]
    if engine not in (None, CLUSTER):
        raise InvalidArgumentError(
            f"the engine {engine} has no index at an address; name a directory with --index, or "
            f"leave --engine out"
        )
    return CLUSTER


def stage(layout: Layout, engine: str) -> Layout:
    """Make an empty index inside the directory of another one, which it is to replace.

    It can be written to at once. The caller holds the lock.

    Raises:
        EngineError: it cannot be written.
    """
    staged = layout.staged(claim(layout))
    discard(layout, staged)
    if staged.address is not None:
        from searchnews.engines.opensearch.replacement import drop

        drop(staged.address)
    try:
        staged.engine.mkdir(parents=True)
    except OSError as error:
        raise EngineError(
            f"{staged.directory} cannot be made ({error.strerror}); check its permissions"
        ) from error
    CopiesLayout(staged.copies).create()
    reader = load_engine(engine).create(staged.location).reader()
    with closing(reader), closing(Vocabulary(staged.vocabulary)) as vocabulary:
        vocabulary.refresh(reader)
    with closing(Manifest(staged.manifest)) as manifest:
        manifest.commit(reader.stamp, 0)
    return staged


def complete(staged: Layout, description: Description) -> None:
    """Make a staged index whole, when all is written and closed: from now on it can be installed.

    Raises:
        EngineError: it cannot be written.
    """
    try:
        copies = CopiesLayout(staged.copies).database
        for database in (staged.manifest, staged.vocabulary, copies):
            if database.exists():
                merge_log(database)
        sync_directory(staged.engine)
        if staged.address is not None:
            from searchnews.storage.cluster.shared import Shared

            Shared(staged.address).put_description(description)
        write_description(staged, description)
    except (OSError, sqlite3.Error) as error:
        raise EngineError(
            f"{staged.directory} cannot be written ({error}); free some disk space"
        ) from error


def _check_free(layout: Layout) -> None:
    """Refuse to make an index over files of another one, or of the user's.

    Raises:
        IndexExistsError: there are some.
    """
    parts = (*layout.parts(), layout.made_on_demand())
    names = [layout.description, *(path for part in parts for path in part)]
    if taken := [path for path in names if os.path.lexists(path)]:
        raise IndexExistsError(
            f"{taken[0]} is there already; move it away, or choose another directory"
        )
