"""The vocabulary of an index that is written to, which follows its commits."""

from __future__ import annotations

import time
from concurrent.futures import Future
from contextlib import closing
from pathlib import Path
from typing import Final

from searchnews.engines import load_engine
from searchnews.engines.base import Engine, Reader
from searchnews.processes import ProcessError, Processes
from searchnews.storage.layout import Layout, read_description
from searchnews.vocabulary import Vocabulary

# To bring it up to date is to walk through all words. In a long run that is done now and then, for
# a tenth of the time at most: meanwhile the newest words are found as they are typed.
_A_TENTH: Final = 10
_SECONDS_BETWEEN: Final = 30.0
# Beside the writer it holds nobody up, and leaves less to be done at the end.
_SECONDS_BETWEEN_BESIDE: Final = 2.0


class VocabularyFollower:
    """Brings the vocabulary up to date with the commits of one writer."""

    def __init__(self, engine: Engine, layout: Layout, processes: Processes) -> None:
        self._engine = engine
        self._layout = layout
        self._processes = processes
        self._beside: Future[float] | None = None
        self._ended_at = time.monotonic()
        self._seconds = 0.0
        """What it took the last time."""

    def follow(self) -> None:
        """After a commit that others follow: begin to bring it up to date, if it is due.

        A process does it, where there are several.

        Raises:
            EngineError: it could not be written.
        """
        if self._beside is not None:
            if not self._beside.done():
                return
            self._end_beside()
        is_beside = self._processes.count > 1
        between = _SECONDS_BETWEEN_BESIDE if is_beside else _SECONDS_BETWEEN
        if time.monotonic() - self._ended_at < max(between, _A_TENTH * self._seconds):
            return
        if is_beside:
            self._beside = self._processes.submit(refresh, self._layout.directory, limited=False)
        else:
            self.catch_up()

    def catch_up(self) -> None:
        """Make it know all words of the last commit.

        Raises:
            EngineError: it could not be written.
        """
        if self._beside is not None:
            self._end_beside()
        with closing(self._engine.reader()) as reader:
            self._seconds = _refresh(self._layout, reader, self._processes)
        self._ended_at = time.monotonic()

    def _end_beside(self) -> None:
        """Wait for the process. What it could not do is done at the end."""
        try:
            self._seconds = self._beside.result() if self._beside is not None else 0.0
        except ProcessError:
            self._seconds = 0.0
        self._beside = None
        self._ended_at = time.monotonic()


def refresh(directory: Path) -> float:
    """Bring the vocabulary of an index up to date, in a process; gives the seconds it took."""
    layout = Layout(directory)
    engine = load_engine(read_description(layout).engine).open(layout.engine)
    with closing(engine.reader()) as reader:
        return _refresh(layout, reader)


def _refresh(layout: Layout, reader: Reader, processes: Processes | None = None) -> float:
    began = time.monotonic()
    with closing(Vocabulary(layout.vocabulary)) as vocabulary:
        vocabulary.refresh(reader, processes)
    return time.monotonic() - began
