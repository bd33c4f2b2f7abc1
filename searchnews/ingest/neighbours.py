"""The files next to one that is read, for formats of several files, such as METS with ALTO."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Final, NamedTuple, Protocol

from searchnews.errors import UnreadableFileError
from searchnews.ingest.compression import DAMAGE, SUFFIXES, decompressed, without_compression
from searchnews.ingest.streams import open_file, stream_of


class Sign(NamedTuple):
    """What stands at the beginning of an XML file that describes others."""

    text: bytes
    """In small letters."""
    within: int
    """How many bytes from the beginning of the file."""


class Neighbours(Protocol):
    """The files next to one that is being read; names are relative to its folder."""

    def names(self, folder: str) -> list[str]:
        """The names of the files in a folder; none if there is no such folder.

        `..` leads up, and out of an archive to the files next to it. More than two folders up,
        there are none.
        """

    def read(self, name: str, most: int) -> bytes | None:
        """The bytes of a file, `most` at most; None if there is none or it cannot be read."""

    def xml_with(self, folder: str, sign: Sign) -> Sequence[str]:
        """The names of the XML files in a folder, compressed or not, that begin with a sign.

        They are looked for once: each page of a newspaper asks what the files next to it are.
        """


class _NoNeighbours:
    """The neighbours of a file that is read alone."""

    def names(self, folder: str) -> list[str]:  # noqa: ARG002 - as `Neighbours` says
        return []

    def read(self, name: str, most: int) -> bytes | None:  # noqa: ARG002
        return None

    def xml_with(self, folder: str, sign: Sign) -> Sequence[str]:  # noqa: ARG002
        return ()


NO_NEIGHBOURS: Final[Neighbours] = _NoNeighbours()
"""The neighbours of a file that is read alone."""


def read_unpacked(neighbours: Neighbours, name: str, most: int) -> bytes | None:
    """The bytes of a neighbour, `most` at most, decompressed; None as for `Neighbours.read`.

    A name stands also for the file that has the suffix of a compression besides, and the other way
    round: libraries compress the pages that METS names.
    """
    plain = f"{name.rpartition('/')[0]}/".lstrip("/") + without_compression(name)
    for written in dict.fromkeys((name, plain, *(plain + suffix for suffix in SUFFIXES))):
        packed = neighbours.read(written, most)
        if packed is not None:
            return _unpacked(packed, most)
    return None


def found_xml_with(neighbours: Neighbours, folder: str, sign: Sign) -> tuple[str, ...]:
    """The names of the XML files in a folder that begin with a sign, by looking into each."""

    def has_it(name: str) -> bool:
        head = read_unpacked(neighbours, f"{folder}/{name}", _HEAD) or b""
        return sign.text in head[: sign.within].lower()

    names = neighbours.names(folder)
    return tuple(n for n in names if without_compression(n).lower().endswith(".xml") and has_it(n))


@lru_cache(64)  # an issue asks for those of six folders
def _xml_with(folder: Path, mtime_ns: int, sign: Sign) -> tuple[str, ...]:  # noqa: ARG001
    """Those of a folder as it was at a time; a file more or less changes its time."""
    return found_xml_with(FolderNeighbours(folder), ".", sign)


def _unpacked(packed: bytes, most: int) -> bytes | None:
    """The first bytes; what is cut short or damaged gives as many as it has, or None."""
    parts: list[bytes] = []
    with suppress(OSError, EOFError, UnreadableFileError, *DAMAGE):
        # Its limit is for all that is read at a time, and would be an error.
        stream = decompressed(stream_of(packed), most + _READ_AT_A_TIME, lambda: None)
        while (missing := most - sum(map(len, parts))) > 0 and (part := stream.read1(missing)):
            parts.append(part)
    return b"".join(parts) or None


_READ_AT_A_TIME: Final = 1 << 20  # in bytes, more than any buffer
_HEAD: Final = 1 << 16  # bytes, compressed perhaps, in which signs show

# METS is next to the folder of its pages, or two levels above it.
_MOST_UPS: Final = 2


@dataclass(frozen=True, slots=True)
class FolderNeighbours:
    """The files next to one on disk."""

    folder: Path
    before_read: Callable[[], None] = lambda: None
    """Called before each access; raises when the file that is read has taken too long."""

    def names(self, folder: str) -> list[str]:
        """The names of the files in a folder; see `Neighbours`."""
        self.before_read()
        try:
            inside = self._inside(folder)
            if inside is None:
                return []
            with os.scandir(inside) as entries:
                return sorted(entry.name for entry in entries if entry.is_file())
        except (OSError, ValueError):  # what is no name of a file is a ValueError
            return []

    def read(self, name: str, most: int) -> bytes | None:
        """The bytes of a file, `most` at most; see `Neighbours`."""
        self.before_read()
        try:
            inside = self._inside(name)
            if inside is None:
                return None
            with open_file(inside) as file:
                return file.read(most)
        except (OSError, ValueError, UnreadableFileError):
            return None

    def xml_with(self, folder: str, sign: Sign) -> Sequence[str]:
        """The names of the XML files in a folder that begin with a sign; see `Neighbours`."""
        self.before_read()
        try:
            inside = self._inside(folder)
            return () if inside is None else _xml_with(inside, inside.stat().st_mtime_ns, sign)
        except (OSError, ValueError):
            return ()

    def _inside(self, relative: str) -> Path | None:
        steps = PurePosixPath(relative).parts
        ups = len(steps) - len([step for step in steps if step != ".."])
        if PurePosixPath(relative).is_absolute() or ups > _MOST_UPS or ".." in steps[ups:]:
            return None
        path = self.folder.joinpath(*steps).resolve()
        top = self.folder.joinpath(*[".."] * ups).resolve()
        return path if path.is_relative_to(top) else None
