"""The commits of an index, as they are searched: always the latest."""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple

from searchnews.article import Article
from searchnews.engines import load_engine
from searchnews.engines.base import Engine, Reader
from searchnews.errors import (
    EngineError,
    IndexLockedError,
    IndexNotFoundError,
    SearchNewsError,
)
from searchnews.storage.description import Description, check_version
from searchnews.storage.grouping.groupings import Groupings
from searchnews.storage.identity import Identity, identity_of
from searchnews.storage.layout import Layout
from searchnews.storage.replacement import current_description
from searchnews.vocabulary import Vocabulary

if TYPE_CHECKING:
    from searchnews.copies.groups import Groups
    from searchnews.storage.cluster.recognition import Progress
    from searchnews.storage.stored_articles import StoredArticles
    from searchnews.stories.stories import Stories
    from searchnews.stories.update import Progress as Counted


_SECONDS_BETWEEN_UPDATES: Final = 30.0
"""Of the vocabulary that a machine has of an index in a cluster."""


class Snapshot(NamedTuple):
    """One commit: what a search looks into. Any number of threads may use it."""

    description: Description
    identity: Identity | None
    """Tells the index from another one in the same place."""
    stamp: str
    """Names the commit."""
    reader: Reader
    vocabulary: Vocabulary
    articles: StoredArticles
    layout: Layout
    """The files of the index."""
    engine: Engine
    groupings: Groupings

    @property
    def groups(self) -> Groups:
        """The groups of copies; of articles newer than their last update each is one of its own.

        In a cluster they are recognised now, as far as they are not known; in a directory whoever
        writes does it.

        Raises:
            IndexLockedError: another process is recognising them.
            IndexDamagedError: an article cannot be read.
            EngineError: they cannot be written anywhere, or the cluster does not answer.
        """
        return self.made_groups()

    @property
    def is_compared(self) -> bool:
        """Whether all articles were compared with the others, so that their copies are known."""
        groups = self.groups
        return self.layout.address is not None or groups.stamp == self.stamp

    @property
    def stories(self) -> Stories:
        """The stories of all articles; recognised now, as far as they are not known.

        Raises:
            IndexLockedError: another process is recognising those of an index in a cluster.
            IndexDamagedError: an article, or the copies, cannot be read.
            EngineError: they cannot be written anywhere.
        """
        return self.made_stories()

    def made_groups(self, progress: Counted | None = None) -> Groups:
        """As `groups`, and how far they are while they are recognised."""
        return self.groupings.groups(self.engine, self.stamp, progress)

    def made_stories(self, progress: Counted | None = None) -> Stories:
        """As `stories`, and how far they are while they are recognised."""
        return self.groupings.stories(self.engine, self.reader, self.articles, progress)

    @property
    def are_groups_known(self) -> bool:
        """Whether `groups` has nothing to recognise."""
        return self.groupings.are_groups_known(self.stamp)

    @property
    def are_stories_known(self) -> bool:
        """Whether `stories` has nothing to recognise."""
        return self.groupings.are_stories_known(self.reader, self.articles)

    def index_id(self) -> str:
        """Tells the index from others in its place, also from an older state that is restored."""
        if self.layout.address is None:
            return str(self.identity)
        # Imported here: it loads what speaks HTTP.
        from searchnews.storage.cluster.here import shared_by

        return shared_by(self.layout).incarnation()

    def article(self, stored: bytes) -> Article:
        """The article that the engine stored so.

        Raises:
            IndexDamagedError: it cannot be read.
        """
        return self.articles.unpacked(stored)


class Snapshots:
    """Gives the latest commit of an index to any number of threads; opened once for all of them."""

    def __init__(self, layout: Layout, progress: Progress | None = None) -> None:
        """`progress` is called while copies and stories are recognised in a cluster."""
        self._layout = layout
        self._lock = threading.Lock()
        self._identity: Identity | None = None
        self._description: Description
        self._engine: Engine
        self._snapshot: Snapshot | None = None
        self._groupings = Groupings(layout, progress)

    def latest(self, *, with_all_words: bool = False) -> Snapshot:
        """The latest commit that there is now.

        The vocabulary of an index in a cluster may lack the words of the last half minute, unless
        it is asked for `with_all_words`.

        Raises:
            IndexNotFoundError: the index is gone.
            IndexVersionError: one of another version has taken its place.
            IndexDamagedError: it cannot be read.
            EngineError: it cannot be read, for want of rights or by an error of the disk.
        """
        with self._lock:
            while True:
                identity = identity_of(self._layout)
                try:
                    snapshot = self._opened(identity, with_all_words=with_all_words)
                except SearchNewsError:
                    if identity_of(self._layout) == identity:
                        raise
                else:
                    if snapshot is self._snapshot or identity_of(self._layout) == identity:
                        # The one before is not closed: another thread may be searching it.
                        self._snapshot = snapshot
                        return snapshot
                # A rebuilt index has taken its place between two looks.

    def engine(self) -> Engine:
        """The engine of the index that there is now.

        Raises:
            IndexNotFoundError, IndexVersionError, IndexDamagedError, EngineError: as `latest`.
        """
        with self._lock:
            identity = identity_of(self._layout)
            if identity is None or identity != self._identity:
                self._open_engine(identity)
            return self._engine

    def close(self) -> None:
        """Let go of files; idempotent."""
        with self._lock:
            if self._snapshot is not None:
                self._snapshot.reader.close()
                self._snapshot.vocabulary.close()
                self._snapshot = None
        self._groupings.close()

    def _opened(self, identity: Identity | None, *, with_all_words: bool) -> Snapshot:
        # Imported here: it loads a compression, which help and the like have no need of.
        from searchnews.storage.stored_articles import StoredArticles

        if identity is None or identity != self._identity:
            self._open_engine(identity)
        known = self._snapshot
        is_damaged = known is not None and known.vocabulary.is_damaged
        if known is not None and known.stamp == self._engine.stamp():
            if not is_damaged and (known.vocabulary.stamp == known.stamp or not with_all_words):
                return known
            # Only the vocabulary is opened again; where nobody can mend it, before every search.
            reader, articles = known.reader, known.articles
        else:
            reader = self._engine.reader()
            if self._layout.address is not None and not self._layout.dictionary.exists():
                current_description(self._layout)  # another machine may have made a dictionary
            articles = StoredArticles(reader, self._layout.dictionary)
        vocabulary = Vocabulary(self._layout.vocabulary, newer=reader)
        is_behind = vocabulary.stamp != reader.stamp
        if is_damaged or (is_behind and self._is_due(reader, with_all_words=with_all_words)):
            self._update(vocabulary, reader, is_damaged=is_damaged)
        return Snapshot(
            self._description, identity, reader.stamp, reader, vocabulary, articles,
            self._layout, self._engine, self._groupings,
        )  # fmt: skip

    def _open_engine(self, identity: Identity | None) -> None:
        self._snapshot = self._identity = None
        self._groupings.begin_anew()
        self._description = current_description(self._layout)
        check_version(self._layout, self._description)
        self._engine = load_engine(self._description.engine).open(self._layout.location)
        self._identity = identity

    def _is_due(self, reader: Reader, *, with_all_words: bool) -> bool:
        """Whether a vocabulary that is behind is to be brought up to date now."""
        if self._layout.address is None or with_all_words:
            return reader.articles > 0
        # Other machines commit every few seconds, and each of their words comes over the network.
        try:
            age = time.time() - self._layout.vocabulary.stat().st_mtime
        except OSError:
            return reader.articles > 0
        return age > _SECONDS_BETWEEN_UPDATES

    def _update(self, vocabulary: Vocabulary, reader: Reader, *, is_damaged: bool) -> None:
        """Bring a vocabulary up to date: missing, damaged, of other rules, or left behind.

        Words it lacks are found as they are typed. Where somebody else writes, that one will do
        it; where nobody can, it stays as it is.
        """
        from searchnews.storage.lock import directory_lock

        cannot = (IndexLockedError, IndexNotFoundError, EngineError)
        with suppress(*cannot), directory_lock(self._layout):
            if is_damaged:
                vocabulary.make_again(reader)
            else:
                vocabulary.refresh(reader)
