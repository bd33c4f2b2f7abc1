"""The vocabulary of an index, brought up to date with its latest commit."""

from __future__ import annotations

from contextlib import closing

from searchnews.engines import load_engine
from searchnews.indexing.added_words import AddedArticles
from searchnews.indexing.background import BackgroundUpdates, IndexToRead, UpdateIntervals
from searchnews.processes import Processes
from searchnews.vocabulary import Vocabulary
from searchnews.vocabulary.source import AddedWords


class VocabularyUpdates:
    """Updates of the vocabulary after the commits of one writer.

    Every method raises EngineError when it could not be written.
    """

    def __init__(self, processes: Processes, intervals: UpdateIntervals) -> None:
        self.added = AddedArticles(intervals.at_once)
        """Those since the last update, to be told of each that is added."""
        self._walks = BackgroundUpdates(update_vocabulary, update_vocabulary, processes, intervals)

    def update_if_due(self, index: IndexToRead, stamp: str) -> None:
        """After a commit that others follow, with its stamp."""
        if (words := self.added.words(stamp)) is None:
            self._walks.update_if_due(index)
        else:
            self._take_over(index, words)

    def update(self, index: IndexToRead, stamp: str) -> None:
        """Bring it up to date with the latest commit, which has this stamp."""
        if (words := self.added.words(stamp)) is None:
            self.walk(index, stamp)
        else:
            self._take_over(index, words)

    def walk(self, index: IndexToRead, stamp: str) -> None:
        """The same, whatever was added."""
        self._walks.update(index)
        self.added.begin_after(stamp)

    def forget_unless_at(self, stamp: str) -> None:
        """The latest commit has this stamp: it may be that of another machine."""
        if (words := self.added.words(stamp)) is not None and words.after != stamp:
            self.added.forget()

    def _take_over(self, index: IndexToRead, words: AddedWords) -> None:
        update_vocabulary(index, words)
        self.added.begin_after(words.until)


def update_vocabulary(index: IndexToRead, added: AddedWords | None = None) -> None:
    """Make the vocabulary know all words; it need not look for them if `added` says them.

    Raises:
        EngineError: it could not be written.
    """
    layout = index.layout
    with (
        closing(load_engine(index.engine).open(layout.location).reader()) as reader,
        closing(Vocabulary(layout.vocabulary)) as vocabulary,
    ):
        vocabulary.refresh(reader, added)
