"""Files that survive a loss of power."""

from __future__ import annotations

import errno
import os
from pathlib import Path


def sync_file(path: Path) -> None:
    """Have the content of a file on disk when this returns.

    Raises:
        OSError: the disk failed.
    """
    _sync(path, os.O_RDONLY)


def sync_directory(directory: Path) -> None:
    """Have the names in a directory on disk: what was made in it, renamed or removed.

    Raises:
        OSError: the disk failed.
    """
    if os.name == "nt":
        return  # Windows opens no directories, and does this by itself
    try:
        _sync(directory, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    except OSError as error:
        if error.errno != errno.EINVAL:  # a file system that knows nothing of the kind
            raise


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all, whatever happens.

    First `.NAME.searchnews-new` is written, over what an interruption left there.

    Raises:
        OSError: it could not be written.
    """
    new = path.with_name(f".{path.name}.searchnews-new")
    with new.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
    sync_directory(path.parent)


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
