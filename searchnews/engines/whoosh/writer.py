"""Writing to a Whoosh index."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
from whoosh.index import FileIndex
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from searchnews.engines.base import Document, Location
from searchnews.engines.whoosh import posting_buffer
from searchnews.engines.whoosh.codec import BlockCodec
from searchnews.engines.whoosh.errors import writing
from searchnews.engines.whoosh.files import clear_leftovers, write_checksums
from searchnews.engines.whoosh.posting_buffer import BufferLimits, PostingBuffer
from searchnews.engines.whoosh.schema import Order, day_term, number_term
from searchnews.engines.whoosh.segments import Segments
from searchnews.errors import EngineError
from searchnews.index_fields import WHOLE_TERMS, WITH_POSITIONS, WITHOUT_POSITIONS

_TEXT_FIELDS: Final = (*WITH_POSITIONS, *WITHOUT_POSITIONS)
_COLUMNS: Final = ("order", "stored")


class WriterLimits(NamedTuple):
    """What bounds the memory of a writer, and the number of its segments."""

    segments: int = 8
    """Every commit leaves one, and each adds to the time of every search. Merging rewrites them in
    Python, so it waits until there are more."""
    buffer: BufferLimits = posting_buffer.DEFAULT_LIMITS


DEFAULT_LIMITS: Final = WriterLimits()


class WhooshWriter:
    """The one writer of an index."""

    def __init__(
        self, index: FileIndex, location: Location, limits: WriterLimits = DEFAULT_LIMITS
    ) -> None:
        self._index = index
        self._location = location
        self._limits = limits
        self._segment: _CheckedWriter | None = None
        self._failed = False
        self._reader: Any = None
        self._committed: Segments
        self._replaced: set[str] = set()
        self._added: dict[str, int] = {}
        with writing(location):
            clear_leftovers(Path(location))

    def add(self, article: Document, *, replaces: bool = True) -> None:
        """Add an article, or replace the one with the same id."""
        with writing(self._location):
            segment = self._begin()
            if replaces:
                self._delete(segment, article.id)
            self._added[article.id] = segment.docnum
            segment.add(article)

    def delete(self, article_id: str) -> None:
        """Delete the article with this id; if there is none, nothing happens."""
        with writing(self._location):
            self._delete(self._begin(), article_id)

    def commit(self) -> None:
        """Make everything since the last commit seen, at once or not at all."""
        try:
            with writing(self._location):
                if self._segment is not None:
                    merges = len(self._segment.segments) > self._limits.segments
                    self._segment.commit(merge=merges)
                    self._end()
        except EngineError:
            self._failed = True
            raise

    def close(self) -> None:
        """Let go of the index; what was not committed is dropped. Idempotent."""
        try:
            with writing(self._location):
                if self._segment is not None:
                    self._segment.cancel()
                    self._end()
                self._index.close()
        except EngineError:
            if not self._failed:  # else it is a consequence of the first failure
                raise

    def _begin(self) -> _CheckedWriter:
        if self._segment is None:
            self._segment = _CheckedWriter(self._index, self._limits.buffer)
            self._reader = self._index.reader()
            self._committed = Segments(self._reader)
        return self._segment

    def _end(self) -> None:
        self._reader.close()
        self._segment = None
        self._replaced.clear()
        self._added.clear()

    def _delete(self, segment: _CheckedWriter, article_id: str) -> None:
        """Delete an article, committed or not. Whoosh's own way opens a searcher for each."""
        if (number := self._added.pop(article_id, None)) is not None:
            segment.newsegment.delete_document(number)
        if article_id not in self._replaced:
            self._replaced.add(article_id)
            number = next(self._committed.docs("id", article_id), None)
            if number is not None:
                segment.delete_document(number)


class _CheckedWriter(SegmentWriter):  # type: ignore[misc]
    """Writes a segment in blocks, and notes checksums of files before and after a commit."""

    def __init__(self, index: FileIndex, limits: BufferLimits) -> None:
        # Without Whoosh's lock: the index lock is held, and Whoosh keeps its own after a failure.
        super().__init__(index, codec=BlockCodec(), _lk=False)
        # Whoosh closes it by this name.
        self.pool = PostingBuffer(Path(self.storage.folder), limits)
        self._merged: list[SegmentReader] = []

    def add(self, article: Document) -> None:
        """Add an article; Whoosh's own `add_document` makes objects of every posting."""
        doc = self.docnum
        for name in _TEXT_FIELDS:
            if text := getattr(article, name):
                self.pool.add(name, text, doc)
        self.pool.add_term("id", article.id, doc)
        for name in WHOLE_TERMS:
            for term in getattr(article, name):
                self.pool.add_term(name, term, doc)
        self.pool.add_term("number", number_term(article.number), doc)
        if article.day is not None:
            self.pool.add_term("day", day_term(article.day), doc)
        order = Order(article.day, article.moment, article.number, article.id)
        self._add_columns(order.to_column(), article.stored)

    def add_reader(self, reader: SegmentReader) -> None:
        """Take over what is left of a segment; Whoosh closes this reader before all is read."""
        reader = SegmentReader(self.storage, self.schema, reader.segment())
        self._merged.append(reader)
        order, stored = (reader.column_reader(name) for name in _COLUMNS)
        numbers = np.full(reader.doc_count_all(), -1, np.int64)
        for doc in reader.all_doc_ids():
            numbers[doc] = self.docnum
            self._add_columns(order[doc], stored[doc])
        self.pool.add_segment(reader._terms, numbers)

    def _add_columns(self, *values: bytes) -> None:
        self.perdocwriter.start_doc(self.docnum)
        for name, value in zip(_COLUMNS, values, strict=True):
            self.perdocwriter.add_column_value(name, self.schema[name].column_type, value)
        self.perdocwriter.finish_doc()
        self._added = True
        self.docnum += 1

    def _flush_segment(self) -> None:
        self.perdocwriter.close()
        self.fieldwriter.write(self.pool, self.docnum)
        self.fieldwriter.close()

    def _close_segment(self) -> None:
        super()._close_segment()
        while self._merged:
            self._merged.pop().close()

    def _commit_toc(self, segments: list[Any]) -> None:
        directory = Path(self.storage.folder)
        write_checksums(directory)
        super()._commit_toc(segments)
        write_checksums(directory)
