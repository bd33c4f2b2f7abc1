"""From a text, an office document or a PDF to the draft of an article."""

from __future__ import annotations

import re
from typing import Final

from searchnews.errors import UnreadableFileError
from searchnews.ingest.base import Draft, Problem
from searchnews.ingest.cleaning.clean import clean
from searchnews.ingest.lines import letters_of

# What programs write as the title when the author wrote none.
_NO_TITLE: Final = re.compile(
    r"microsoft (?:word|powerpoint)\b.*|untitled.*|sans titre.*|document\s*\d*|\W*"
    r"|.*\.(?:docx?|odt|rtf|indd|qxd|pdf|tmp)",
    re.IGNORECASE,
)

# The longest reports of newspapers have some 30,000 words; what has more holds many, or is a book.
_MOST_WORDS: Final = 50_000
_SHORTEST_WORD: Final = 2  # characters, with the space behind it


def length_warning(body: str, most_words: int = _MOST_WORDS) -> Problem | None:
    """What to say of the body of an article that has probably been several; None if it has not.

    `most_words` is how many an article may have.
    """
    if len(body) < most_words * _SHORTEST_WORD:
        return None
    words = len(body.split())
    if words <= most_words:
        return None
    return Problem(
        f"it has been read as one article of {words:,} words; if it holds several, make it one "
        "file an article, or export them again as HTML, XML, or JSON with one object a line",
        lost=False,
    )


def draft_of_document(paragraphs: list[str], title: str | None) -> Draft:
    """The draft of a document; `title` is the one in its properties or its styles.

    The date in its properties, when it was made or printed, is no date of publication.

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
    draft = draft_of_text("\n\n".join(paragraphs))
    draft.title = draft.title or title
    return draft


def draft_of_text(text: str) -> Draft:
    """The draft of a text, whose lines end with a line feed, cleaned of what surrounds it."""
    cleaned = clean(text)
    return Draft(
        title=cleaned.title,
        body=cleaned.body,
        date=cleaned.date,
        agency=cleaned.agency,
        authors=cleaned.authors,
        section=cleaned.section,
        credit=cleaned.credit,
    )
