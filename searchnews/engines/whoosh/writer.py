"""Writing to a Whoosh index."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from whoosh.index import FileIndex
from whoosh.writing import SegmentWriter

from searchnews.engines.base import Document
from searchnews.engines.whoosh.errors import writing
from searchnews.engines.whoosh.files import write_checksums
from searchnews.engines.whoosh.postings import TermPool, WritingCodec
from searchnews.engines.whoosh.reader import document_number
from searchnews.engines.whoosh.schema import Words, WordsWithPositions, values

# Every commit leaves a segment, and each costs every search; merging rewrites them in Python, so
# it waits until there are more than these.
_MOST_SEGMENTS: Final = 8


class WhooshWriter:
    """The one writer of an index."""

    def __init__(self, index: FileIndex, directory: Path) -> None:
        self._index = index
        self._directory = directory
        self._segment: _CheckedWriter | None = None
        self._reader: Any = None
        self._replaced: set[str] = set()
        self._added: dict[str, int] = {}

    def add(self, article: Document, *, replaces: bool = True) -> None:
        """Add an article, or replace the one with the same id."""
        with writing(self._directory):
            segment = self._begin()
            if replaces:
                self._forget(segment, article.id)
            self._added[article.id] = segment.docnum
            segment.add(article)

    def delete(self, article_id: str) -> None:
        """Delete the article with this id; if there is none, nothing happens."""
        with writing(self._directory):
            self._forget(self._begin(), article_id)

    def commit(self) -> None:
        """Make everything since the last commit seen, at once or not at all."""
        with writing(self._directory):
            if self._segment is not None:
                self._segment.commit(merge=len(self._segment.segments) > _MOST_SEGMENTS)
                self._end()

    def close(self) -> None:
        """Let go of the index; what was not committed is dropped. Idempotent."""
        with writing(self._directory):
            if self._segment is not None:
                self._segment.cancel()
                self._end()
            self._index.close()

    def _begin(self) -> _CheckedWriter:
        if self._segment is None:
            self._segment = _CheckedWriter(self._index)
            self._reader = self._index.reader()
        return self._segment

    def _end(self) -> None:
        self._reader.close()
        self._segment = None
        self._replaced.clear()
        self._added.clear()

    def _forget(self, segment: _CheckedWriter, article_id: str) -> None:
        """Delete an article, committed or not. Whoosh's own way opens a searcher for each."""
        if (number := self._added.pop(article_id, None)) is not None:
            segment.newsegment.delete_document(number)
        if article_id not in self._replaced:
            self._replaced.add(article_id)
            number = document_number(self._reader, article_id)
            if number is not None:
                segment.delete_document(number)


class _CheckedWriter(SegmentWriter):  # type: ignore[misc]
    """Gathers postings by the word, and notes checksums of files before and after a commit."""

    def __init__(self, index: FileIndex) -> None:
        super().__init__(index, codec=WritingCodec())
        self.pool = TermPool(Path(self.storage.folder))

    def add(self, article: Document) -> None:
        """Add an article; Whoosh's own `add_document` asks of every posting what ours all share."""
        doc = self.docnum
        self.perdocwriter.start_doc(doc)
        for name, value in values(article).items():
            field = self.schema[name]
            length = 0
            if isinstance(field, WordsWithPositions):
                length = self.pool.add_placed(name, value, doc)
            elif isinstance(field, Words):
                for word in set(value.split()):
                    self.pool.add(name, word, doc)
            elif field.indexed:
                self.pool.add(name, value, doc)
            self.perdocwriter.add_field(name, field, value if field.stored else None, length)
            if field.column_type:
                self.perdocwriter.add_column_value(name, field.column_type, value)
        self.perdocwriter.finish_doc()
        self._added = True
        self.docnum += 1

    def add_postings_to_pool(self, reader: Any, startdoc: int, docmap: Any) -> None:
        """Those of a segment that is merged into this one."""
        postings = self._process_posts(reader.iter_postings(), startdoc, docmap)
        for field, word, doc, _, packed in postings:
            self.pool.add(field, word.decode(), doc, packed)

    def _flush_segment(self) -> None:
        self.perdocwriter.close()
        self.fieldwriter.write_terms(self.schema, self.pool.terms())
        self.fieldwriter.close()

    def _commit_toc(self, segments: list[Any]) -> None:
        directory = Path(self.storage.folder)
        write_checksums(directory)
        super()._commit_toc(segments)
        write_checksums(directory)
