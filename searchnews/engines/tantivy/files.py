"""tantivy's files, checked without tantivy, which does not offer it to Python.

`meta.json` names the segments of the last commit. A segment has one file of each kind, and each
file ends with a footer: JSON with the CRC-32 of what comes before, the length of that JSON and a
magic number, four bytes each, little-endian (tantivy's `directory/footer.rs`).
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from searchnews.errors import IndexDamagedError

META: Final = "meta.json"
MANAGED: Final = ".managed.json"
_ORDINARY: Final = ".tantivy-writer.lock"
_KINDS: Final = ("fast", "fieldnorm", "idx", "pos", "store", "term")
_TAIL: Final = struct.Struct("<II")
_MAGIC: Final = 1337
_CHUNK: Final = 1 << 20


class FileIdentity(NamedTuple):
    """One file among those that take each other's place."""

    inode: int
    mtime_ns: int
    size: int


def commit_stamp(directory: Path) -> str:
    """Names the last commit.

    Raises:
        IndexDamagedError: the file that says so cannot be read.
    """
    return str(_meta(directory).get("opstamp"))


def identity_of(meta: Path) -> FileIdentity:
    """Tells the file that names the last commit from those before and after.

    Raises:
        IndexDamagedError: it is missing.
    """
    try:
        status = meta.stat()
    except OSError as error:
        raise _unreadable(meta, str(error)) from error
    return FileIdentity(status.st_ino, status.st_mtime_ns, status.st_size)


def share(directory: Path) -> None:
    """Give the files that say what there is the permissions of the others.

    Only their owner may read them as tantivy makes them, so nobody else could search.
    """
    mode = (directory / _ORDINARY).stat().st_mode
    for name in (META, MANAGED):
        with suppress(FileNotFoundError):  # replaced just now by a merge, which shares it too
            (directory / name).chmod(mode)


def check(directory: Path) -> list[str]:
    """What is wrong with the files of the last commit, a sentence each; every byte is read."""
    try:
        names = list(_files(_meta(directory)))
    except IndexDamagedError as error:
        return [str(error)]
    return [problem for name in names if (problem := _problem(directory / name))]


def _meta(directory: Path) -> dict[str, object]:
    path = directory / META
    try:
        meta = json.loads(path.read_bytes())
        if isinstance(meta, dict):
            return meta
        reason = "it holds no object"
    except (OSError, ValueError) as error:
        reason = str(error)
    raise _unreadable(path, reason)


def _unreadable(path: Path, reason: str) -> IndexDamagedError:
    return IndexDamagedError(f"{path} cannot be read: {reason}")


def _files(meta: dict[str, object]) -> Iterator[str]:
    try:
        for segment in meta["segments"]:  # type: ignore[attr-defined]
            name = segment["segment_id"].replace("-", "")
            for kind in _KINDS:
                yield f"{name}.{kind}"
            if segment["deletes"]:
                yield f"{name}.{segment['deletes']['opstamp']}.del"
    except (KeyError, TypeError, AttributeError) as error:
        raise IndexDamagedError(f"{META} does not name its segments: {error!r}") from error


def _problem(path: Path) -> str | None:
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            file.seek(max(0, size - _TAIL.size))
            length, magic = _TAIL.unpack(file.read())
            body = size - _TAIL.size - length
            if magic != _MAGIC or body < 0:
                return f"{path} is cut short"
            file.seek(body)
            expected = json.loads(file.read(length))["crc"]
            file.seek(0)
            crc = 0
            while body and (chunk := file.read(min(_CHUNK, body))):
                crc = zlib.crc32(chunk, crc)
                body -= len(chunk)
    except FileNotFoundError:
        return f"{path} is missing"
    except OSError as error:
        return f"{path} cannot be read: {error.strerror}"
    except (struct.error, ValueError, KeyError, TypeError):
        return f"{path} is cut short"
    return None if crc == expected else f"{path} is damaged: its checksum is wrong"
