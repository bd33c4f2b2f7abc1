"""What goes wrong with the files of copies, as the errors of searchnews."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from searchnews.errors import EngineError, IndexDamagedError
from searchnews.sqlite import is_damage


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
    except (OSError, sqlite3.Error) as error:
        if isinstance(error, sqlite3.Error) and is_damage(error):
            raise damaged(path, str(error)) from error
        raise EngineError(
            f"{path} cannot be written ({error}): the articles are safe, but copies among the "
            "newest are not recognised; free some disk space or check the permissions, then index "
            "again"
        ) from error


def damaged(path: Path, what: str) -> IndexDamagedError:
    """The error that says what is wrong with a file, and what to do."""
    return IndexDamagedError(
        f"{path} is damaged ({what}); delete the folder {path.parent} and run `searchnews index` "
        "again: it is made again from the articles of the index"
    )
