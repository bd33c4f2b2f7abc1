"""Whoosh's codec with words and postings in blocks; its columns and segments are Whoosh's own."""

from __future__ import annotations

from typing import Any, Final

from whoosh.codec.whoosh3 import W3Codec

from searchnews.engines.whoosh.posting_buffer import PostingBuffer
from searchnews.engines.whoosh.terms import TermsFile, write_terms

POSTINGS_FORMAT: Final = 2
"""1 were the postings that Whoosh itself writes."""


class BlockCodec(W3Codec):  # type: ignore[misc]
    """Keeps postings in blocks.

    Whoosh pickles it into every segment, so neither its name nor its module can change as long as
    segments of this format are read.
    """

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

    def write(self, buffer: PostingBuffer, articles: int) -> None:
        """Write what is in a buffer, of so many articles."""
        write_terms(self._file, buffer.fields(), buffer.lengths(articles))

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()
        self.is_closed = True
