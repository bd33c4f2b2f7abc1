"""Reading what LexisNexis and Nexis Uni export as HTML: many articles in one file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from searchnews.errors import UnreadableFileError
from searchnews.ingest.base import Draft, OpenFile, Problem
from searchnews.ingest.encoding import decode
from searchnews.ingest.markup import html_tree, paragraphs_in
from searchnews.ingest.press.nexis import drafts_of_documents
from searchnews.ingest.press.nexis_files import documents_in

_LARGEST: Final = 128 << 20  # in bytes
# The comments before each document.
_BETWEEN: Final = re.compile(r"<!--\s*(?:Hide XML section from browser\s*)?<DOC NUMBER=\d+>", re.I)


def read(file: OpenFile) -> Iterator[Draft | Problem]:
    """The articles of an export.

    Raises:
        UnreadableFileError: there are none, or it is too large.
    """
    data = file.stream.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise UnreadableFileError(f"more than {_LARGEST >> 20} MiB of HTML in one piece")
    pieces = _BETWEEN.split(decode(data))
    documents = [
        document
        for piece in (pieces[1:] or pieces)
        if piece.strip()
        for document in documents_in(paragraphs_in(html_tree(piece)))
    ]
    yield from drafts_of_documents(documents)
