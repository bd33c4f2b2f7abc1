"""Finding files: everything under a path is found, left out with a reason, or hidden."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from searchnews.errors import InvalidArgumentError


class FoundFile(NamedTuple):
    """A file to be read."""

    path: Path
    """Absolute."""
    size: int
    """In bytes."""
    mtime_ns: int
    """When it was last changed, in nanoseconds since 1970."""


class LeftOut(NamedTuple):
    """A file, or a link, that gives no articles."""

    path: Path
    reason: str


class Unlisted(NamedTuple):
    """A folder that could not be listed, or a file that could not be looked at.

    What is there now is unknown, so what was read from it before must be kept.
    """

    path: Path
    reason: str


def absolute(path: Path) -> Path:
    """The path from the root, as the user named it: links in it are kept, `..` is resolved.

    So a link that is moved to the folder of another day stands for the same articles.

    Raises:
        InvalidArgumentError: it is relative to the current folder, which has been removed.
    """
    try:
        path = path.absolute()
    except OSError as error:
        raise InvalidArgumentError(f"{path}: the current folder is gone: {error}") from None
    parts = path.parts
    if ".." not in parts:
        return path
    after = len(parts) - parts[::-1].index("..")
    return Path(*parts[:after]).resolve().joinpath(*parts[after:])


def discover(
    root: Path, leave_out: Callable[[Path], bool] = lambda _: False
) -> Iterator[FoundFile | LeftOut | Unlisted]:
    """Every file under a folder, or the file itself, by name, depth first.

    Folders for which `leave_out` says so are left alone, and hidden files and folders. So are
    links, or else an article might be read twice, or from somewhere else. `root` may be any of
    them: the user named it.

    Raises:
        InvalidArgumentError: there is nothing at `root`.
    """
    root = absolute(root)
    try:
        status = root.stat()
    except (FileNotFoundError, NotADirectoryError, ValueError):
        # A name with a NUL character is a ValueError.
        raise InvalidArgumentError(f"there is no file or folder {root}") from None
    except OSError as error:
        yield Unlisted(root, _reason(error))
        return
    if not stat.S_ISDIR(status.st_mode):
        yield _judge(root, status)
        return
    folders = [_listing(root)]
    while folders:
        entry = next(folders[-1], None)
        if entry is None:
            folders.pop()
        elif isinstance(entry, Unlisted):
            yield entry
        elif entry.name.startswith("."):
            continue
        elif not _is_folder(entry):
            yield _look(entry)
        elif not leave_out(Path(entry.path)):
            folders.append(_listing(Path(entry.path)))


def _listing(folder: Path) -> Iterator[os.DirEntry[str] | Unlisted]:
    try:
        with os.scandir(folder) as entries:
            listed = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        yield Unlisted(folder, _reason(error))
    else:
        yield from listed


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _look(entry: os.DirEntry[str]) -> FoundFile | LeftOut | Unlisted:
    path = Path(entry.path)
    try:
        if entry.is_symlink():
            return LeftOut(path, "a symbolic link; name it as a path to have it read")
        return _judge(path, entry.stat(follow_symlinks=False))
    except FileNotFoundError:
        return LeftOut(path, "it vanished while the folder was listed")
    except OSError as error:
        return Unlisted(path, _reason(error))


def _judge(path: Path, status: os.stat_result) -> FoundFile | LeftOut:
    if not stat.S_ISREG(status.st_mode):
        return LeftOut(path, "not a regular file, but a pipe, a socket or a device")
    return FoundFile(path, status.st_size, status.st_mtime_ns)


def _reason(error: OSError) -> str:
    return error.strerror or str(error)
