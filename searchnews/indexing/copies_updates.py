"""The copies of an index, brought up to date with its latest commit."""

from __future__ import annotations

from contextlib import closing

from searchnews.engines import load_engine
from searchnews.indexing.background import BackgroundUpdates, IndexToRead, UpdateIntervals
from searchnews.processes import Processes
from searchnews.storage.grouping.copies import refresh_copies


def copies_updates(processes: Processes, intervals: UpdateIntervals) -> BackgroundUpdates:
    """Updates of the copies after the commits of a writer."""
    return BackgroundUpdates(update_copies, update_copies, processes, intervals)


def update_copies(index: IndexToRead) -> None:
    """Recognise the copies among the articles that there are.

    Raises:
        EngineError: they could not be written.
        IndexDamagedError: an article cannot be read.
    """
    layout = index.layout
    with closing(load_engine(index.engine).open(layout.location).reader()) as reader:
        refresh_copies(layout, reader, index.last_number)
