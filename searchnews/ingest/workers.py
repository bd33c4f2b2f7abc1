"""Sharing the work of reading dear documents, such as web pages, among processes.

A document that takes too long or too much memory is given up alone. Results come in the order in
which documents were given, so an index is the same however many processes made it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import Final, TypeAlias, TypeVar

from searchnews.ingest.base import Item, Problem, UnreadableFileError
from searchnews.ingest.isolated import Document, Done, read_document
from searchnews.ingest.neighbours import NOWHERE
from searchnews.processes import ProcessError, Processes

_T = TypeVar("_T")

# The first documents are read without processes, which take half a second to start; but not what
# is so large that it may take long.
_READ_AT_ONCE: Final = 20
_SMALL: Final = 512 << 10  # in bytes
# So many documents may wait for each process: enough that none is idle, some megabytes.
_WAITING: Final = 8


class Pending:
    """A document that is being read; with `member`, as the member of a container."""

    def __init__(self, future: Future[Done], member: Path | None = None) -> None:
        self._future = future
        self._member = member

    def of_member(self, member: Path) -> Pending:
        """The same as the member of a container: what is wrong with it is its own problem."""
        return self if self._member is not None else Pending(self._future, member)

    def items(self) -> Iterator[Item]:
        """What is in it; waits for it.

        Raises:
            UnreadableFileError: it cannot be read, or not to its end, and is no member.
        """
        try:
            done = self._future.result()
        except ProcessError as error:
            done = Done([], str(error))
        for item in done.items:
            yield item.of_member(self._member) if isinstance(item, Problem) else item
        if done.reason is not None:
            if self._member is None:
                raise UnreadableFileError(done.reason)
            yield Problem(done.reason, path=self._member)


class Workers:
    """Reads documents in processes, when there is enough to do."""

    def __init__(self, processes: Processes) -> None:
        self._processes = processes
        self._given = 0
        self.window = processes.count * _WAITING
        """So many documents may be given before the first of them is asked for."""

    def give(self, document: Document) -> Pending:
        """Have a document read."""
        self._given += 1
        document = document._replace(place=replace(document.place, around=NOWHERE))
        if self._given <= _READ_AT_ONCE and len(document.data) <= _SMALL:
            done: Future[Done] = Future()
            done.set_result(read_document(document))
            return Pending(done)
        return Pending(self._processes.submit(read_document, document))


def ahead(items: Iterable[_T], window: int) -> Iterator[_T]:
    """Some items as they are, with the next `window` of them made already."""
    waiting: deque[_T] = deque()
    for item in items:
        waiting.append(item)
        if len(waiting) > window:
            yield waiting.popleft()
    yield from waiting


Read: TypeAlias = Item | Pending
"""What reading gives while documents are still being read."""


def in_order(read: Iterable[Read], window: int) -> Iterator[Item]:
    """The items of all documents, in the order given, with up to `window` of them being read."""
    waiting: deque[Read] = deque()
    for each in read:
        waiting.append(each)
        while len(waiting) > window or not isinstance(waiting[0], Pending):
            yield from _items(waiting.popleft())
            if not waiting:
                break
    for each in waiting:
        yield from _items(each)


def _items(read: Read) -> Iterator[Item]:
    if isinstance(read, Pending):
        yield from read.items()
    else:
        yield read
