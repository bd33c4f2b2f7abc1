"""Reading a file, or the member of a container, into articles."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Generator, Iterator
from importlib import import_module
from itertools import chain, islice
from pathlib import Path
from typing import Final, Protocol, cast

from searchnews.errors import UnreadableFileError
from searchnews.ingest.base import Item, Medium, OpenFile, Problem, Reader, ReadingOptions
from searchnews.ingest.complete import completed
from searchnews.ingest.compression import decompressed, without_compression
from searchnews.ingest.failures import failures_named
from searchnews.ingest.formats.format import Format
from searchnews.ingest.formats.recognition import HEAD, recognise, unknown_format
from searchnews.ingest.limits import LIMITS, Limits, TimeLimit
from searchnews.ingest.neighbours import FolderNeighbours
from searchnews.ingest.origin import Origin
from searchnews.ingest.references.library_files import claiming_library
from searchnews.ingest.streams import Stream, open_file, stream_of
from searchnews.ingest.workers import Document, ItemOrPending, Workers, items_in_order

_PIECE: Final = 1 << 20  # in bytes
_MOST_LOOKED_AT: Final = 64 << 20  # bytes of what is of no format

_log: Final = logging.getLogger(__name__)


class UnknownFormatError(UnreadableFileError):
    """A file of no format that is read: there are no articles in it."""


class ContainerReader(Protocol):
    """What the module of a format of containers offers."""

    def read(self, file: OpenFile, workers: Workers | None) -> Iterator[ItemOrPending]:
        """The articles of the members, each read as a file would be."""


def read_file(
    path: Path,
    options: ReadingOptions,
    *,
    on_position: Callable[[int], None] = lambda _: None,
    workers: Workers | None = None,
    limits: Limits = LIMITS,
) -> Iterator[Item]:
    """The articles of a file as they are read, in bounded memory, and what was wrong with it.

    `on_position` is called before each with about how many bytes of the file have been read. With
    `workers`, documents that are large or slow to read are read by them.

    Raises:
        UnreadableFileError: the file cannot be read, or not to its end; then what came before
            has been yielded.
    """
    reading = FileReading(path, options, on_position=on_position, workers=workers, limits=limits)
    yield from reading.items()


class FileReading:
    """The reading of one file, which `start` can begin before its turn has come."""

    def __init__(
        self,
        path: Path,
        options: ReadingOptions,
        *,
        on_position: Callable[[int], None] = lambda _: None,
        workers: Workers | None = None,
        limits: Limits = LIMITS,
    ) -> None:
        """For the parameters see `read_file`."""
        self._path = path
        self._time_limit = TimeLimit(limits)
        self._read = _read(path, options, on_position, workers, limits, self._time_limit)
        self._first: list[ItemOrPending] = []
        self._failure: UnreadableFileError | None = None
        self._window = workers.window if workers else 0

    def start(self) -> None:
        """Give a document to the workers; of another file, read the first item."""
        try:
            self._first.extend(islice(self._read, 1))
        except UnreadableFileError as error:
            self._failure = error

    def items(self) -> Iterator[Item]:
        """The articles of the file and its problems; see `read_file`.

        An unexpected failure is logged at level DEBUG, with its traceback.
        """
        self._time_limit.restart()
        try:
            if self._failure is not None:
                raise self._failure
            for item in items_in_order(chain(self._first, self._read), self._window):
                if isinstance(item, Problem) and item.traceback:
                    _log.debug("%s: %s\n%s", item.path or self._path, item.reason, item.traceback)
                yield item
        except UnreadableFileError as error:
            if error.traceback:
                _log.debug("%s: %s\n%s", self._path, error, error.traceback)
            raise
        finally:
            self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._read.close()


def _read(
    path: Path,
    options: ReadingOptions,
    on_position: Callable[[int], None],
    workers: Workers | None,
    limits: Limits,
    time_limit: TimeLimit,
) -> Generator[ItemOrPending]:
    with failures_named():
        path = path.absolute()
        with open_file(path, before_read=time_limit.check) as stream:
            status = os.fstat(stream.fileno())
            origin = Origin(
                path,
                stem=Path(without_compression(path.name)).stem,
                mtime=status.st_mtime,
                neighbours=FolderNeighbours(path.parent, time_limit.check),
            )
            file = OpenFile(stream, origin, options, limits, time_limit)
            for item in read_stream(file, status.st_size, workers):
                on_position(stream.tell())
                yield item


def read_stream(
    file: OpenFile, size: int, workers: Workers | None = None
) -> Iterator[ItemOrPending]:
    """The articles in a stream of `size` bytes, compressed or not; see `read_file`."""
    with failures_named():
        most = file.limits.largest_unpacked(size)
        stream = decompressed(file.stream, most, file.time_limit.check)
        head = stream.read(HEAD)
        stream.seek(0)
        name = without_compression(file.origin.path.name)
        if not head:
            raise UnreadableFileError("the file is empty")
        file_format = recognise(name, head)
        if file_format is None:
            if stream is not file.stream:
                _find_damage(stream)
            raise UnknownFormatError(unknown_format(name, head))
        if (library := claiming_library(file.origin)) is not None:
            yield Problem(f"kept by {library}, with which it is read", may_hide_articles=False)
            return
        file = file._replace(stream=stream)
        module, medium = file_format.module, file_format.medium
        if medium is None:
            container = cast("ContainerReader", import_module(f"searchnews.ingest.{module}"))
            yield from container.read(file, workers)
        elif workers is not None and file_format.is_document:
            yield from _read_document(file, file_format, medium, workers)
        else:
            yield from _read_here(file, module, medium)


def _find_damage(stream: Stream) -> None:
    """Read compressed data that is of no format: where it is cut short, that is the reason."""
    left = _MOST_LOOKED_AT
    while left > 0 and (data := stream.read(_PIECE)):
        left -= len(data)


def _read_document(
    file: OpenFile, file_format: Format, medium: Medium, workers: Workers
) -> Iterator[ItemOrPending]:
    """Have a document read by another process if that may take long, else read it here."""
    data = file.stream.read(workers.quick_size + 1)
    is_quick = len(data) <= workers.quick_size and not file_format.is_packed
    if len(data) > workers.quick_size:
        data += file.stream.read(workers.largest_size - len(data))
    if len(data) >= workers.largest_size:
        file.stream.seek(0)  # its reader says how large is too large
        yield from _read_here(file, file_format.module, medium)
    elif is_quick and not file_format.is_slow:
        here = file._replace(stream=stream_of(data))
        yield from _read_here(here, file_format.module, medium)
    else:
        document = Document(file_format.module, medium, data, file.origin, file.options)
        yield workers.submit(document, is_quick=is_quick)


def _read_here(file: OpenFile, module: str, medium: Medium) -> Iterator[Item]:
    reader = cast("Reader", import_module(f"searchnews.ingest.{module}"))
    for item in completed(reader.read(file), file.origin, file.options, medium):
        yield item
        if isinstance(item, Problem):
            file.time_limit.check()
        else:
            # The time that others take for an article is not that of its file.
            file.time_limit.restart()
