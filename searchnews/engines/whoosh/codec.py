"""Whoosh's codec, but for words and postings; columns and segments are Whoosh's own."""

from __future__ import annotations

from typing import Any, Final

from whoosh.codec.whoosh3 import W3Codec

from searchnews.engines.whoosh.pool import TermPool
from searchnews.engines.whoosh.terms import TermsFile, write_terms

POSTINGS_FORMAT: Final = 2
"""1 were Whoosh's own postings."""


class BlockCodec(W3Codec):  # type: ignore[misc]
    """Keeps postings in blocks. Segments name their codec, so Whoosh reads each with its own."""

    def field_writer(self, storage: Any, segment: Any) -> TermWriter:
        """Writes words and postings."""
        return TermWriter(segment.create_file(storage, self.TERMS_EXT))

    def terms_reader(self, storage: Any, segment: Any) -> TermsFile:
        """Reads them; of Whoosh's own interface it has `close`, as no query of Whoosh's is used."""
        name = segment.make_filename(self.TERMS_EXT)
        return TermsFile(storage.open_file(name), storage.file_length(name))


class TermWriter:
    """Writes the words and postings of a segment into its file."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self.is_closed = False

    def write(self, pool: TermPool, articles: int) -> None:
        """Write what was gathered, of so many articles."""
        write_terms(self._file, pool.fields(), pool.lengths(articles))

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()
        self.is_closed = True
