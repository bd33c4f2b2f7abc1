"""Reading the text of a scan that Gallica gives as a page, which it calls *texte brut*."""

from __future__ import annotations

from collections.abc import Iterator

from searchnews.ingest.base import Draft, OpenFile, Problem
from searchnews.ingest.documents.gallica_notice import draft_of_notice
from searchnews.ingest.markup import html_file, paragraphs_in


def read(file: OpenFile) -> Iterator[Draft | Problem]:
    """The text of a document.

    Raises:
        UnreadableFileError: there is no text in it.
    """
    yield draft_of_notice(paragraphs_in(html_file(file.stream)))
