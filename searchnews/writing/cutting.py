"""Cutting articles into words beside the writer: in processes, where there are many."""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future
from typing import Final

from searchnews.article import Article
from searchnews.engines.base import Document, Writer
from searchnews.engines.document import document_of
from searchnews.processes import ProcessError, Processes

# A process takes as long to start as it takes to cut a thousand articles.
_CUT_AT_ONCE: Final = 1000
# Of one batch, in articles and bytes: some twenty milliseconds of work.
_BATCH: Final = 128
_BATCH_BYTES: Final = 1 << 20
# So many batches are cut ahead: some megabytes. More processes than that would wait for the writer.
_WAITING: Final = 8


class CuttingWriter:
    """An engine's writer, given articles whole; it gets their words in the same order."""

    def __init__(self, writer: Writer, processes: Processes) -> None:
        self._writer = writer
        self._processes = processes
        self._in_processes = processes.count > 1
        self._given = 0
        self._batch: list[bytes] = []
        self._batch_bytes = 0
        self._waiting: deque[tuple[list[bytes], Future[list[Document]]]] = deque()

    def add(self, article: Article, stored: bytes) -> None:
        """Add an article, or replace the one with the same id; `stored` is it as JSON."""
        self._given += 1
        is_one_of_many = self._given > _CUT_AT_ONCE and len(stored) < _BATCH_BYTES
        if not (self._in_processes and is_one_of_many):
            self._add_all()
            self._writer.add(document_of(article, stored))
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
        self._waiting.append((self._batch, self._processes.submit(cut, self._batch)))
        self._batch, self._batch_bytes = [], 0
        while len(self._waiting) > _WAITING or (self._waiting and self._waiting[0][1].done()):
            self._add_first()

    def _add_first(self) -> None:
        batch, cutting = self._waiting.popleft()
        try:
            documents = cutting.result()
        except ProcessError:
            # Nothing is lost with a process. Where one fails for want of memory, say, so will more.
            self._in_processes = False
            documents = cut(batch)
        for stored, document in zip(batch, documents, strict=True):
            self._writer.add(document._replace(stored=stored))

    def _add_all(self) -> None:
        while self._waiting:
            self._add_first()
        for stored in self._batch:
            self._writer.add(document_of(Article.from_json(stored), stored))
        self._batch, self._batch_bytes = [], 0


def cut(batch: list[bytes]) -> list[Document]:
    """The words of articles that are given as JSON; what is stored of them stays where it is."""
    return [document_of(Article.from_json(each), each)._replace(stored=b"") for each in batch]
