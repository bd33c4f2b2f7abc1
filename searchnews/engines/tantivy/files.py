"""tantivy's files, checked without tantivy, which does not offer it to Python.

`meta.json` names the segments of the latest commit. A segment has one file of each kind, and each
file ends with a footer: JSON with the CRC-32 of what comes before, the length of that JSON and a
magic number, four bytes each, little-endian (tantivy's `directory/footer.rs`).
"""

from __future__ import annotations

import json
import re
import struct
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, NamedTuple

from searchnews.engines.base import Location
from searchnews.engines.file_names import TANTIVY_SEGMENT, TANTIVY_TEMPORARY
from searchnews.errors import EngineError, IndexDamagedError

META: Final = "meta.json"
MANAGED: Final = ".managed.json"
_ORDINARY: Final = ".tantivy-writer.lock"
_KINDS: Final = ("fast", "fieldnorm", "idx", "pos", "store", "term")
_TAIL: Final = struct.Struct("<II")
_MAGIC: Final = 1337
_CHUNK: Final = 1 << 20


class Commit(NamedTuple):
    """The latest commit of an index."""

    stamp: str
    """Names it."""
    counted: int
    """Articles in its segments, with those that were deleted since these were written."""


class FileIdentity(NamedTuple):
    """Distinguishes a file from those that replace it."""

    inode: int
    mtime_ns: int
    size: int


def last_commit(directory: Path) -> Commit:
    """The latest commit of an index in a directory.

    Raises:
        IndexDamagedError: the file that names it is missing or damaged.
        EngineError: it cannot be read.
    """
    try:
        meta = _meta(directory)
        counted = sum(int(segment["max_doc"]) for segment in meta["segments"])
        return Commit(str(meta.get("opstamp")), counted)
    except (KeyError, TypeError, ValueError) as error:
        raise IndexDamagedError(f"{directory / META} is damaged: {error!r}") from error
    except OSError as error:
        raise EngineError(f"{directory / META} cannot be read: {error.strerror}") from error


def has_field(directory: Path, name: str) -> bool:
    """Whether the articles of an index have a field.

    Raises:
        OSError, IndexDamagedError: what there is cannot be read.
    """
    return any(field["name"] == name for field in _meta(directory)["schema"])


def identity_of(meta: Path) -> FileIdentity:
    """The identity of the file that names the latest commit: every commit replaces it.

    Raises:
        IndexDamagedError: it is missing.
        EngineError: nobody may look.
    """
    try:
        status = meta.stat()
    except FileNotFoundError as error:
        raise IndexDamagedError(f"{meta} is missing") from error
    except OSError as error:
        raise EngineError(f"{meta} cannot be read: {error.strerror}") from error
    return FileIdentity(status.st_ino, status.st_mtime_ns, status.st_size)


def share(directory: Path) -> None:
    """Give the files that list segments the permissions of the others.

    Only their owner may read them as tantivy makes them, so nobody else could search.

    Raises:
        OSError: the permissions cannot be changed.
    """
    mode = (directory / _ORDINARY).stat().st_mode
    for name in (META, MANAGED):
        with suppress(FileNotFoundError):  # replaced just now by a merge, which shares it too
            if (directory / name).stat().st_mode != mode:
                (directory / name).chmod(mode)


def clear_leftovers(directory: Path) -> None:
    """Remove what a killed writer left and tantivy does not know of; for the one writer.

    What tantivy does know of, it removes itself when it collects garbage.

    Raises:
        OSError, IndexDamagedError: what there is cannot be read.
    """
    known = {*_files(_meta(directory)), *json.loads((directory / MANAGED).read_bytes())}
    for path in directory.iterdir():
        is_segment = re.fullmatch(TANTIVY_SEGMENT, path.name) and path.name not in known
        if is_segment or re.fullmatch(TANTIVY_TEMPORARY, path.name):
            path.unlink(missing_ok=True)


def damage(location: Location) -> Iterator[str]:
    """What is wrong with the files of the latest commit, a sentence each; every byte is read.

    Raises:
        OSError: nobody can read them.
    """
    directory = Path(location)
    try:
        names = list(_files(_meta(directory)))
    except IndexDamagedError as error:
        yield str(error)
        return
    for name in names:
        if problem := _problem(directory / name):
            yield problem


def _meta(directory: Path) -> dict[str, Any]:
    path = directory / META
    try:
        meta = json.loads(path.read_bytes())
        if isinstance(meta, dict):
            return meta
        reason = "it holds no object"
    except (FileNotFoundError, NotADirectoryError) as error:
        raise IndexDamagedError(f"{path} is missing") from error
    except ValueError as error:
        reason = str(error)
    raise IndexDamagedError(f"{path} is damaged: {reason}")


def _files(meta: dict[str, Any]) -> Iterator[str]:
    try:
        for segment in meta["segments"]:
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
    except (struct.error, ValueError, KeyError, TypeError):
        return f"{path} is cut short"
    return None if crc == expected else f"{path} is damaged: its checksum is wrong"
