"""The commits of an index, as they are searched: always the last one."""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import NamedTuple

from searchnews.article import Article
from searchnews.engines import load_engine
from searchnews.engines.base import Engine, Reader
from searchnews.errors import EngineError, IndexDamagedError, IndexLockedError
from searchnews.storage.layout import (
    Description,
    Layout,
    check_version,
    identity_of,
    read_description,
)
from searchnews.vocabulary import Vocabulary


class Snapshot(NamedTuple):
    """One commit, as it is searched."""

    description: Description
    stamp: str
    reader: Reader
    vocabulary: Vocabulary

    def article(self, stored: bytes) -> Article:
        """An article of this commit, from the form in which engines keep it.

        Raises:
            IndexDamagedError: it is no article.
        """
        try:
            return Article.from_json(stored)
        except ValueError as error:
            raise IndexDamagedError(
                "a stored article cannot be read; run `searchnews check`, then `searchnews index "
                "--rebuild` with the folders it was made from"
            ) from error


class Commits:
    """Gives the last commit of an index to any number of threads; opened once for all of them."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._description: Description
        self._lock = threading.Lock()
        self._identity = 0
        self._engine: Engine | None = None
        self._snapshot: Snapshot | None = None

    def last(self) -> Snapshot:
        """The last commit there is now.

        Raises:
            IndexNotFoundError: the index is gone.
            IndexVersionError: one of another version has taken its place.
            IndexDamagedError: it cannot be read.
        """
        with self._lock:
            engine = self._opened()
            stamp = engine.stamp()
            if self._snapshot is None or self._snapshot.stamp != stamp:
                reader = engine.reader()
                vocabulary = Vocabulary(self._layout.vocabulary, newer=reader)
                if vocabulary.stamp != reader.stamp and reader.articles:
                    self._refresh(vocabulary, reader)
                # The old one is not closed: another thread may be searching it.
                self._snapshot = Snapshot(self._description, reader.stamp, reader, vocabulary)
            return self._snapshot

    def engine(self) -> Engine:
        """The engine, opened anew when a rebuilt index has taken the place of this one.

        Raises:
            IndexNotFoundError, IndexVersionError, IndexDamagedError: as `last`.
        """
        with self._lock:
            return self._opened()

    def close(self) -> None:
        """Let go of files; idempotent."""
        with self._lock:
            if self._snapshot is not None:
                self._snapshot.reader.close()
                self._snapshot.vocabulary.close()
                self._snapshot = None

    def _refresh(self, vocabulary: Vocabulary, reader: Reader) -> None:
        """Bring one up to date that is missing, of older rules, or left behind by a crash.

        Words it lacks are found as they are typed. Where somebody else writes, that one will do
        it; where nobody can, it stays as it is.
        """
        from searchnews.storage.lock import writer_lock

        with suppress(IndexLockedError, EngineError), writer_lock(self._layout):
            vocabulary.refresh(reader)

    def _opened(self) -> Engine:
        identity = identity_of(self._layout)
        if self._engine is None or identity != self._identity:
            self._description = read_description(self._layout)
            check_version(self._layout, self._description)
            self._engine = load_engine(self._description.engine).open(self._layout.engine)
            self._identity = identity
            self._snapshot = None
        return self._engine
