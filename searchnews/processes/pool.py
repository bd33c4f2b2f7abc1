"""Giving work to processes: what takes too long or too much memory is given up alone."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import IO, Final, TypeVar, cast

from searchnews.processes.frames import Answer, Task, read_frame, write_frame

_Argument = TypeVar("_Argument")
_Result = TypeVar("_Result")

# The slowest honest page of thousands took a second and a half.
_SECONDS: Final = 60.0


class ProcessError(Exception):
    """Why a process did not do what it was given: a clause for the user."""


class Processes:
    """Processes that do work; each starts when there is something for it to do.

    They are started with nothing of this one, as its threads and the script that it runs, whatever
    that does when it is imported, are no business of theirs.
    """

    def __init__(self, count: int | None = None) -> None:
        """So many at most; as many as there are processors, unless told."""
        self.count = count or os.cpu_count() or 1
        self._threads: ThreadPoolExecutor | None = None
        self._own = threading.local()
        self.started: list[subprocess.Popen[bytes]] = []
        """All of them, those that are gone too."""
        self._starting = threading.Lock()
        self._closed = False

    def submit(
        self, work: Callable[[_Argument], _Result], argument: _Argument, *, limited: bool = True
    ) -> Future[_Result]:
        """Have a function of a module done; it is named, and what goes in and out is pickled.

        The future raises ProcessError when it failed, or took longer than a minute or more than two
        gigabytes, unless it is not `limited`, or its process ended, which the next task replaces.
        """
        if self._threads is None:
            self._threads = ThreadPoolExecutor(self.count, "searchnews")
        return self._threads.submit(self._do, work, argument, limited=limited)

    def close(self) -> None:
        """Stop all; what they are doing is dropped."""
        if self._threads is not None:
            self._threads.shutdown(wait=False, cancel_futures=True)
        with self._starting:
            self._closed = True
        for process in self.started:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                with suppress(OSError):
                    pipe.close()  # type: ignore[union-attr]
        if self._threads is not None:
            self._threads.shutdown()

    def _do(
        self, work: Callable[[_Argument], _Result], argument: _Argument, *, limited: bool
    ) -> _Result:
        """Have the process of this thread do a task."""
        process = self._process_of_this_thread()
        is_late = threading.Event()

        def give_up() -> None:
            is_late.set()
            process.kill()

        too_late = threading.Timer(_SECONDS, give_up)
        if limited:
            too_late.start()
        try:
            write_frame(cast("IO[bytes]", process.stdin), Task(work, argument, limited))
            answer: Answer = read_frame(cast("IO[bytes]", process.stdout))
        except (EOFError, OSError, ValueError) as error:
            process.kill()
            status = process.wait()  # until then it looks alive to the next task
            if is_late.is_set():
                raise ProcessError(f"given up after {_SECONDS:.0f} seconds") from error
            raise ProcessError(f"the process that read it ended with status {status}") from error
        finally:
            too_late.cancel()
        if answer.failure is not None:
            raise ProcessError(answer.failure)
        return cast("_Result", answer.result)

    def _process_of_this_thread(self) -> subprocess.Popen[bytes]:
        """The one that it had before, or a new one if that is gone."""
        process: subprocess.Popen[bytes] | None = getattr(self._own, "process", None)
        if process is None or process.poll() is not None:
            with self._starting:
                if self._closed:
                    raise ProcessError("nothing more is done")
                process = self._started()
            self._own.process = process
        return process

    def _started(self) -> subprocess.Popen[bytes]:
        paths = os.pathsep.join(filter(None, sys.path))
        try:
            process = subprocess.Popen(
                # -P: a folder named searchnews where the user happens to be is not this one.
                [sys.executable, "-P", "-m", "searchnews.processes.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=os.environ | {"PYTHONPATH": paths},
            )
        except OSError as error:
            raise ProcessError(f"no process could be started for it: {error}") from error
        self.started.append(process)
        return process
