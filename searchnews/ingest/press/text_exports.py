"""Text files that are exports of a press database."""

from __future__ import annotations

from collections.abc import Iterator

from searchnews.ingest.base import Draft, Problem
from searchnews.ingest.press import mediargus
from searchnews.ingest.press.nexis import drafts_of_documents
from searchnews.ingest.press.nexis_files import documents_in, is_nexis
from searchnews.ingest.press.nexis_text import may_be_nexis, paragraphs_of


def drafts_of_export(text: str) -> Iterator[Draft | Problem] | None:
    """The drafts of the articles of an export; None if a text is none.

    The lines of the text end with a line feed.
    """
    if mediargus.is_mediargus(text):
        return mediargus.drafts_of_export(text)
    if may_be_nexis(text) and is_nexis(paragraphs := paragraphs_of(text)):
        return drafts_of_documents(documents_in(paragraphs))
    return None
