"""Keeping up to date what is made from an index, while the index is written to."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import Final, NamedTuple

from searchnews.processes import ProcessError, Processes
from searchnews.storage.layout import Layout


class UpdateIntervals(NamedTuple):
    """How often something is brought up to date in a long run.

    For the vocabulary it means to walk through all words of the index, where many articles were
    added; meanwhile the newest words are found as they are typed.
    """

    seconds: float = 30.0
    """Between two updates, where this process makes them."""
    seconds_in_process: float = 10.0
    """Where another process makes them: that holds nobody up, and leaves less for the end. It takes
    a third of a second to start."""
    times_as_long: float = 10.0
    """As the last update took, at least: so they take a tenth of the time at most."""
    at_once: int = 1000
    """So many articles since the last update, at most, have their words taken over after every
    commit: to count the words of more takes as long as to walk through all."""


DEFAULT_INTERVALS: Final = UpdateIntervals()


class IndexToRead(NamedTuple):
    """What is to be known to read the last commit of an index, which need not be whole yet."""

    layout: Layout
    engine: str
    """The name of its engine."""
    last_number: int
    """The highest that an article was given."""


class BackgroundUpdates:
    """Updates of one thing after the commits of one writer, in a process where there are several.

    Every method raises EngineError when it could not be written.
    """

    def __init__(
        self,
        update: Callable[[IndexToRead], None],
        update_here: Callable[[IndexToRead], None],
        processes: Processes,
        intervals: UpdateIntervals = DEFAULT_INTERVALS,
    ) -> None:
        """`update` is a function of a module, for a process; `update_here` does the same here."""
        self._update = update
        self._update_here = update_here
        self._processes = processes
        self._intervals = intervals
        self._updating: Future[None] | None = None
        """The update that another process is making."""
        self._began_at = 0.0
        self._ended_at = time.monotonic()
        self._seconds = 0.0
        """That the last update took."""

    def update_if_due(self, index: IndexToRead) -> None:
        """After a commit that others follow: begin an update, if it is time for one."""
        if self._updating is not None:
            if not self._updating.done():
                return
            self._wait()
        in_process = self._processes.count > 1
        seconds = self._intervals.seconds_in_process if in_process else self._intervals.seconds
        least = max(seconds, self._intervals.times_as_long * self._seconds)
        if time.monotonic() - self._ended_at < least:
            return
        if in_process:
            self._began_at = time.monotonic()
            self._updating = self._processes.submit(self._update, index, limited=False)
        else:
            self.update(index)

    def update(self, index: IndexToRead) -> None:
        """Bring it up to date with the latest commit."""
        if self._updating is not None:
            self._wait()
        self._began_at = time.monotonic()
        self._update_here(index)
        self._end()

    def _wait(self) -> None:
        """Wait for the process. What it could not do is done at the end."""
        try:
            if self._updating is not None:
                self._updating.result()
            self._end()
        except ProcessError:
            self._seconds = 0.0
        self._updating = None

    def _end(self) -> None:
        self._ended_at = time.monotonic()
        self._seconds = self._ended_at - self._began_at
