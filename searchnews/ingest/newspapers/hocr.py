"""Reading hOCR, HTML with what tesseract, OCRopus and the Internet Archive recognise on pages.

http://kba.github.io/hocr-spec/1.2/ ; a page is an article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from searchnews.errors import UnreadableFileError
from searchnews.ingest.base import Draft, OpenFile, Problem
from searchnews.ingest.markup import Element, html_file, language_of, text_of
from searchnews.ingest.newspapers.alto_page import mean
from searchnews.ingest.newspapers.scanned_lines import date_of_image, joined
from searchnews.ingest.numbers import share

_PARAGRAPHS: Final = ("ocr_par", "ocr_carea", "ocr_xycut", "ocrx_block", "ocr_column")
_LINES: Final = frozenset({"ocr_line", "ocrx_line", "ocr_header", "ocr_caption", "ocr_textfloat"})
_FURNITURE: Final = frozenset({"ocr_pageno", "ocr_footer"})
_CONFIDENCE: Final = re.compile(r"\bx_wconf\s+(\d{1,3}(?:\.\d+)?)")
_SUREST: Final = 100  # what `x_wconf` goes up to
_IMAGE: Final = re.compile(r"\bimage\s+(?:\"([^\"]*)\"|'([^']*)'|([^\s;]+))")


def read(file: OpenFile) -> Iterator[Draft | Problem]:
    """The pages as articles.

    Raises:
        UnreadableFileError: there is no text on them.
    """
    root = html_file(file.stream)
    pages = _of_class(root, "ocr_page")
    count = 0
    for number, page in enumerate(pages, 1):
        paragraphs = _paragraphs(page)
        if paragraphs:
            count += 1
            yield _draft(page, paragraphs, number if len(pages) > 1 else None)
    if not count:
        raise UnreadableFileError("pages without text; were they recognised, and not only scanned?")


def _draft(page: Element, paragraphs: list[str], number: int | None) -> Draft:
    image = _IMAGE.search(page.get("title") or "")
    name = next(filter(None, image.groups()), None) if image else None
    words = _CONFIDENCE.findall(" ".join(each.get("title") or "" for each in page.iter("span")))
    shares = (share(word, _SUREST) for word in words)
    title = next(filter(None, map(text_of, _of_class(page, "ocr_title"))), None)
    extra: dict[str, Any] = {
        "pages": [number] if number is not None else None,
        "confidence": mean([each for each in shares if each is not None]),
        "image": name,
    }
    languages = (language_of(each) for each in (page, *page.iterancestors()))
    return Draft(
        number=number,
        title=title,
        body="\n\n".join(paragraph for paragraph in paragraphs if paragraph != title),
        date=date_of_image(name),
        language=_language(next(filter(None, languages), None)),
        extra={key: value for key, value in extra.items() if value is not None},
    )


def _paragraphs(page: Element) -> list[str]:
    """The paragraphs of a page, by the smallest division that it has above lines."""
    blocks = next(filter(None, (_of_class(page, name) for name in _PARAGRAPHS)), [page])
    return list(filter(None, map(_paragraph, blocks)))


def _paragraph(block: Element) -> str:
    if _FURNITURE & _classes(block):
        return ""
    lines = [each for each in block.iter("span", "div", "p") if _LINES & _classes(each)]
    return joined(text_of(line) or "" for line in lines or [block])


def _classes(element: Element) -> set[str]:
    return set((element.get("class") or "").split())


def _of_class(element: Element, name: str) -> list[Element]:
    return [each for each in element.iter("div", "span", "p", "h1") if name in _classes(each)]


def _language(written: str | None) -> str | None:
    """The language of a page; tesseract writes `fra`, and `unknown`."""
    names = {"fra": "fr", "fre": "fr", "frm": "fr", "eng": "en", "deu": "de", "nld": "nl"}
    short = (written or "").partition("-")[0].lower()
    return names.get(short) or (short if len(short) == 2 else None)
