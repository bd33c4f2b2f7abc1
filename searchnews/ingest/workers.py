"""Sharing the work of reading documents, such as web pages, among processes.

A document that takes too long or too much memory is given up alone. Results come in the order in
which documents were submitted, so the index does not depend on the number of processes.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, wait
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias, TypeVar, cast

from searchnews.errors import UnreadableFileError
from searchnews.ingest.base import Item, Medium, OpenFile, Problem, Reader, ReadingOptions
from searchnews.ingest.complete import completed
from searchnews.ingest.failures import failures_named
from searchnews.ingest.limits import LIMITS, TimeLimit
from searchnews.ingest.neighbours import NO_NEIGHBOURS
from searchnews.ingest.origin import Origin
from searchnews.ingest.streams import stream_of
from searchnews.processes import ProcessError, Processes

_T = TypeVar("_T")

# The first quick documents are read without processes, which take half a second to start.
_READ_AT_ONCE: Final = 20
_QUICK: Final = 512 << 10  # in bytes
_LARGEST: Final = 128 << 20  # in bytes
# So many documents may wait for each process: enough that none is idle, some megabytes.
_WAITING: Final = 8
# In bytes; beyond it the next document waits until one is read.
_MOST_WAITING: Final = 256 << 20


class Document(NamedTuple):
    """A document to be read, whole."""

    module: str
    """Of its reader, in this package."""
    medium: Medium
    """Of its format."""
    data: bytes
    origin: Origin
    options: ReadingOptions


class DocumentItems(NamedTuple):
    """What is in a document."""

    items: list[Item]
    failure: Problem | None
    """Why there is no more; None if all was read."""


def read_document(document: Document) -> DocumentItems:
    """Read a document, in whichever process; what is wrong with it is no exception."""
    items: list[Item] = []
    try:
        with failures_named():
            reader = cast("Reader", import_module(f"searchnews.ingest.{document.module}"))
            file = OpenFile(
                stream_of(document.data),
                document.origin,
                document.options,
                LIMITS,
                TimeLimit(LIMITS),
            )
            drafts = reader.read(file)
            items += completed(drafts, document.origin, document.options, document.medium)
    except UnreadableFileError as error:
        return DocumentItems(items, Problem(str(error), traceback=error.traceback))
    return DocumentItems(items, None)


def _read_in_process(document: Document) -> DocumentItems:
    """Read a document in a process of our own, of which nobody reads the log."""
    logging.disable(logging.CRITICAL)
    return read_document(document)


class PendingDocument:
    """A document that is being read; with `member`, as the member of a container."""

    def __init__(self, future: Future[DocumentItems], member: Path | None = None) -> None:
        self._future = future
        self._member = member

    def of_member(self, member: Path) -> PendingDocument:
        """The same as the member of a container: what is wrong with it is its own problem."""
        return self if self._member is not None else PendingDocument(self._future, member)

    def items(self) -> Iterator[Item]:
        """What is in it; waits for it.

        Raises:
            UnreadableFileError: it cannot be read, or not to its end, and is no member.
        """
        try:
            items, failure = self._future.result()
        except ProcessError as error:
            items, failure = [], Problem(str(error))
        for item in items:
            yield item.of_member(self._member) if isinstance(item, Problem) else item
        if failure is not None:
            if self._member is None:
                raise UnreadableFileError(failure.reason, failure.traceback)
            yield failure.of_member(self._member)


class Workers:
    """Reads documents in processes, when there is enough to do."""

    def __init__(
        self,
        processes: Processes,
        *,
        read_at_once: int = _READ_AT_ONCE,
        quick_size: int = _QUICK,
        largest_size: int = _LARGEST,
        most_waiting: int = _MOST_WAITING,
    ) -> None:
        """`read_at_once` documents are read here, if they are quick; the next by processes."""
        self._processes = processes
        self._submitted = 0
        self._read_at_once = read_at_once
        self._most_waiting = most_waiting
        self._waiting: deque[tuple[Future[DocumentItems], int]] = deque()
        self.quick_size = quick_size
        """In bytes; larger documents may take long, whatever their format."""
        self.largest_size = largest_size
        """In bytes; larger documents are not taken."""
        self.window = processes.count * _WAITING
        """So many documents may be submitted before the items of the first are asked for."""

    def submit(self, document: Document, *, is_quick: bool = True) -> PendingDocument:
        """Have a document read; a quick one may be read at once, in this process."""
        self._submitted += 1
        document = document._replace(origin=replace(document.origin, neighbours=NO_NEIGHBOURS))
        if is_quick and self._submitted <= self._read_at_once:
            read: Future[DocumentItems] = Future()
            read.set_result(read_document(document))
            return PendingDocument(read)
        self._wait_for_room(len(document.data))
        future = self._processes.submit(_read_in_process, document)
        self._waiting.append((future, len(document.data)))
        return PendingDocument(future)

    def _wait_for_room(self, size: int) -> None:
        """Wait until the documents that wait to be read are few bytes."""
        while self._waiting and self._waiting[0][0].done():
            self._waiting.popleft()
        while self._waiting and size + sum(each for _, each in self._waiting) > self._most_waiting:
            wait([self._waiting.popleft()[0]])


def prefetched(items: Iterable[_T], window: int) -> Iterator[_T]:
    """The items as they are; when one is yielded, the next `window` of them have been made."""
    waiting: deque[_T] = deque()
    for item in items:
        waiting.append(item)
        if len(waiting) > window:
            yield waiting.popleft()
    yield from waiting


ItemOrPending: TypeAlias = Item | PendingDocument
"""What reading yields while documents are still being read."""


def items_in_order(read: Iterable[ItemOrPending], window: int) -> Iterator[Item]:
    """The items of all documents, in order, with up to `window` of them being read."""
    waiting: deque[ItemOrPending] = deque()
    for each in read:
        waiting.append(each)
        while len(waiting) > window or not isinstance(waiting[0], PendingDocument):
            yield from _items(waiting.popleft())
            if not waiting:
                break
    for each in waiting:
        yield from _items(each)


def _items(read: ItemOrPending) -> Iterator[Item]:
    if isinstance(read, PendingDocument):
        yield from read.items()
    else:
        yield read
