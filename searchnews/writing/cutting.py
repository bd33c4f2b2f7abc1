"""Cutting articles into words and packing them beside the writer: in processes, where many come."""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from searchnews.article import Article
from searchnews.engines.base import Document, Writer
from searchnews.engines.document import document_of
from searchnews.engines.packing import Packer
from searchnews.processes import ProcessError, Processes

# A process takes as long to start as it takes to cut a thousand articles.
_CUT_AT_ONCE: Final = 1000
# Of one batch, in articles and bytes: some twenty milliseconds of work.
_BATCH: Final = 128
_BATCH_BYTES: Final = 1 << 20
# So many batches are cut ahead: some megabytes. More processes than that would wait for the writer.
_WAITING: Final = 8


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
        self._in_processes = processes.count > 1
        self._packer = Packer(directory, learns=True)
        self._given = 0
        self._batch: list[bytes] = []
        self._batch_bytes = 0
        self._waiting: deque[tuple[list[bytes], Future[list[Document]]]] = deque()

    def add(self, article: Article, stored: bytes) -> None:
        """Add an article, or replace the one with the same id; `stored` is it as JSON.

        Raises:
            EngineError: it could not be written.
        """
        self._given += 1
        is_one_of_many = self._given > _CUT_AT_ONCE and len(stored) < _BATCH_BYTES
        if not (self._in_processes and is_one_of_many) or self._packer.learns:
            self._add_all()
            self._writer.add(document_of(article, self._packer.pack(stored)))
            return
        self._batch.append(stored)
        self._batch_bytes += len(stored)
        if len(self._batch) >= _BATCH or self._batch_bytes >= _BATCH_BYTES:
            self._cut_ahead()

    def delete(self, article_id: str) -> None:
        """Delete the article with this id; if there is none, nothing happens."""
        self._add_all()
        self._writer.delete(article_id)

    def commit(self) -> None:
        """Make everything since the last commit seen; see `Writer.commit`."""
        self._add_all()
        self._writer.commit()

    def _cut_ahead(self) -> None:
        batch, self._batch, self._batch_bytes = self._batch, [], 0
        self._waiting.append((batch, self._processes.submit(cut, Batch(self._directory, batch))))
        while len(self._waiting) > _WAITING or (self._waiting and self._waiting[0][1].done()):
            self._add_first()

    def _add_first(self) -> None:
        batch, cutting = self._waiting.popleft()
        try:
            documents = cutting.result()
        except ProcessError:
            # Nothing is lost with a process. Where one fails for want of memory, say, so will more.
            self._in_processes = False
            documents = _documents(batch, self._packer)
        for document in documents:
            self._writer.add(document)

    def _add_all(self) -> None:
        while self._waiting:
            self._add_first()
        batch, self._batch, self._batch_bytes = self._batch, [], 0
        for document in _documents(batch, self._packer):
            self._writer.add(document)


class Batch(NamedTuple):
    """What a process is given."""

    directory: Path
    """That of the engine, with the dictionary for packing."""
    articles: list[bytes]
    """As JSON."""


def cut(batch: Batch) -> list[Document]:
    """Cut and pack articles, in a process that works for one writer, whose dictionary is learnt."""
    return _documents(batch.articles, _packer_of_writer(batch.directory))


@lru_cache(1)
def _packer_of_writer(directory: Path) -> Packer:
    return Packer(directory)


def _documents(articles: list[bytes], packer: Packer) -> list[Document]:
    # All are packed before any is cut: one by one takes five times as long, as the dictionary is
    # no longer in the processor's cache.
    packed = list(map(packer.pack, articles))
    return [
        document_of(Article.from_json(article), stored)
        for article, stored in zip(articles, packed, strict=True)
    ]
