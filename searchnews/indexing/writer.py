"""A session of the one writer: engine, vocabulary and manifest kept in step."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from enum import Enum, auto
from hashlib import blake2b
from pathlib import Path
from typing import Final, NamedTuple

from searchnews.article import Article
from searchnews.engines.base import Engine, Writer
from searchnews.indexing.batches import CuttingWriter
from searchnews.indexing.vocabulary_updates import VocabularyFollower
from searchnews.processes import Processes
from searchnews.storage.layout import Layout
from searchnews.storage.lock import writer_lock
from searchnews.storage.manifest import ALL_FILES, Manifest

# What a crash can cost; so many articles are some 100 MB of what the engine has in memory.
_SECONDS_TO_COMMIT: Final = 5.0
_ARTICLES_TO_COMMIT: Final = 20_000


class Outcome(Enum):
    """What became of an article."""

    ADDED = auto()
    UPDATED = auto()
    UNCHANGED = auto()
    FORBIDDEN = auto()
    """The user deleted it, and files do not bring it back."""


class Placed(NamedTuple):
    """What became of an article that was added."""

    outcome: Outcome
    taken_from: int | None = None
    """The manifest's number of another file that gave an article with this id before."""


class Session:
    """Adds and removes articles; what was not committed is dropped."""

    def __init__(
        self,
        writer: Writer,
        engine: Engine,
        layout: Layout,
        manifest: Manifest,
        processes: Processes,
    ) -> None:
        self.manifest = manifest
        self.processes = processes
        self._writer = CuttingWriter(writer, layout.engine, processes)
        self._engine = engine
        self._vocabulary = VocabularyFollower(engine, layout, processes)
        self._waiting = 0
        self._committed_at = time.monotonic()

    def close(self) -> None:
        """Let go of what helps to write; what was not committed is dropped."""
        self._writer.close()

    def mend(self) -> None:
        """Make the manifest say what the engine has, after a crash between the two commits."""
        reader = self._engine.reader()
        if self.manifest.stamp != reader.stamp:
            for stored in reader.every():
                article = Article.from_json(stored)
                digest = _digest(stored)
                known = self.manifest.article(article.id)
                self.manifest.see(article.id, ALL_FILES)
                if known is None or known.digest != digest:
                    file = self.manifest.file(Path(article.path)) if article.path else None
                    self.manifest.put_article(article.id, digest, file.file if file else None)
            for article_id in self.manifest.unseen(ALL_FILES):
                self.manifest.remove_article(article_id)
            self._vocabulary.catch_up()
            self.manifest.commit(reader.stamp)
        reader.close()

    def add(self, article: Article, file: int | None = None, revision: int | None = None) -> Placed:
        """Add an article, or replace the one with the same id, unless it is the same already.

        `file` is the manifest's number of the file it is from; None for one that an app gives.
        `revision` is kept in the manifest; the caller decides whether it may replace another.
        """
        if file is not None and self.manifest.is_forbidden(article.id):
            return Placed(Outcome.FORBIDDEN)
        stored = article.to_json()
        digest = _digest(stored)
        known = self.manifest.put_article(article.id, digest, file, revision)
        is_same = known is not None and known.digest == digest
        if not is_same:
            self._writer.add(article, stored, replaces=known is not None)
            self._count()
        if known is None:
            return Placed(Outcome.ADDED)
        taken_from = known.file if known.file != file else None
        return Placed(Outcome.UNCHANGED if is_same else Outcome.UPDATED, taken_from)

    def revise(self, ids: Iterable[str], change: Callable[[Article], Article]) -> None:
        """Change articles that were added, in this session or before."""
        self._commit()
        reader = self._engine.reader()
        for _, stored in reader.stored(ids):
            article = Article.from_json(stored)
            known = self.manifest.article(article.id)
            file, revision = (known.file, known.revision) if known else (None, None)
            self.add(change(article), file, revision)
        reader.close()

    def remove(self, article_id: str) -> list[Path]:
        """Remove an article; gives the files that have it too, which are to be read again."""
        self._writer.delete(article_id)
        files = self.manifest.remove_article(article_id)
        self._count()
        return files

    def commit(self) -> None:
        """Make everything so far seen and permanent, and the vocabulary know all words of it."""
        self._commit(is_last=True)

    def _commit(self, *, is_last: bool = False) -> None:
        """The manifest comes last: `mend` adds to it what a crash in between has left out.

        A vocabulary that a crash leaves behind is brought up to date by the next search.
        """
        if self._waiting:
            self._writer.commit()
        if is_last:
            self._vocabulary.catch_up()
        else:
            self._vocabulary.follow()
        self.manifest.commit(self._engine.stamp())
        self._waiting = 0
        self._committed_at = time.monotonic()

    def _count(self) -> None:
        self._waiting += 1
        if (
            self._waiting >= _ARTICLES_TO_COMMIT
            or time.monotonic() - self._committed_at >= _SECONDS_TO_COMMIT
        ):
            self._commit()


def _digest(stored: bytes) -> bytes:
    return blake2b(stored, digest_size=16).digest()


@contextmanager
def session(layout: Layout, engine: Engine, jobs: int | None = None) -> Iterator[Session]:
    """Be the one writer of an index; what was done is committed at the end, unless it fails.

    `jobs` processes help where there is much to do; as many as there are processors, unless told.

    Raises:
        IndexLockedError: somebody else is.
        EngineError: it could not be written; the last commit stands.
    """
    with ExitStack() as stack:
        stack.enter_context(writer_lock(layout))
        manifest = Manifest(layout.manifest)
        stack.callback(manifest.close)
        writer = engine.writer()
        stack.callback(writer.close)
        processes = Processes(jobs)
        stack.callback(processes.close)
        opened = Session(writer, engine, layout, manifest, processes)
        stack.callback(opened.close)
        opened.mend()
        yield opened
        opened.commit()
