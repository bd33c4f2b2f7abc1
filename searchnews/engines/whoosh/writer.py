"""Writing to a Whoosh index."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from whoosh.index import FileIndex
from whoosh.writing import SegmentWriter

from searchnews.engines.base import Document
from searchnews.engines.whoosh.errors import writing
from searchnews.engines.whoosh.files import write_checksums
from searchnews.engines.whoosh.reader import document_number
from searchnews.engines.whoosh.schema import values

_MEMORY_MB: Final = 64
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

    def add(self, article: Document) -> None:
        """Add an article, or replace the one with the same id."""
        with writing(self._directory):
            segment = self._begin()
            self._forget(segment, article.id)
            self._added[article.id] = segment.docnum
            segment.add_document(**values(article))

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
            self._segment = _CheckedWriter(self._index, limitmb=_MEMORY_MB)
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
    """Notes the checksums of the files of a commit, before and after it makes them its own."""

    def _commit_toc(self, segments: list[Any]) -> None:
        directory = Path(self.storage.folder)
        write_checksums(directory)
        super()._commit_toc(segments)
        write_checksums(directory)
