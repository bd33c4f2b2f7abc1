"""Opening the SQLite files of an index for reading."""

from __future__ import annotations

import sqlite3
from pathlib import Path


def open_read_only(path: Path) -> sqlite3.Connection:
    """Open a database for reading, also on media and in folders that cannot be written to.

    The connection may be used by several threads, one at a time.
    """
    place = f"{path.absolute().as_uri()}?mode=ro"
    connection = sqlite3.connect(place, uri=True, check_same_thread=False)
    try:
        connection.execute("SELECT 1 FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError:
        connection.close()
        # A write-ahead log needs a file beside it even for reading; without one nobody writes.
        return sqlite3.connect(f"{place}&immutable=1", uri=True, check_same_thread=False)
    except sqlite3.Error:
        connection.close()
        raise
    return connection
