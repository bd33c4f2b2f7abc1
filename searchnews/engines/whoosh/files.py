"""Whoosh's files and their checksums, which Whoosh does not keep.

Its files are written once and never changed, so a checksum of each is noted beside them. One
names the segments of a commit, `_MAIN_n.toc`; it is the commit, and for a moment afterwards has no
checksum yet.
"""

from __future__ import annotations

import json
import re
import zlib
from pathlib import Path
from typing import Final

from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC

CHECKSUMS: Final = "checksums.json"
_FILE: Final = re.compile(r"_?MAIN_\w+\.(?:seg|toc)")
_CHUNK: Final = 1 << 20


def write_checksums(directory: Path) -> None:
    """Note the checksums of files that have none yet, and forget those that are gone."""
    known = _checksums(directory)
    names = [path.name for path in directory.iterdir() if _FILE.fullmatch(path.name)]
    checksums = {name: known.get(name) or _checksum(directory / name) for name in sorted(names)}
    new = directory / f"{CHECKSUMS}.new"
    new.write_text(json.dumps(checksums, indent=0))
    new.replace(directory / CHECKSUMS)


def check(directory: Path) -> list[str]:
    """What is wrong with the files of the last commit, a sentence each; every byte is read."""
    try:
        known = _checksums(directory)
        storage = FileStorage(str(directory))
        generation = TOC._latest_generation(storage, "MAIN")
        name = TOC._filename("MAIN", generation)
        # Checked before Whoosh reads it: it is a pickle.
        if name in known and (problem := _problem(directory / name, known[name])):
            return [problem]
        segments = TOC.read(storage, "MAIN", gen=generation).segments
    except Exception as error:  # a damaged pickle may raise anything
        return [f"{directory} cannot be read ({type(error).__name__}: {error})"]
    names = [segment.make_filename(".seg") for segment in segments]
    return [problem for n in names if (problem := _problem(directory / n, known.get(n)))]


def _checksums(directory: Path) -> dict[str, str]:
    try:
        known = json.loads((directory / CHECKSUMS).read_text())
    except FileNotFoundError:
        return {}
    return dict(known)


def _problem(path: Path, expected: str | None) -> str | None:
    try:
        checksum = _checksum(path)
    except FileNotFoundError:
        return f"{path} is missing"
    except OSError as error:
        return f"{path} cannot be read: {error.strerror}"
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
