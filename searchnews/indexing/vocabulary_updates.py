"""The vocabulary of an index, brought up to date with its latest commit."""

from __future__ import annotations

from contextlib import closing

from searchnews.engines import load_engine
from searchnews.indexing.background import BackgroundUpdates, IndexToRead, UpdateIntervals
from searchnews.processes import Processes
from searchnews.vocabulary import Vocabulary


def vocabulary_updates(processes: Processes, intervals: UpdateIntervals) -> BackgroundUpdates:
    """Updates of the vocabulary after the commits of a writer."""
    return BackgroundUpdates(
        update_vocabulary, lambda index: update_vocabulary(index, processes), processes, intervals
    )


def update_vocabulary(index: IndexToRead, processes: Processes | None = None) -> None:
    """Make the vocabulary know all words; `processes` help where there is much to do.

    Raises:
        EngineError: it could not be written.
    """
    layout = index.layout
    with (
        closing(load_engine(index.engine).open(layout.location).reader()) as reader,
        closing(Vocabulary(layout.vocabulary)) as vocabulary,
    ):
        vocabulary.refresh(reader, processes)
