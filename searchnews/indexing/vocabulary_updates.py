"""Keeping the vocabulary of an index up to date while it is written to."""

from __future__ import annotations

import time
from concurrent.futures import Future
from contextlib import closing
from pathlib import Path
from typing import Final, NamedTuple

from searchnews.engines import load_engine
from searchnews.engines.base import Engine, Reader
from searchnews.processes import ProcessError, Processes
from searchnews.storage.layout import Layout
from searchnews.vocabulary import Vocabulary


class UpdateIntervals(NamedTuple):
    """How often the vocabulary is brought up to date in a long run.

    It means to walk through all words of the index; meanwhile the newest words are found as they
    are typed.
    """

    seconds: float = 30.0
    """Between two updates, where this process makes them."""
    seconds_in_process: float = 2.0
    """Where another process makes them: that holds nobody up, and leaves less for the end."""
    times_as_long: float = 10.0
    """As the last update took, at least: so they take a tenth of the time at most."""


DEFAULT_INTERVALS: Final = UpdateIntervals()


class VocabularyUpdater:
    """Brings the vocabulary up to date with the commits of one writer."""

    def __init__(
        self,
        engine: Engine,
        layout: Layout,
        processes: Processes,
        intervals: UpdateIntervals = DEFAULT_INTERVALS,
    ) -> None:
        self._engine = engine
        self._layout = layout
        self._processes = processes
        self._intervals = intervals
        self._updating: Future[float] | None = None
        """The update that another process is making."""
        self._ended_at = time.monotonic()
        self._seconds = 0.0
        """That the last update took."""

    def update_if_due(self) -> None:
        """After a commit that others follow: begin an update, if it is time for one.

        Raises:
            EngineError: it could not be written.
        """
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
            index = IndexToRead(self._layout.directory, self._engine.name)
            self._updating = self._processes.submit(update_vocabulary, index, limited=False)
        else:
            self.update()

    def update(self) -> None:
        """Make it know all words of the latest commit.

        Raises:
            EngineError: it could not be written.
        """
        if self._updating is not None:
            self._wait()
        with closing(self._engine.reader()) as reader:
            self._seconds = _update(self._layout, reader, self._processes)
        self._ended_at = time.monotonic()

    def _wait(self) -> None:
        """Wait for the process. What it could not do is done at the end."""
        try:
            self._seconds = self._updating.result() if self._updating is not None else 0.0
        except ProcessError:
            self._seconds = 0.0
        self._updating = None
        self._ended_at = time.monotonic()


class IndexToRead(NamedTuple):
    """What a process needs to open an index, which need not be whole yet."""

    directory: Path
    engine: str


def update_vocabulary(index: IndexToRead) -> float:
    """Bring the vocabulary of an index up to date, in a process; gives the seconds it took."""
    layout = Layout(index.directory)
    engine = load_engine(index.engine).open(layout.location)
    with closing(engine.reader()) as reader:
        return _update(layout, reader)


def _update(layout: Layout, reader: Reader, processes: Processes | None = None) -> float:
    began = time.monotonic()
    with closing(Vocabulary(layout.vocabulary)) as vocabulary:
        vocabulary.refresh(reader, processes)
    return time.monotonic() - began
