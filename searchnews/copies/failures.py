"""What goes wrong with the files of copies, as the errors of searchnews."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from searchnews.errors import EngineError, IndexDamagedError


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """A block that reads a file.

    Raises:
        IndexDamagedError: it is missing, cut short or altered.
    """
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise damaged(path, str(error)) from error


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """A block that writes a file.

    Raises:
        EngineError: it cannot be written.
        IndexDamagedError: it is a damaged database.
    """
    try:
        yield
    except (OSError, sqlite3.OperationalError) as error:
        raise EngineError(
            f"{path} cannot be written ({error}): the articles are safe, but copies among the "
            "newest are not recognised; free some disk space or check the permissions, then index "
            "again"
        ) from error
    except sqlite3.DatabaseError as error:
        raise damaged(path, str(error)) from error


def damaged(path: Path, what: str) -> IndexDamagedError:
    """The error that says what is wrong with a file, and what to do."""
    return IndexDamagedError(
        f"{path} is damaged ({what}); delete the folder {path.parent} and run `searchnews index` "
        "again: it is made again from the articles of the index"
    )
