"""Reading PDF documents with a text layer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import IO, Any, Final, cast

from searchnews.errors import UnreadableFileError
from searchnews.ingest.base import Draft, OpenFile, Problem
from searchnews.ingest.documents.draft import draft_of_document, length_warning
from searchnews.ingest.documents.gallica_notice import STAMP, cover_of, draft_below_cover

_MOST_PAGES: Final = 2000
# A line at the edge of more than half of the pages is a header or a footer.
_REPEATED: Final = 0.5
_FEWEST_PAGES: Final = 3
_EDGE: Final = 2  # lines
_DIGITS: Final = re.compile(r"\d+")
_CUT: Final = re.compile(r"\w[-\u00ad\u2010]$")
_ENDS: Final = re.compile(r"[.!?:…»”\"]$")


def read(file: OpenFile) -> Iterator[Draft | Problem]:
    """The article of a document.

    Raises:
        UnreadableFileError: it is damaged, encrypted or scanned, or the package for it is missing.
    """
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError:
        raise UnreadableFileError(
            "a PDF document, which needs a package: pip install 'searchnews[documents]'"
        ) from None
    try:
        document = PdfReader(cast("IO[bytes]", file.stream))
        if document.is_encrypted and not document.decrypt(""):
            raise UnreadableFileError("it is encrypted; save it without a password")
        pages = [_lines(page) for page in document.pages[:_MOST_PAGES]]
        title = document.metadata.title if document.metadata else None
    except UnreadableFileError:
        raise
    except (PyPdfError, ValueError, KeyError, TypeError, OSError) as error:
        raise UnreadableFileError(f"the PDF is damaged: {error}") from None
    cover = cover_of(pages)
    if cover is not None:
        pages = [
            [line for line in page if not STAMP.fullmatch(line)] for page in pages[cover.pages :]
        ]
    paragraphs = _paragraphs(_without_headers(pages))
    if not paragraphs:
        raise UnreadableFileError(
            "a PDF without a text layer; run OCR over it first, for example with ocrmypdf"
        )
    if cover is not None:
        draft = draft_below_cover(cover, paragraphs)
    else:
        draft = draft_of_document(paragraphs, str(title) if title else None)
    yield draft
    warning = length_warning(draft.body)
    if warning is not None:
        yield warning


def _lines(page: Any) -> list[str]:
    return [line.strip() for line in str(page.extract_text()).split("\n")]


def _without_headers(pages: list[list[str]]) -> list[str]:
    """The lines without those at the edge of most pages, which differ in their numbers alone."""
    if len(pages) < _FEWEST_PAGES:
        return [line for page in pages for line in page]
    edges: Counter[str] = Counter()
    for page in pages:
        filled = [line for line in page if line]
        edges.update({_DIGITS.sub("#", line) for line in (*filled[:_EDGE], *filled[-_EDGE:])})
    repeated = {line for line, count in edges.items() if count > len(pages) * _REPEATED}
    return [line for page in pages for line in page if _DIGITS.sub("#", line) not in repeated]


def _paragraphs(lines: list[str]) -> list[str]:
    """Paragraphs, which end at a blank line or at a short line that ends a sentence."""
    longest = sorted(map(len, lines))[int(len(lines) * 0.9)] if lines else 0
    paragraphs: list[str] = []
    text = ""
    for line in lines:
        if not line:
            if text and (_ENDS.search(text) or len(text) < longest):
                paragraphs.append(text)
                text = ""
            continue
        text = f"{text[:-1]}{line}" if _CUT.search(text) else f"{text} {line}".strip()
        if len(line) < longest * 0.75 and (_ENDS.search(line) or len(text) == len(line)):
            paragraphs.append(text)
            text = ""
    return [*paragraphs, text] if text else paragraphs
