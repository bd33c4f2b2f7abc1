"""Cutting articles into words and packing them, batch by batch: in processes, where many come."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from searchnews.article import Article
from searchnews.copies.arrivals import Arrivals
from searchnews.copies.source import FoldedText
from searchnews.engines.base import Document, Writer
from searchnews.indexing.added_words import AddedArticles
from searchnews.indexing.documents import documents_of
from searchnews.processes import ProcessError, Processes
from searchnews.storage.packing import LEARNT_FROM, Packer


class BatchLimits(NamedTuple):
    """How articles are cut into batches, and who cuts those."""

    articles: int = 128
    """Of one batch, whose cutting takes some twenty milliseconds."""
    bytes: int = 1 << 20
    """Of one batch."""
    processes: int = 3
    """Two processors are kept busy by this process and the engine's thread: with a third one
    articles are cut in processes."""
    cut_here: int = 1000
    """So many articles are cut before processes are, which take as long to start."""
    waiting: int = 8
    """Batches cut ahead of the writer: some megabytes. More processes than that would wait for
    it."""
    learnt_from: int = LEARNT_FROM
    """Articles that the dictionary for packing is learnt from."""


DEFAULT_LIMITS: Final = BatchLimits()


class _Item(NamedTuple):
    """An article on its way to the engine."""

    article: Article
    number: int
    json: bytes
    replaces: bool


class BatchWriter:
    """Cuts and packs articles in batches, and adds them to an engine's writer in the same order."""

    def __init__(
        self,
        writer: Writer,
        dictionary: Path,
        processes: Processes,
        limits: BatchLimits = DEFAULT_LIMITS,
        added: AddedArticles | None = None,
    ) -> None:
        """For the writer of an engine, and the path of the dictionary for packing.

        `added` is told of each article when the engine gets it.

        Raises:
            IndexDamagedError: the dictionary is damaged.
            EngineError: it cannot be read.
        """
        self._writer = writer
        self._dictionary = dictionary
        self._processes = processes
        self._limits = limits
        self._added = added or AddedArticles()
        self._uses_processes = processes.count >= limits.processes
        self._packer = Packer(dictionary, learnt_from=limits.learnt_from)
        self._packing = ThreadPoolExecutor(1, "searchnews packs")
        self._articles = 0
        self._batch: list[_Item] = []
        self._batch_bytes = 0
        self._waiting: deque[tuple[list[_Item], Future[CutBatch]]] = deque()
        self._arrivals: list[Arrivals] = []

    def add(self, article: Article, number: int, json: bytes, *, replaces: bool = True) -> None:
        """Add an article under a number of `Document.number`.

        `json` is what `to_json` makes of it, and `replaces` as in `Writer.add`.

        Raises:
            EngineError: it could not be written.
        """
        self._articles += 1
        self._batch.append(_Item(article, number, json, replaces))
        self._batch_bytes += len(json)
        if len(self._batch) >= self._limits.articles or self._batch_bytes >= self._limits.bytes:
            self._end_batch()

    def delete(self, article_id: str) -> None:
        """Delete the article with this id; if there is none, nothing happens."""
        self._write_all()
        self._writer.delete(article_id)

    def commit(self) -> None:
        """Make everything since the last commit seen; see `Writer.commit`."""
        self._write_all()
        self._writer.commit()

    def take_arrivals(self) -> list[Arrivals]:
        """What copies are recognised by, of all articles added since the last call."""
        taken, self._arrivals = self._arrivals, []
        return taken

    def close(self) -> None:
        """Let go of the thread that packs; idempotent. The engine's writer stays open."""
        self._packing.shutdown()

    def _end_batch(self) -> None:
        """Have the articles of a batch cut, by a process or here."""
        # One that is far too large holds a single huge article, which others would wait for.
        is_one_of_many = (
            self._articles > self._limits.cut_here and self._batch_bytes < 2 * self._limits.bytes
        )
        if not (self._uses_processes and is_one_of_many) or self._packer.learns:
            self._write_all()
            return
        items, self._batch, self._batch_bytes = self._batch, [], 0
        batch = Batch(
            self._dictionary, [item.number for item in items], [item.json for item in items]
        )
        self._waiting.append((items, self._processes.submit(cut, batch)))
        while len(self._waiting) > self._limits.waiting or self._is_first_cut():
            self._write_first()

    def _is_first_cut(self) -> bool:
        return bool(self._waiting) and self._waiting[0][1].done()

    def _write_first(self) -> None:
        items, cutting = self._waiting.popleft()
        try:
            batch = cutting.result()
        except ProcessError:
            # Nothing is lost with a process. Where one fails, for want of memory perhaps, so will
            # others.
            self._uses_processes = False
            batch = self._cut_here(items)
        self._write(batch, items)

    def _write_all(self) -> None:
        while self._waiting:
            self._write_first()
        items, self._batch, self._batch_bytes = self._batch, [], 0
        if items:
            self._write(self._cut_here(items), items)

    def _cut_here(self, items: list[_Item]) -> CutBatch:
        packing = self._packing.submit(self._packer.pack_all, [item.json for item in items])
        articles = [item.article for item in items]
        return _cut_batch(articles, [item.number for item in items], packing.result)

    def _write(self, batch: CutBatch, items: list[_Item]) -> None:
        for document, item in zip(batch.documents, items, strict=True):
            self._writer.add(document, replaces=item.replaces)
            self._added.add(document)
        self._arrivals.append(batch.arrivals)


class Batch(NamedTuple):
    """What a process cuts and packs."""

    dictionary: Path
    """Its path: the dictionary is learnt."""
    numbers: list[int]
    """Of the articles, see `Document.number`."""
    articles: list[bytes]
    """As `Article.to_json` wrote them."""


class CutBatch(NamedTuple):
    """The same articles, cut and packed."""

    documents: list[Document]
    arrivals: Arrivals


def cut(batch: Batch) -> CutBatch:
    """Cut and pack articles, in a process that works for one writer."""
    # All are packed before any is cut: one by one takes five times as long, as the dictionary is
    # no longer in the processor's cache.
    packed = _packer_of_process(batch.dictionary).pack_all(batch.articles)
    articles = list(map(Article.from_json, batch.articles))
    return _cut_batch(articles, batch.numbers, lambda: packed)


def _cut_batch(
    articles: Sequence[Article], numbers: Sequence[int], packed: Callable[[], Iterable[bytes]]
) -> CutBatch:
    made = documents_of(articles, numbers, packed)
    texts = [
        FoldedText(number, article.date, article.source, text)
        for article, number, (_, text) in zip(articles, numbers, made, strict=True)
    ]
    return CutBatch([document for document, _ in made], Arrivals.of(texts))


@lru_cache(1)
def _packer_of_process(dictionary: Path) -> Packer:
    return Packer(dictionary)
