"""Reading DOCX and ODT, which are XML in a zip archive."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import Final

from searchnews.errors import UnreadableFileError
from searchnews.ingest.archives.zip_files import zip_of
from searchnews.ingest.base import Draft, OpenFile, Problem
from searchnews.ingest.compression import DAMAGE
from searchnews.ingest.documents.draft import draft_of_document, length_warning
from searchnews.ingest.markup import Element, text_at, text_of
from searchnews.ingest.press.factiva_layout import TITLE_BEGINS
from searchnews.ingest.press.factiva_text import drafts_of_lines, is_factiva
from searchnews.ingest.press.nexis import drafts_of_documents
from searchnews.ingest.press.nexis_files import documents_in, is_nexis
from searchnews.ingest.streams import stream_of
from searchnews.ingest.xml.trees import xml_tree

_LARGEST: Final = 64 << 20  # bytes of XML
# What the library raises; where a document is encrypted it is a RuntimeError.
_DAMAGES: Final[tuple[type[Exception], ...]] = (
    zipfile.BadZipFile,
    RuntimeError,
    OSError,
    EOFError,
    ValueError,
    *DAMAGE,
)
_PARTS: Final = (("word/document.xml", "docProps/core.xml"), ("content.xml", "meta.xml"))


def read(file: OpenFile) -> Iterator[Draft | Problem]:
    """The article of a document, or the articles of an export of Factiva or Nexis.

    Raises:
        UnreadableFileError: it is damaged, encrypted, or there is no text in it.
    """
    try:
        with zip_of(file, "the document") as archive:
            names = set(archive.namelist())
            found = next((parts for parts in _PARTS if parts[0] in names), None)
            if found is None:
                raise UnreadableFileError("an office document that is no text")
            text, about = (_part(archive, name) if name in names else None for name in found)
    except _DAMAGES as error:
        raise UnreadableFileError(f"the document is damaged or encrypted: {error}") from None
    if text is None:
        raise UnreadableFileError("there is no text in it")
    is_docx = found[0].startswith("word/")
    paragraphs, heading = _docx(text) if is_docx else _odt(text)
    if is_factiva(paragraphs):
        yield from drafts_of_lines(paragraphs, TITLE_BEGINS)
        return
    if is_nexis(paragraphs):
        yield from drafts_of_documents(documents_in(paragraphs))
        return
    title = text_at(about, ".//title") if about is not None else None
    draft = draft_of_document(paragraphs, heading or title)
    yield draft
    warning = length_warning(draft.body)
    if warning is not None:
        yield warning


def _part(archive: zipfile.ZipFile, name: str) -> Element:
    with archive.open(name) as part:
        data = part.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise UnreadableFileError(f"more than {_LARGEST >> 20} MiB of text in one document")
    return xml_tree(stream_of(data))


def _docx(document: Element) -> tuple[list[str], str | None]:
    """The paragraphs, and the text of the one with the style of a title."""
    paragraphs: list[str] = []
    title = None
    for paragraph in document.iter("p"):
        text = " ".join("".join(_runs(paragraph)).split())
        style = paragraph.find("pPr/pStyle")
        name = _value(style).lower() if style is not None else ""
        if title is None and text and name in ("title", "titre"):
            title = text
        if text:
            paragraphs.append(text)
    return paragraphs, title


def _runs(paragraph: Element) -> Iterator[str]:
    for element in paragraph.iter("t", "tab", "br", "cr", "noBreakHyphen"):
        if element.tag == "t":
            yield element.text or ""
        else:
            yield "-" if element.tag == "noBreakHyphen" else " "


def _value(element: Element) -> str:
    named = (str(value) for name, value in element.attrib.items() if str(name).endswith("val"))
    return next(named, "")


def _odt(content: Element) -> tuple[list[str], str | None]:
    """The paragraphs, and the heading if the document begins with one."""
    paragraphs: list[str] = []
    title = None
    body = content.find(".//body/text")
    for element in (body if body is not None else content).iter("p", "h"):
        text = text_of(element)
        if text is None:
            continue
        named = (str(v) for n, v in element.attrib.items() if str(n).endswith("style-name"))
        is_title = next(named, "").lower() in ("title", "titre")
        if title is None and (is_title or (element.tag == "h" and not paragraphs)):
            title = text
        paragraphs.append(text)
    return paragraphs, title
