"""Zip files, whole or not, and those that are one document: workbooks and e-books.

Python's library takes the last end of an archive that it finds, and what is before that archive for
something else: of a delivery of archives that is cut short, it reads one of those inside.
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable
from errno import EINVAL
from typing import IO, Final, Generic, NamedTuple, TypeVar, cast

from searchnews.errors import UnreadableFileError
from searchnews.ingest.archives.zip_members import BLANK, END, found_members
from searchnews.ingest.base import OpenFile
from searchnews.ingest.limits import exploding
from searchnews.ingest.streams import Stream

_ZipT = TypeVar("_ZipT", bound=zipfile.ZipFile)

_END_64: Final = struct.Struct("<4s44xQ20x")  # with the locator behind it
_LONGEST_END: Final = END.size + 0xFFFF  # bytes, with a comment
_OF_64: Final = 0xFFFF_FFFF


class OpenedZip(NamedTuple, Generic[_ZipT]):
    """An archive, and what is wrong with it as a whole."""

    archive: _ZipT
    """Of an archive that is cut short, the members that are whole."""
    damage: str | None = None
    """Why there may have been more members."""
    is_several: bool = False
    """Whether it is several archives, one behind the other, whose members it has all."""
    has_rest: bool = False
    """Whether there is something that is no archive behind it."""


def opened_zip(stream: Stream, opened: Callable[[IO[bytes]], _ZipT]) -> OpenedZip[_ZipT]:
    """The archive that a file is, opened by a class of archives.

    Raises:
        UnreadableFileError: it is damaged or cut short, and no member is whole.
    """
    try:
        archive = opened(cast("IO[bytes]", stream))
        if _is_all(archive, stream):
            return OpenedZip(archive)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        # The library takes a disk that fails for a file that is no archive.
        cause = error if isinstance(error, OSError) else error.__context__
        if isinstance(cause, OSError) and cause.errno != EINVAL:  # a place before the beginning
            raise cause from None
    found = found_members(stream)
    if not found.whole and not found.is_whole:
        raise UnreadableFileError("the archive is damaged or cut short; none of its files is whole")
    damage = f"the archive is damaged or cut short after file {found.whole:,}"
    return OpenedZip(
        opened(cast("IO[bytes]", found.stream)),
        damage=None if found.is_whole else damage,
        is_several=found.archives > 1,
        has_rest=found.is_whole and found.has_rest,
    )


def _is_all(archive: zipfile.ZipFile, stream: Stream) -> bool:
    """Whether an archive begins where its file begins, and ends where it ends."""
    size = stream.seek(0, 2)
    start = stream.seek(max(0, size - _LONGEST_END))
    tail = stream.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or at + END.size > len(tail):
        return False
    *_, place, of_comment = END.unpack_from(tail, at)
    before = _END_64.size
    if place == _OF_64 and start + at >= before:
        stream.seek(start + at - before)
        sign, of_64 = _END_64.unpack(stream.read(before))
        place = of_64 if sign == b"PK\x06\x06" else place
    rest = tail[at + END.size + of_comment :]
    return archive.start_dir == place and not rest.strip(BLANK)


def zip_of(file: OpenFile, name: str) -> zipfile.ZipFile:
    """The members of a document; `name` is what it is called: "the workbook".

    Raises:
        UnreadableFileError: it is damaged, or would grow beyond all measure.
    """
    damaged = UnreadableFileError(f"{name} is damaged or cut short")
    try:
        opened = opened_zip(file.stream, zipfile.ZipFile)
    except UnreadableFileError:
        raise damaged from None
    if opened.damage is not None:
        raise damaged
    if opened.is_several:
        raise UnreadableFileError(f"{name} has another one before it in its file; separate them")
    members = opened.archive.infolist()
    most = file.limits.largest_unpacked(sum(member.compress_size for member in members))
    if sum(member.file_size for member in members) > most:
        raise exploding(most)
    return opened.archive
