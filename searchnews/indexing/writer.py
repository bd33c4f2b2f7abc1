"""The one writer of an index: engine, vocabulary and manifest kept in step."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from searchnews.article import Article, check_id, is_unicode
from searchnews.copies.arrivals import put_waiting
from searchnews.engines.base import Engine, Writer
from searchnews.errors import InvalidArgumentError
from searchnews.indexing import background, batches
from searchnews.indexing.background import IndexToRead, UpdateIntervals
from searchnews.indexing.batches import BatchLimits, BatchWriter
from searchnews.indexing.copies_updates import copies_updates
from searchnews.indexing.counted_ids import id_beside, identity_of
from searchnews.indexing.numbering import FormerNumbers, Numbering, digest_of_article, note_move
from searchnews.indexing.reconciliation import Reconciliation
from searchnews.indexing.report import Report
from searchnews.indexing.vocabulary_updates import VocabularyUpdates
from searchnews.processes import Processes
from searchnews.storage.cluster import writing_in_cluster
from searchnews.storage.layout import Layout
from searchnews.storage.lock import writer_lock
from searchnews.storage.manifest import IndexedArticle, Manifest
from searchnews.storage.replacement import settle
from searchnews.storage.stored_articles import StoredArticles

if TYPE_CHECKING:
    from searchnews.storage.cluster.lease import Lease
    from searchnews.storage.cluster.writing import ClusterWriter


class WriterLimits(NamedTuple):
    """How much is written before it is committed, and what the parts of a writer do at a time."""

    commit_seconds: float = 5.0
    """What a crash can cost."""
    commit_articles: int = 20_000
    """Some 100 MB of what the engine has in memory."""
    batches: BatchLimits = batches.DEFAULT_LIMITS
    updates: UpdateIntervals = background.DEFAULT_INTERVALS
    """Of the vocabulary, and of the copies."""


DEFAULT_LIMITS: Final = WriterLimits()


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


class IndexWriter:
    """Adds and removes articles; what was not committed is dropped.

    Its methods raise EngineError when something cannot be written; the last commit stands.
    """

    def __init__(
        self,
        writer: Writer,
        engine: Engine,
        layout: Layout,
        manifest: Manifest,
        processes: Processes,
        limits: WriterLimits = DEFAULT_LIMITS,
        former: FormerNumbers | None = None,
        in_cluster: ClusterWriter | None = None,
    ) -> None:
        self.manifest = manifest
        self.processes = processes
        self._engine = engine
        self._layout = layout
        self._limits = limits
        self._vocabulary = VocabularyUpdates(processes, limits.updates)
        added = self._vocabulary.added
        self._writer = BatchWriter(writer, layout.dictionary, processes, limits.batches, added)
        self._copies = copies_updates(processes, limits.updates)
        # In an index that is made again numbers do not rise: all are compared when it is whole.
        self._recognises_copies = former is None and in_cluster is None
        self._in_cluster = in_cluster
        given = in_cluster.last_number if in_cluster else 0
        self._numbering = Numbering(max(manifest.last_number, given), former)
        self._uncommitted = 0
        """Articles added and removed since the last commit."""
        self._committed_at = time.monotonic()

    @property
    def last_number(self) -> int:
        """The highest number that was given."""
        return self._numbering.last

    def close(self) -> None:
        """Let go of what helps to write; what was not committed is dropped."""
        self._writer.close()

    def reconcile(self) -> None:
        """Bring the manifest in line with the engine, after a crash between their two commits."""
        reconciliation = Reconciliation(self.manifest, self._numbering)
        with closing(self._engine.reader()) as reader:
            articles = StoredArticles(reader, self._layout.dictionary)
            self._vocabulary.added.begin_after(reader.stamp)
            if self._in_cluster is not None:
                reconciliation.with_cluster(self._in_cluster, articles, reader.stamp)
                return
            if self.manifest.stamp == reader.stamp:
                return
            reconciliation.with_all(articles.as_json())
            self._vocabulary.walk(self._index(), reader.stamp)
            self.manifest.commit(reader.stamp, self._numbering.last)

    def add(
        self,
        article: Article,
        file: int | None = None,
        revision: int | None = None,
        number: int | None = None,
    ) -> Placed:
        """Add an article, or replace the one with the same id, unless it is the same already.

        `file` is the manifest's number of the file it is from; None for one that an app gives.
        `revision` is kept; the caller decides whether it may replace another. `number` is that of
        its indexing (`Document.number`), where it has one.
        """
        if file is not None and article.id in self.manifest.forbidden:
            return Placed(Outcome.FORBIDDEN)
        json = article.to_json()
        digest = digest_of_article(json)
        if number is None:
            number = self._numbering.number(article.id, digest)
        indexed = IndexedArticle(digest, file, number, revision, identity_of(article))
        known = self.manifest.put_article(article.id, indexed)
        is_same = known is not None and known.digest == digest
        if not is_same:
            self._numbering.take(number)
            note_move(self.manifest, article, file, number, known)
            self._writer.add(article, number, json, replaces=known is not None)
            self._count()
        if known is None:
            return Placed(Outcome.ADDED)
        taken_from = known.file if known.file != file else None
        return Placed(Outcome.UNCHANGED if is_same else Outcome.UPDATED, taken_from)

    def add_all(self, articles: Iterable[Article]) -> Report:
        """Add the articles of an app, in the place of those with the same ids."""
        report = Report()
        for article in articles:
            outcome = self.add(article).outcome
            report.added += outcome is Outcome.ADDED
            report.updated += outcome is Outcome.UPDATED
            report.unchanged += outcome is Outcome.UNCHANGED
        self.commit()
        report.articles = self.articles()
        return report

    def articles(self) -> int:
        """How many articles the index has; of one in a cluster those that are committed."""
        return (self._in_cluster or self.manifest).articles()

    def revise(self, ids: Iterable[str], change: Callable[[Article], Article]) -> None:
        """Change articles that were added, by this writer or before."""
        self._commit()
        with closing(self._engine.reader()) as reader:
            for article in StoredArticles(reader, self._layout.dictionary).get(ids):
                known = self.manifest.article(article.id)
                file, revision = (known.file, known.revision) if known else (None, None)
                self.add(change(article), file, revision)

    def remove(self, article_id: str) -> list[Path]:
        """Remove an article; gives the files that have it too, which are to be read again."""
        self._writer.delete(article_id)
        files = self.manifest.remove_article(article_id)
        self._count()
        return files

    def delete_all(self, ids: Iterable[str]) -> int:
        """Remove articles for good: files do not bring them back. Gives how many there were."""
        if isinstance(ids, str):
            raise InvalidArgumentError(f"{ids!r} is one id; put it in a list to delete it")
        deleted = 0
        for article_id in ids:
            check_id(article_id)
            if not is_unicode(article_id):  # no article has it
                continue
            known = self.manifest.article(article_id)
            deleted += bool(known or (self._in_cluster and self._in_cluster.has(article_id)))
            self.remove(article_id)
            # Another article with the same number is not to stay away with it.
            identity = known.identity if known else None
            self.manifest.forbidden.add(id_beside(article_id, identity) if identity else article_id)
        return deleted

    def commit(self) -> None:
        """Make everything so far seen and permanent, and the vocabulary know all words of it."""
        self._commit(is_last=True)

    def _commit(self, *, is_last: bool = False) -> None:
        """The manifest comes last: `reconcile` adds to it what a crash in between has left out.

        A vocabulary that a crash leaves behind is brought up to date by the next search. Copies
        come when no number that is committed can be given again; the next commit makes up for them.
        """
        if self._uncommitted:
            self._writer.commit()
        index, stamp = self._index(), self._engine.stamp()
        (self._vocabulary.update if is_last else self._vocabulary.update_if_due)(index, stamp)
        self.manifest.commit(stamp, self._numbering.last)
        arrivals = self._writer.take_arrivals()
        if self._recognises_copies:
            put_waiting(self._layout.copies, arrivals)
            (self._copies.update if is_last else self._copies.update_if_due)(index)
        if self._in_cluster is not None:
            self._in_cluster.is_known()
            if not is_last:
                self._numbering.take(self._in_cluster.hand_over())
                self._vocabulary.forget_unless_at(self._engine.stamp())
        self._uncommitted = 0
        self._committed_at = time.monotonic()

    def _count(self) -> None:
        self._uncommitted += 1
        if (
            self._uncommitted >= self._limits.commit_articles
            or time.monotonic() - self._committed_at >= self._limits.commit_seconds
        ):
            self._commit()

    def _index(self) -> IndexToRead:
        return IndexToRead(self._layout, self._engine.name, self._numbering.last)


@contextmanager
def open_writer(
    layout: Layout,
    opened_engine: Callable[[], Engine],
    jobs: int | None = None,
    limits: WriterLimits = DEFAULT_LIMITS,
) -> Iterator[IndexWriter]:
    """Be the one writer of an index; what was done is committed at the end, unless it fails.

    `opened_engine` is called once nobody else can put another index in the place of this one.
    `jobs` processes help where there is much to do; None for as many as there are processors.

    Raises:
        InvalidArgumentError: there cannot be so many jobs.
        IndexLockedError: somebody else is the writer.
        EngineError: it could not be written; the last commit stands.
    """
    with writer_lock(layout) as lease, closing(Processes(jobs)) as processes:
        settle(layout)
        with unlocked_writer(layout, opened_engine(), processes, limits, lease=lease) as writer:
            yield writer


@contextmanager
def unlocked_writer(
    layout: Layout,
    engine: Engine,
    processes: Processes,
    limits: WriterLimits = DEFAULT_LIMITS,
    former: FormerNumbers | None = None,
    lease: Lease | None = None,
) -> Iterator[IndexWriter]:
    """The same for who holds the lock, as of an index that is being rebuilt.

    `former` are the numbers of the articles of the index that it is to replace; `lease` is that of
    an index in a cluster, which other machines may write to.

    Raises:
        EngineError: it could not be written; the last commit stands.
    """
    with ExitStack() as stack:
        manifest = stack.enter_context(closing(Manifest(layout.manifest)))
        writer = stack.enter_context(closing(engine.writer()))
        in_cluster = writing_in_cluster(layout, manifest, engine, writer, lease)
        opened = IndexWriter(
            in_cluster or writer, engine, layout, manifest, processes, limits, former, in_cluster
        )
        stack.enter_context(closing(opened))
        opened.reconcile()
        yield opened
        opened.commit()
