"""Whoosh's files: synced before they are part of a commit, and with checksums; Whoosh does neither.

Its files are written once and never changed, and a list holds the checksum of each. One of them,
`_MAIN_n.toc`, names the segments of a commit; it is the commit, and for a moment afterwards has no
checksum yet.
"""

from __future__ import annotations

import json
import re
import shutil
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, clean_files

from searchnews.durability import sync_directory, sync_file, write_atomically
from searchnews.engines.base import Location
from searchnews.engines.file_names import WHOOSH_FILE, WHOOSH_TEMPORARY

CHECKSUMS: Final = "checksums.json"
INDEX_NAME: Final = "MAIN"
_UNFINISHED: Final = f"{INDEX_NAME}.tmp"  # a directory for what becomes part of a segment
_CHUNK: Final = 1 << 20


class DurableStorage(FileStorage):  # type: ignore[misc]
    """A directory in which a file is on disk before it gets its name, as the list of a commit."""

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """Rename a file, as Whoosh does when it is whole."""
        directory = Path(self.folder)
        sync_file(directory / oldname)
        super().rename_file(oldname, newname, safe=safe)
        sync_directory(directory)


def write_checksums(directory: Path) -> None:
    """Note the checksums of files that have none yet, and forget those that are gone.

    The files are on disk when this returns.

    Raises:
        OSError: they cannot be read or written.
    """
    known = _checksums(directory)
    checksums = {}
    for name in sorted(path.name for path in directory.iterdir()):
        if re.fullmatch(WHOOSH_FILE, name):
            if name not in known:
                sync_file(directory / name)
            checksums[name] = known.get(name) or _checksum(directory / name)
    write_atomically(directory / CHECKSUMS, json.dumps(checksums, indent=0).encode())


def clear_leftovers(directory: Path) -> None:
    """Remove what a killed writer left; for the one writer.

    Raises:
        OSError, and whatever Whoosh raises: what there is cannot be read.
    """
    storage = FileStorage(str(directory))
    current = TOC.read(storage, INDEX_NAME)
    clean_files(storage, INDEX_NAME, current.generation, current.segments)
    unfinished = directory / _UNFINISHED
    shutil.rmtree(unfinished, ignore_errors=True)
    for path in directory.iterdir():
        if re.fullmatch(WHOOSH_TEMPORARY, path.name):
            path.unlink(missing_ok=True)


def damage(location: Location) -> Iterator[str]:
    """What is wrong with the files of the latest commit, a sentence each; every byte is read.

    Raises:
        OSError: nobody can read them.
    """
    directory = Path(location)
    next(directory.iterdir(), None)  # Whoosh takes one that nobody may list for an empty one
    try:
        known = _checksums(directory)
        storage = FileStorage(location)
        generation = TOC._latest_generation(storage, INDEX_NAME)
        name = TOC._filename(INDEX_NAME, generation)
        # Checked before Whoosh reads it: it is a pickle.
        if name in known and (problem := _problem(directory / name, known[name])):
            yield problem
            return
        segments = TOC.read(storage, INDEX_NAME, gen=generation).segments
    except FileNotFoundError as error:
        yield f"{error.filename} is missing"
        return
    except OSError:
        raise
    except Exception as error:  # a damaged pickle may raise anything
        yield f"{directory} cannot be read ({type(error).__name__}: {error})"
        return
    for segment in segments:
        name = segment.make_filename(".seg")
        if problem := _problem(directory / name, known.get(name)):
            yield problem


def _checksums(directory: Path) -> dict[str, str]:
    with suppress(FileNotFoundError):
        return dict(json.loads((directory / CHECKSUMS).read_bytes()))
    return {}


def _problem(path: Path, expected: str | None) -> str | None:
    try:
        checksum = _checksum(path)
    except FileNotFoundError:
        return f"{path} is missing"
    if expected is None:
        return f"{path} has no checksum: {CHECKSUMS} is damaged or of another index"
    return None if checksum == expected else f"{path} is damaged: its checksum is wrong"


def _checksum(path: Path) -> str:
    """The size of a file, in bytes, and its CRC-32."""
    size = crc = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            size += len(chunk)
            crc = zlib.crc32(chunk, crc)
    return f"{size}-{crc:08x}"
