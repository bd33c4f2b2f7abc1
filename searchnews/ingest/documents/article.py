"""From the paragraphs of an office document or a PDF to an article."""

from __future__ import annotations

import re
from typing import Final

from searchnews.article import Article
from searchnews.ingest.base import ReadingOptions, UnreadableFileError
from searchnews.ingest.cleaning.clean import clean
from searchnews.ingest.lines import letters_of
from searchnews.ingest.origin import Place

# What programs write there when nobody gave a title.
_NO_TITLE: Final = re.compile(
    r"microsoft (?:word|powerpoint)\b.*|untitled.*|sans titre.*|document\s*\d*|\W*"
    r"|.*\.(?:docx?|odt|rtf|indd|qxd|pdf|tmp)",
    re.IGNORECASE,
)


def article_of_document(
    paragraphs: list[str], title: str | None, place: Place, options: ReadingOptions
) -> Article:
    """The article of a document; `title` is what the document itself calls it.

    When it was made or printed is no date of publication.

    Raises:
        UnreadableFileError: there is no text in it.
    """
    if not any(map(str.strip, paragraphs)):
        raise UnreadableFileError("there is no text in it")
    title = " ".join(title.split()) if title else None
    if title is not None and _NO_TITLE.fullmatch(title):
        title = None
    if title is not None and letters_of(paragraphs[0]) != letters_of(title):
        paragraphs = [title, *paragraphs]
    cleaned = clean("\n\n".join(paragraphs))
    return Article(
        id=place.article_id(),
        title=cleaned.title or title,
        body=cleaned.body,
        date=cleaned.date or place.date_in_name or place.date,
        source=options.source,
        agency=cleaned.agency,
        authors=cleaned.authors,
        section=cleaned.section,
        path=str(place.path),
        credit=cleaned.credit,
    )
