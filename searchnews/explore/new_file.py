"""Files that are there whole or not at all."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from searchnews.errors import OutputError


@contextmanager
def new_file(path: Path, *, overwrite: bool = False) -> Iterator[BinaryIO]:
    """A file to write, which gets its name when all of it is on the disk.

    Until then it is a hidden file in the same folder, which is removed when anything fails; a
    process that is killed leaves it behind, and nothing under the name.

    Raises:
        OutputError: there is a file of this name already, unless it is to be overwritten; or the
            disk is full, the folder is missing or may not be written to.
    """
    try:
        # What a link points to is replaced, not the link.
        path = path.resolve()
        check_free(path, overwrite=overwrite)
        sibling = path.with_name(f".searchnews-{secrets.token_hex(8)}.part")
        try:
            with sibling.open("xb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            check_free(path, overwrite=overwrite)
            sibling.replace(path)
        finally:
            sibling.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(
            f"{path} could not be written: {error.strerror or error}; nothing is left of it"
        ) from None


def check_free(path: Path, *, overwrite: bool) -> None:
    """Refuse a name that is taken, or leads nowhere.

    Raises:
        OutputError: there is a file already, unless it is to be overwritten; or what is there is
            no file; or there is no folder for it.
    """
    if path.is_file() and overwrite:
        return
    if path.is_file():
        raise OutputError(f"{path} exists already; choose another name, or have it overwritten")
    if path.exists():
        raise OutputError(f"{path} is not a file; choose another name")
    if not path.parent.is_dir():
        raise OutputError(f"there is no folder {path.parent}; make it first")
