"""Cutting articles into words and packing them beside the writer: in processes, where many come."""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from searchnews.article import Article
from searchnews.engines.base import Document, Writer
from searchnews.engines.packing import Packer
from searchnews.indexing.documents import documents_of
from searchnews.processes import ProcessError, Processes

# Two processors are kept busy by this process and the engine's thread: with a third one articles
# are cut in processes. Each takes as long to start as it takes to cut a thousand.
_FEWEST_PROCESSES: Final = 3
_CUT_AT_ONCE: Final = 1000
# Of one batch, in articles and bytes: some twenty milliseconds of work.
_BATCH: Final = 128
_BATCH_BYTES: Final = 1 << 20
# So many batches are cut ahead: some megabytes. More processes than that would wait for the writer.
_WAITING: Final = 8


class _Given(NamedTuple):
    """An article on its way to the engine."""

    article: Article
    stored: bytes
    """It as JSON."""
    replaces: bool


class CuttingWriter:
    """An engine's writer, given articles whole; it gets them cut and packed, in the same order."""

    def __init__(self, writer: Writer, directory: Path, processes: Processes) -> None:
        """For the engine's writer and directory.

        Raises:
            IndexDamagedError: the dictionary for packing is damaged.
        """
        self._writer = writer
        self._directory = directory
        self._processes = processes
        self._in_processes = processes.count >= _FEWEST_PROCESSES
        self._packer = Packer(directory, learns=True)
        self._packing = ThreadPoolExecutor(1, "searchnews packs")
        self._given = 0
        self._batch: list[_Given] = []
        self._batch_bytes = 0
        self._waiting: deque[tuple[list[_Given], Future[list[Document]]]] = deque()

    def add(self, article: Article, stored: bytes, *, replaces: bool = True) -> None:
        """Add an article; `stored` is it as JSON, and `replaces` as in `Writer.add`.

        Raises:
            EngineError: it could not be written.
        """
        self._given += 1
        self._batch.append(_Given(article, stored, replaces))
        self._batch_bytes += len(stored)
        if len(self._batch) >= _BATCH or self._batch_bytes >= _BATCH_BYTES:
            self._cut_batch()

    def delete(self, article_id: str) -> None:
        """Delete the article with this id; if there is none, nothing happens."""
        self._add_all()
        self._writer.delete(article_id)

    def commit(self) -> None:
        """Make everything since the last commit seen; see `Writer.commit`."""
        self._add_all()
        self._writer.commit()

    def close(self) -> None:
        """Let go of the thread that packs; idempotent. The engine's writer stays open."""
        self._packing.shutdown()

    def _cut_batch(self) -> None:
        """Have the articles of a batch cut, here or beside."""
        is_one_of_many = self._given > _CUT_AT_ONCE and self._batch_bytes < 2 * _BATCH_BYTES
        if not (self._in_processes and is_one_of_many) or self._packer.learns:
            self._add_all()
            return
        batch, self._batch, self._batch_bytes = self._batch, [], 0
        articles = Batch(self._directory, [given.stored for given in batch])
        self._waiting.append((batch, self._processes.submit(cut, articles)))
        while len(self._waiting) > _WAITING or (self._waiting and self._waiting[0][1].done()):
            self._add_first()

    def _add_first(self) -> None:
        batch, cutting = self._waiting.popleft()
        try:
            documents = cutting.result()
        except ProcessError:
            # Nothing is lost with a process. Where one fails for want of memory, say, so will more.
            self._in_processes = False
            documents = self._cut_here(batch)
        self._add_documents(documents, batch)

    def _add_all(self) -> None:
        while self._waiting:
            self._add_first()
        batch, self._batch, self._batch_bytes = self._batch, [], 0
        self._add_documents(self._cut_here(batch), batch)

    def _cut_here(self, batch: list[_Given]) -> list[Document]:
        if not batch:
            return []
        packing = self._packing.submit(self._packer.pack_all, [given.stored for given in batch])
        articles = [given.article for given in batch]
        return documents_of(articles, packing.result)

    def _add_documents(self, documents: list[Document], batch: list[_Given]) -> None:
        for document, given in zip(documents, batch, strict=True):
            self._writer.add(document, replaces=given.replaces)


class Batch(NamedTuple):
    """What a process is given."""

    directory: Path
    """That of the engine, with the dictionary for packing."""
    articles: list[bytes]
    """As JSON."""


def cut(batch: Batch) -> list[Document]:
    """Cut and pack articles, in a process that works for one writer, whose dictionary is learnt."""
    # All are packed before any is cut: one by one takes five times as long, as the dictionary is
    # no longer in the processor's cache.
    packed = _packer_of_writer(batch.directory).pack_all(batch.articles)
    return documents_of(list(map(Article.from_json, batch.articles)), lambda: packed)


@lru_cache(1)
def _packer_of_writer(directory: Path) -> Packer:
    return Packer(directory)
