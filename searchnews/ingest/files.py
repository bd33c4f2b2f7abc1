"""Reading a file, or the member of a container, into articles."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from importlib import import_module
from io import BufferedReader, FileIO
from itertools import chain, islice
from pathlib import Path
from typing import Final, Protocol, cast

from searchnews.ingest.base import (
    Item,
    ReaderModule,
    ReadingOptions,
    Stream,
    UnreadableFileError,
)
from searchnews.ingest.complete import dated
from searchnews.ingest.compression import damage_named, decompressed, without_compression
from searchnews.ingest.formats import HEAD, recognise, unknown_format
from searchnews.ingest.isolated import Document
from searchnews.ingest.neighbours import Folder
from searchnews.ingest.origin import Place, utc_time
from searchnews.ingest.workers import Read, Workers, in_order

_BUFFER: Final = 1 << 18  # in bytes
# Larger documents are left to their readers, which say how large is too large.
_LARGEST_DEAR: Final = 64 << 20  # in bytes


class UnknownFormatError(UnreadableFileError):
    """A file of no format that is read: there are no articles in it."""


def read_file(
    path: Path,
    options: ReadingOptions,
    tell: Callable[[int], None] = lambda _: None,
    workers: Workers | None = None,
) -> Iterator[Item]:
    """The articles of a file as they are read, in bounded memory, and what was wrong with it.

    `tell` is told before each how many bytes of the file have been read, about. With `workers`
    documents that are dear to read are read by them.

    Raises:
        UnreadableFileError: the file cannot be read, or not to its end; then what came before
            has been yielded.
    """
    yield from Begun(path, options, tell, workers).items()


class Begun:
    """A file that is being read; `begin` gives its first document to the workers, ahead."""

    def __init__(
        self,
        path: Path,
        options: ReadingOptions,
        tell: Callable[[int], None] = lambda _: None,
        workers: Workers | None = None,
    ) -> None:
        self._read = _read(path, options, tell, workers)
        self._first: list[Read] = []
        self._failure: UnreadableFileError | None = None
        self._window = workers.window if workers else 0

    def begin(self) -> None:
        """Read until there is something to give."""
        try:
            self._first.extend(islice(self._read, 1))
        except UnreadableFileError as error:
            self._failure = error

    def items(self) -> Iterator[Item]:
        """The articles of the file and its problems; see `read_file`."""
        if self._failure is not None:
            raise self._failure
        yield from in_order(chain(self._first, self._read), self._window)


def _read(
    path: Path,
    options: ReadingOptions,
    tell: Callable[[int], None],
    workers: Workers | None,
) -> Iterator[Read]:
    path = path.absolute()
    with damage_named(), _open(path) as file:
        status = os.fstat(file.fileno())
        place = Place(
            path,
            stem=Path(without_compression(path.name)).stem,
            date=utc_time(status.st_mtime) if options.date_from_mtime else None,
            around=Folder(path.parent),
        )
        for each in read_stream(file, status.st_size, place, options, workers):
            tell(file.tell())
            yield each


def read_stream(
    stream: Stream,
    size: int,
    place: Place,
    options: ReadingOptions,
    workers: Workers | None = None,
) -> Iterator[Read]:
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
        if file_format.dear and workers is not None:
            data = stream.read(_LARGEST_DEAR)
            if len(data) < _LARGEST_DEAR:
                yield workers.give(Document(file_format.module, data, place, options))
                return
            stream.seek(0)
        module = import_module(f"searchnews.ingest.{file_format.module}")
        if file_format.is_container:
            yield from cast("ContainerModule", module).read(stream, place, options, workers)
        else:
            yield from dated(cast("ReaderModule", module).read(stream, place, options))


class ContainerModule(Protocol):
    """What the module of a format of containers offers."""

    def read(
        self, stream: Stream, place: Place, options: ReadingOptions, workers: Workers | None
    ) -> Iterator[Read]:
        """The articles of the members, each read as a file would be."""


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
