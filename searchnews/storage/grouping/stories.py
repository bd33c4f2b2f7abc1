"""The stories of an index: made when they are asked for, and kept in it if possible."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Final, Protocol

import numpy as np

from searchnews.analysis.bulk.cut import folded_words_of_each
from searchnews.copies.groups import Groups
from searchnews.dates import TIMES_OF_A_DAY
from searchnews.engines.base import Reader
from searchnews.errors import EngineError, IndexDamagedError
from searchnews.index_fields import WORDS
from searchnews.query.clauses import Everything
from searchnews.sqlite import copy_database
from searchnews.storage.grouping.copies import text_of
from searchnews.storage.stored_articles import StoredArticles
from searchnews.stories.rarity import Rarity
from searchnews.stories.source import OPENING, Dispatches, StoryText
from searchnews.stories.stories import Stories
from searchnews.stories.update import Progress, update_stories

_TEXTS_AT_ONCE: Final = 128
# In characters: a French word has seven of them with what stands around it.
_LONGEST_OPENING: Final = 12 * OPENING


class SharesRarity(Protocol):
    """How rare words are for several machines."""

    def latest(self, articles: int, counted: Callable[[], Rarity], known: Rarity | None) -> Rarity:
        """That for so many articles: `known`, or what another has `counted`, or else this one."""


class KeptStories:
    """The stories of an index at each commit at which somebody asks."""

    def __init__(self, database: Path, groups: Groups) -> None:
        self._database = database
        self._groups = groups
        self._known: Stories | None = None
        self._own: tempfile.TemporaryDirectory[str] | None = None

    def are_known(self, reader: Reader, articles: StoredArticles) -> bool:
        """Whether those of a commit are there, so that `latest` need not make them.

        Raises:
            IndexDamagedError: the copies cannot be read.
        """
        stamp = IndexDispatches(reader, articles, self._groups).stamp
        stories = self._known or Stories(self._groups, self._database)
        return _is_at(stories, stamp)

    def is_at(self, commit: str) -> bool:
        """Whether stories, and the copies that they are made of, are those of a commit."""
        stories = self._known or Stories(self._groups, self._database)
        return _is_at(stories, _stamp(commit, commit))

    def latest(
        self,
        reader: Reader,
        articles: StoredArticles,
        progress: Progress | None = None,
        *,
        index: str = "",
        shared: SharesRarity | None = None,
    ) -> Stories:
        """Those of a commit, brought up to date: in a file of one's own if not in the index.

        `index` and `shared` are as for `IndexDispatches`.

        Raises:
            IndexDamagedError: an article, or the copies, cannot be read.
            EngineError: they cannot be written anywhere.
        """
        source = IndexDispatches(reader, articles, self._groups, index, shared)
        if self._known is not None and _is_at(self._known, source.stamp):
            return self._known
        database = self._database
        try:
            if not _is_at(Stories(self._groups, database), source.stamp):
                update_stories(database, source, progress)
        except EngineError:
            database = self._own_copy()
            update_stories(database, source, progress)
        self._known = Stories(self._groups, database)
        return self._known

    def close(self) -> None:
        """Let go of files; idempotent."""
        if self._known is not None:
            self._known.close()
        if self._own is not None:
            self._own.cleanup()
        self._known = self._own = None

    def __del__(self) -> None:
        self.close()

    def _own_copy(self) -> Path:
        """A file that goes with this object, which begins as the one in the index."""
        if self._own is None:
            self._own = tempfile.TemporaryDirectory(prefix="searchnews-")
        own = Path(self._own.name, self._database.name)
        if not own.exists() and self._database.exists():
            with suppress(sqlite3.Error):  # what cannot be taken over is recognised again
                copy_database(self._database, own)
        return own


def _is_at(stories: Stories, stamp: str) -> bool:
    """Whether stories are those of a commit, as far as can be read."""
    try:
        return stories.stamp == stamp
    except IndexDamagedError:
        return False


def _stamp(commit: str, of_copies: str | None) -> str:
    """Names a commit of the articles, and that whose copies were recognised."""
    return f"{commit} {of_copies}"


class IndexDispatches:
    """The dispatches of a commit; a `stories.source.StorySource`."""

    def __init__(
        self,
        reader: Reader,
        articles: StoredArticles,
        groups: Groups,
        index: str = "",
        shared: SharesRarity | None = None,
    ) -> None:
        """`index` tells the index from others in the same place, where stories stay behind.

        `shared` is what all machines use that recognise the same stories.
        """
        self._shared = shared
        self._reader = reader
        self._stored = articles
        self._groups = groups
        self.index = index
        # Copies may be recognised some time after a commit.
        self.stamp = _stamp(reader.stamp, groups.stamp)
        self.articles = reader.articles

    def dispatches(self) -> Dispatches:
        """The articles that lead their copies, where one of these is dated to the day."""
        numbers, days = self._reader.numbers(Everything())
        is_dated = days // TIMES_OF_A_DAY % 100 > 0
        days = days[is_dated]
        leaders, groups = np.unique(self._groups.leaders_of(numbers[is_dated]), return_inverse=True)
        first_days = np.full(len(leaders), np.iinfo(np.int64).max)
        np.minimum.at(first_days, groups, days)
        return Dispatches(leaders.astype(np.int64), first_days)

    def texts(self, numbers: Sequence[int]) -> Iterator[Sequence[StoryText]]:
        """The articles with these numbers, which rise; some at a time."""
        read = self._reader.numbered(numbers)
        while some := list(islice(read, _TEXTS_AT_ONCE)):
            found = [(number, self._stored.unpacked(stored)) for number, stored in some]
            words = folded_words_of_each(
                (article.title or "", text_of(article)[:_LONGEST_OPENING]) for _, article in found
            )
            yield [
                StoryText(number, cut.title, " ".join(cut.text.split(" ", OPENING)[:OPENING]))
                for (number, _), cut in zip(found, words, strict=True)
            ]

    @property
    def shares_rarity(self) -> bool:
        """Whether all machines weigh words alike."""
        return self._shared is not None

    def rarity(self, known: Rarity | None) -> Rarity:
        """How rare words are by now; `known` itself, if that still counts."""
        if self._shared is not None:
            return self._shared.latest(self.articles, self.counted_rarity, known)
        if known is not None and known.counts_for(self.articles):
            return known
        return self.counted_rarity()

    def counted_rarity(self) -> Rarity:
        """How rare words are, counted now."""
        return Rarity.of(self._reader.words(WORDS), self.articles)
