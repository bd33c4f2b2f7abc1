"""Reading tar archives, compressed or not: each member as a file of its own, never unpacked."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from io import BufferedReader
from typing import cast

from searchnews.errors import UnreadableFileError
from searchnews.ingest.archives.members import MOST_MEMBERS, read_member
from searchnews.ingest.base import OpenFile, Problem
from searchnews.ingest.formats.recognition import TAR_MAGIC
from searchnews.ingest.workers import ItemOrPending, Workers


def read(file: OpenFile, workers: Workers | None) -> Iterator[ItemOrPending]:
    """The articles of the members, in the order of the archive; links and devices are left alone.

    Archives that stand one behind the other are read as one.

    Raises:
        UnreadableFileError: it is damaged or cut short; what came before has been yielded.
    """
    where, magic = TAR_MAGIC
    try:
        yield from _members(file, workers)
        while (rest := _rest(file)) is not None:
            if rest[where] != magic:
                reason = "behind the end of the archive there is something else, which was not read"
                yield Problem(reason, lost=False, may_hide_articles=False)
                return
            yield from _members(file, workers)
    except tarfile.TarError as error:
        raise UnreadableFileError(f"the archive is damaged or cut short: {error}") from None


def _members(file: OpenFile, workers: Workers | None) -> Iterator[ItemOrPending]:
    """Those of the archive that begins where the file stands, which is read to its end."""
    stream, origin = file.stream, file.origin
    with tarfile.open(fileobj=stream, mode="r:") as archive:
        for number, member in enumerate(archive, 1):
            if number > MOST_MEMBERS:
                raise UnreadableFileError(f"more than {MOST_MEMBERS:,} files in one archive")
            # Else the list of all members grows for as long as the archive is.
            archive.members.clear()  # type: ignore[attr-defined]
            opened = archive.extractfile(member) if member.isfile() else None
            inside = origin.member(member.name)
            if opened is not None and not inside.is_hidden_in(origin):
                content = cast("BufferedReader", opened)
                yield from read_member(file, content, member.size, inside, workers)
        # Of an archive that ends too early tarfile says nothing.
        stream.seek(archive.offset)
        if stream.read(tarfile.BLOCKSIZE) != bytes(tarfile.BLOCKSIZE):
            raise UnreadableFileError("the archive is cut short")


def _rest(file: OpenFile) -> bytes | None:
    """The block that comes behind empty ones, before which the file then stands; None if none."""
    while block := file.stream.read(tarfile.BLOCKSIZE):
        if block.strip(b"\0"):
            file.stream.seek(-len(block), 1)
            return block
    return None
