"""Opening the saved searches of an index, wherever they are kept."""

from __future__ import annotations

import sqlite3
import uuid
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from searchnews.errors import IndexDamagedError, SearchNewsError
from searchnews.sqlite import is_no_database, open_for_reading, open_for_writing
from searchnews.storage.layout import Layout
from searchnews.storage.saved.contract import SavedStore
from searchnews.storage.saved.database import SavedDatabase

if TYPE_CHECKING:
    from searchnews.storage.saved.cluster.store import ClusterStore


def opened_to_read(layout: Layout) -> SavedStore | None:
    """The saved searches of an index, to be looked at; None if there never were any.

    Raises:
        EngineError, IndexDamagedError, IndexVersionError: they cannot be used.
    """
    if layout.address is None:
        return _database_to_read(layout.saved)
    store = _in_cluster(layout)
    return store if store.exists() else None


def opened_to_write(layout: Layout, known_as: uuid.UUID | None = None) -> SavedStore:
    """The saved searches of an index, to be changed; what keeps them is made if there is nothing.

    A new store gets the name `known_as`, or one of its own. A file that is not by searchnews is
    left as it is.

    Raises:
        EngineError, IndexDamagedError, IndexVersionError: they cannot be used.
    """
    if layout.address is None:
        return _database_to_write(layout.saved, known_as)
    store = _in_cluster(layout)
    if not store.exists():
        store.make(known_as)
    return store


def is_foreign(layout: Layout) -> bool:
    """Whether there is something of somebody else's where saved searches would be."""
    return layout.address is None and _is_foreign(layout.saved)


def problems_of(layout: Layout) -> list[str]:
    """What is wrong with the saved searches of an index, a sentence each; empty if nothing."""
    try:
        if layout.address is not None:
            store = _in_cluster(layout)
            return store.problems() if store.exists() else []
        database = _database_to_read(layout.saved)
        if database is None:
            return []
        with closing(database):
            return [f"{layout.saved}: {problem}" for problem in database.problems()]
    except SearchNewsError as error:
        return [str(error)]


def _in_cluster(layout: Layout) -> ClusterStore:
    # Imported here: it loads what speaks HTTP.
    from searchnews.engines.addresses import address_of
    from searchnews.engines.opensearch.http import client_of
    from searchnews.storage.saved.cluster.store import ClusterStore

    return ClusterStore(client_of(address_of(layout.location)))


def _is_foreign(path: Path) -> bool:
    """Whether a file of the name is somebody else's: no database, or one of another program."""
    if path.is_dir():
        return True
    try:
        if path.stat().st_size == 0:
            return False
    except OSError:
        return False
    # Never by opening the file itself: closing it would take from this process all locks that other
    # threads have on it, and what they write then is lost. See https://sqlite.org/howtocorrupt.html
    try:
        with closing(SavedDatabase(path, open_for_reading)) as database:
            # In this order: another process may make it in between, tables and all at once.
            return not database.is_blank and not database.is_ours
    except SearchNewsError as error:
        if isinstance(error.__cause__, sqlite3.Error) and is_no_database(error.__cause__):
            return True
        raise


def _database_to_read(path: Path) -> SavedDatabase | None:
    if not path.exists():
        return None
    if _is_foreign(path):
        raise IndexDamagedError(f"{path} is not by searchnews; move it away")
    database = SavedDatabase(path, open_for_reading)
    try:
        if not database.is_blank:
            database.check_version()
            return database
    except SearchNewsError:
        database.close()
        raise
    database.close()
    return None


def _database_to_write(path: Path, known_as: uuid.UUID | None) -> SavedDatabase:
    known = _database_to_read(path)
    if known is not None:
        known.close()
    database = SavedDatabase(path, open_for_writing)
    try:
        if known is None:
            database.make(known_as)
    except SearchNewsError:
        database.close()
        raise
    return database
