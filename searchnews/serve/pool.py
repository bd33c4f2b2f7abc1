"""The threads in which everything is answered that takes time: few, and none for ever."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from searchnews.serve.api.problems import BusyError, TooSlowError

T = TypeVar("T")


class Pool:
    """So many threads, so many calls that wait for one, and a time after which one is given up.

    The loop of events never waits. A call that is given up keeps its thread until it ends by
    itself, so that there is never more work than threads.
    """

    def __init__(self, *, threads: int, waiting: int, seconds: float) -> None:
        self._most = threads + waiting
        self._seconds = seconds
        self._calls = 0
        self._lock = threading.Lock()
        self._executor = ThreadPoolExecutor(threads, thread_name_prefix="searchnews")

    async def run(self, call: Callable[[], T]) -> T:
        """What a call gives, made in a thread.

        Raises:
            BusyError: as many calls are waiting as may.
            TooSlowError: it took longer than it may.
        """
        with self._lock:
            if self._calls >= self._most:
                raise BusyError(
                    f"{self._calls} searches are running or waiting, which is the limit; try again"
                )
            self._calls += 1
        future = self._executor.submit(call)
        future.add_done_callback(lambda _: self._end())
        try:
            # Which also takes back a call that has not begun.
            return await asyncio.wait_for(asyncio.wrap_future(future), self._seconds)
        except TimeoutError:
            raise TooSlowError(
                f"this was given up after {self._seconds:g} seconds, which is the limit; narrow "
                "the query, or try again when there is less to do"
            ) from None

    def close(self) -> None:
        """Let go of the threads; what is running ends by itself."""
        self._executor.shutdown(wait=False, cancel_futures=True)

    def _end(self) -> None:
        with self._lock:
            self._calls -= 1
