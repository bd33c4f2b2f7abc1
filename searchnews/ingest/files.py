"""Reading a file, or the member of a container, into articles."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from importlib import import_module
from io import BufferedReader, FileIO
from pathlib import Path
from typing import Final, cast

from searchnews.ingest.around import Folder
from searchnews.ingest.compression import damage_named, decompressed, without_compression
from searchnews.ingest.formats import HEAD, recognise, unknown_format
from searchnews.ingest.place import Place, utc_time
from searchnews.ingest.reading import (
    Item,
    ReaderModule,
    ReadingOptions,
    Stream,
    UnreadableFileError,
)

_BUFFER: Final = 1 << 18  # in bytes


class UnknownFormatError(UnreadableFileError):
    """A file of no format that is read: there are no articles in it."""


def read_file(
    path: Path, options: ReadingOptions, tell: Callable[[int], None] = lambda _: None
) -> Iterator[Item]:
    """The articles of a file as they are read, in bounded memory, and what was wrong with it.

    `tell` is told before each how many bytes of the file have been read, about.

    Raises:
        UnreadableFileError: the file cannot be read, or not to its end; then what came before
            has been yielded.
    """
    path = path.absolute()
    with damage_named(), _open(path) as file:
        status = os.fstat(file.fileno())
        place = Place(
            path,
            stem=Path(without_compression(path.name)).stem,
            date=utc_time(status.st_mtime) if options.date_from_mtime else None,
            around=Folder(path.parent),
        )
        for item in read_stream(file, status.st_size, place, options):
            tell(file.tell())
            yield item


def read_stream(stream: Stream, size: int, place: Place, options: ReadingOptions) -> Iterator[Item]:
    """The articles in a stream of `size` bytes that stands at a place; see `read_file`."""
    with damage_named():
        stream = decompressed(stream, size)
        head = stream.read(HEAD)
        stream.seek(0)
        name = without_compression(place.path.name)
        if not head:
            raise UnreadableFileError("the file is empty")
        file_format = recognise(name, head)
        if file_format is None:
            raise UnknownFormatError(unknown_format(name, head))
        module = import_module(f"searchnews.ingest.{file_format.module}")
        yield from cast("ReaderModule", module).read(stream, place, options)


def _open(path: Path) -> BufferedReader:
    # Opening a pipe that nobody writes to would wait for ever.
    descriptor = os.open(
        path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    )
    file: BufferedReader = BufferedReader(FileIO(descriptor), _BUFFER)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        file.close()
        raise UnreadableFileError("not a regular file")
    return file
