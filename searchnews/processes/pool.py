"""A pool of processes. Work that takes too long, or too much memory, is given up alone."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import IO, Final, TypeVar, cast

from searchnews.errors import InvalidArgumentError
from searchnews.processes.messages import Answer, Task, receive, send

_Argument = TypeVar("_Argument")
_Result = TypeVar("_Result")

MAX_PROCESSES: Final = 256
"""Each has two pipes, and a process usually may have 1,024 files open."""

# Of thousands of real pages the slowest took a second and a half.
_SECONDS: Final = 60.0
# A page of 16 MiB, the largest that is read, takes half of it.
_MEMORY: Final = 2 << 30  # in bytes of address space


class ProcessError(Exception):
    """Why a process did not do its work: a clause that completes a message to the user."""


class Processes:
    """A pool of processes; each starts when there is work for it.

    They inherit nothing from this process. Forked ones would have its locks but not its threads,
    and processes of `multiprocessing` would run the script of the host program again.
    """

    def __init__(
        self, count: int | None = None, *, seconds: float = _SECONDS, memory: int = _MEMORY
    ) -> None:
        """Start at most `count` processes; None for as many as there are processors.

        Work that is limited may take `seconds` by the clock and `memory` bytes of address space.

        Raises:
            InvalidArgumentError: `count` is not from 1 to `MAX_PROCESSES`.
        """
        if count is not None and not 1 <= count <= MAX_PROCESSES:
            raise InvalidArgumentError(
                f"jobs is a number of processes from 1 to {MAX_PROCESSES}, not {count}"
            )
        self.count = count or min(os.cpu_count() or 1, MAX_PROCESSES)
        self.seconds = seconds
        self.memory = memory
        self.started: list[subprocess.Popen[bytes]] = []
        """All that were started, also those that have ended."""
        self._threads: ThreadPoolExecutor | None = None  # each talks to one process
        self._of_thread = threading.local()
        self._starting = threading.Lock()
        self._closed = False

    def submit(
        self, work: Callable[[_Argument], _Result], argument: _Argument, *, limited: bool = True
    ) -> Future[_Result]:
        """Call a function of a module in a process; argument and result are pickled.

        The future raises ProcessError when the function raised an exception, when its process
        ended (the next task gets a new one), and, if `limited`, when it took too long or too much
        memory.
        """
        if self._threads is None:
            self._threads = ThreadPoolExecutor(self.count, "searchnews")
        return self._threads.submit(self._do, work, argument, limited=limited)

    def close(self) -> None:
        """Stop all processes; unfinished work is dropped."""
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
        """Have the process of this thread do a task, and wait for the answer."""
        process = self._process_of_this_thread()
        is_late = threading.Event()

        def give_up() -> None:
            is_late.set()
            process.kill()

        seconds = self.seconds
        timer = threading.Timer(seconds, give_up)
        if limited:
            timer.start()
        try:
            task = Task(work, argument, self.memory if limited else None)
            send(cast("IO[bytes]", process.stdin), task)
            answer: Answer = receive(cast("IO[bytes]", process.stdout))
        except (EOFError, OSError, ValueError) as error:
            process.kill()
            status = process.wait()  # else it would look alive to the next task
            if is_late.is_set():
                raise ProcessError(f"given up after {seconds:.0f} seconds") from error
            raise ProcessError(f"the process that read it ended with status {status}") from error
        finally:
            timer.cancel()
        if answer.failure is not None:
            raise ProcessError(answer.failure)
        return cast("_Result", answer.result)

    def _process_of_this_thread(self) -> subprocess.Popen[bytes]:
        """The process that this thread used before, or a new one if that has ended."""
        process: subprocess.Popen[bytes] | None = getattr(self._of_thread, "process", None)
        if process is None or process.poll() is not None:
            with self._starting:
                if self._closed:
                    raise ProcessError("no more work is done")
                process = self._start()
            self._of_thread.process = process
        return process

    def _start(self) -> subprocess.Popen[bytes]:
        paths = os.pathsep.join(filter(None, sys.path))
        try:
            process = subprocess.Popen(
                # -P: a folder named searchnews in the user's working directory is not this one.
                [sys.executable, "-P", "-m", "searchnews.processes.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=os.environ | {"PYTHONPATH": paths},
            )
        except OSError as error:
            raise ProcessError(f"no process could be started for it: {error}") from error
        self.started.append(process)
        return process
