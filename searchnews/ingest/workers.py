"""Sharing the work of reading dear documents, such as web pages, among processes.

A document that takes too long or too much memory is given up alone. Results come in the order in
which documents were given, so an index is the same however many processes made it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import IO, Final, TypeAlias, TypeVar, cast

from searchnews.ingest.around import NOWHERE
from searchnews.ingest.frames import Done, Task, read_frame, write_frame
from searchnews.ingest.reading import Item, Problem, UnreadableFileError
from searchnews.ingest.worker import read_document

_T = TypeVar("_T")

# The slowest honest page of thousands took a second and a half.
_SECONDS: Final = 60.0
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
        done = self._future.result()
        for item in done.items:
            yield item.of_member(self._member) if isinstance(item, Problem) else item
        if done.reason is not None:
            if self._member is None:
                raise UnreadableFileError(done.reason)
            yield Problem(done.reason, path=self._member)


class Workers:
    """Processes that read documents; they start when there is enough to do."""

    def __init__(self, processes: int | None = None) -> None:
        self._processes = processes or os.cpu_count() or 1
        self._threads: ThreadPoolExecutor | None = None
        self._own = threading.local()
        self._started: list[subprocess.Popen[bytes]] = []
        self._given = 0
        self.window = self._processes * _WAITING
        """So many documents may be given before the first of them is asked for."""

    def give(self, task: Task) -> Pending:
        """Have a document read."""
        self._given += 1
        task = task._replace(place=replace(task.place, around=NOWHERE))
        if self._given <= _READ_AT_ONCE and len(task.data) <= _SMALL:
            done: Future[Done] = Future()
            done.set_result(read_document(task))
            return Pending(done)
        if self._threads is None:
            self._threads = ThreadPoolExecutor(self._processes, "searchnews-reading")
        return Pending(self._threads.submit(self._read, task))

    def close(self) -> None:
        """Stop all processes; what is being read is dropped."""
        if self._threads is not None:
            self._threads.shutdown(wait=False, cancel_futures=True)
        for process in self._started:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                with suppress(OSError):
                    pipe.close()  # type: ignore[union-attr]
        if self._threads is not None:
            self._threads.shutdown()

    def _read(self, task: Task) -> Done:
        """Have the process of this thread read a document, or a new one if that is gone."""
        process = getattr(self._own, "process", None)
        if process is None or process.poll() is not None:
            process = self._own.process = self._start()
        is_late = threading.Event()

        def give_up() -> None:
            is_late.set()
            process.kill()

        too_late = threading.Timer(_SECONDS, give_up)
        too_late.start()
        try:
            write_frame(cast("IO[bytes]", process.stdin), task)
            done: Done = read_frame(cast("IO[bytes]", process.stdout))
        except (EOFError, OSError, ValueError):
            process.kill()
            status = process.wait()  # until then it looks alive to the next document
            if is_late.is_set():
                return Done([], f"given up after {_SECONDS:.0f} seconds")
            return Done([], f"the process that read it ended with status {status}")
        finally:
            too_late.cancel()
        return done

    def _start(self) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-m", "searchnews.ingest.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        self._started.append(process)
        return process


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
