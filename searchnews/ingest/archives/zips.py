"""Reading zip archives: each member as a file of its own, from memory, never unpacked to disk."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BufferedReader
from pathlib import PurePosixPath
from typing import IO, Any, Final, cast
from zlib import error as DamagedData  # noqa: N812 - it is an exception

from searchnews.ingest.archives.members import MOST_MEMBERS, read_member
from searchnews.ingest.base import Problem, ReadingOptions, Stream, UnreadableFileError
from searchnews.ingest.origin import Place
from searchnews.ingest.workers import Read, Workers

_MOST_TIMES: Final = 250
_HARMLESS: Final = 256 << 20  # in bytes
_ENCRYPTED: Final = 0x1


def read(
    stream: Stream, place: Place, options: ReadingOptions, workers: Workers | None = None
) -> Iterator[Read]:
    """The articles of the members, in the order of the archive.

    Raises:
        UnreadableFileError: it is damaged, or explodes.
    """
    try:
        archive = zipfile.ZipFile(cast("IO[bytes]", stream))
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise UnreadableFileError(f"the archive is damaged or cut short: {error}") from None
    with archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        if "datapackage.json" in archive.namelist():
            # WACZ: the rest are lists of what is in the web archives.
            captured = [member for member in members if member.filename.startswith("archive/")]
            members = captured or members
        if len(members) > MOST_MEMBERS:
            raise UnreadableFileError(f"more than {MOST_MEMBERS:,} files in one archive")
        packed = sum(member.compress_size for member in members)
        unpacked = sum(member.file_size for member in members)
        if unpacked > max(_HARMLESS, packed * _MOST_TIMES):
            raise UnreadableFileError(
                f"it grows to {unpacked >> 20:,} MiB, more than {_MOST_TIMES} times its size, as "
                "no text does"
            )
        for member in members:
            inside = place.inside(member.filename, _Archive(archive, member.filename))
            if inside.is_hidden_in(place):
                continue
            yield from _read_one(archive, member, inside, options, workers)


def _read_one(
    archive: zipfile.ZipFile,
    member: zipfile.ZipInfo,
    place: Place,
    options: ReadingOptions,
    workers: Workers | None,
) -> Iterator[Read]:
    if member.flag_bits & _ENCRYPTED:
        yield Problem("it is encrypted; unpack the archive with its password", path=place.path)
        return
    try:
        with archive.open(member) as opened:
            content = BufferedReader(cast("Any", opened))
            yield from read_member(content, member.file_size, place, options, workers)
    except (zipfile.BadZipFile, DamagedData, NotImplementedError, EOFError) as error:
        yield Problem(f"the archive is damaged here: {error}", path=place.path)


class _Archive:
    """The members beside one of them."""

    def __init__(self, archive: zipfile.ZipFile, member: str) -> None:
        self._archive = archive
        self._folder = PurePosixPath(member).parent

    def names(self, folder: str) -> list[str]:
        """The names of the members in a folder."""
        where = self._normal(folder)
        names = map(PurePosixPath, self._archive.namelist())
        return sorted(name.name for name in names if name.parent == where)

    def read(self, name: str, most: int) -> bytes | None:
        """The bytes of a member, `most` at most."""
        try:
            with self._archive.open(str(self._normal(name))) as opened:
                return opened.read(most)
        except (KeyError, zipfile.BadZipFile, DamagedData, RuntimeError, NotImplementedError):
            return None

    def _normal(self, relative: str) -> PurePosixPath:
        steps: list[str] = []
        for step in (*self._folder.parts, *PurePosixPath(relative).parts):
            if step != "..":
                steps.append(step)
            elif steps:
                steps.pop()
        return PurePosixPath(*steps)
