"""Reading what Europresse exports as HTML: many articles in one file.

In its older pages each article is a table, in newer ones an `article` element. The names of the
classes are the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from searchnews.dates import find_date
from searchnews.errors import UnreadableFileError
from searchnews.ingest.agencies import agency_named
from searchnews.ingest.authors import bare_names, byline
from searchnews.ingest.base import Draft, OpenFile, Problem
from searchnews.ingest.markup import Element, elements_at, html_file, paragraphs_in, text_of
from searchnews.ingest.numbers import whole_number

_NUMBER: Final = re.compile(r"(?:news|biblio|web|tv|radio)·\d{8}·[\w·-]+", re.IGNORECASE)
_DOCUMENT: Final = re.compile(r"num[ée]ro de document|document number", re.IGNORECASE)
_RIGHTS: Final = re.compile(r"^(?:©|\(c\)).{0,200}$|tous droits réservés\.?$", re.IGNORECASE)
_PAGE: Final = re.compile(r"\bpp?\. ?([\w ,-]{1,20})")
_WORDS: Final = re.compile(r"([\d\s]+)(?:mots|words)")
# Marks where the title was; above it there may be a kicker.
_TITLE: Final = "§title§"
_PARENT_TAGS: Final = ("article", "table")


def read(file: OpenFile) -> Iterator[Draft | Problem]:
    """The articles of an export.

    Raises:
        UnreadableFileError: there are none.
    """
    root = html_file(file.stream)
    names = elements_at(root, "//*[contains(@class, 'DocPublicationName')]")
    if not names:
        raise UnreadableFileError("an export of Europresse without articles")
    documents = list(dict.fromkeys(_document_of(name) for name in names))
    for number, document in enumerate(documents, 1):
        yield _draft(document, number)


def _document_of(name: Element) -> Element:
    for ancestor in name.iterancestors(*_PARENT_TAGS):
        if ancestor.tag == "article" or ancestor.find(".//img") is not None:
            return ancestor
    parent = name.getparent()
    return parent if parent is not None else name


def _draft(document: Element, number: int) -> Draft | Problem:
    source = _taken(document, "DocPublicationName")
    header = _all_taken(document, "DocHeader")
    header = f"{header} {_taken(document, 'sm-margin-TopNews') or ''}"
    title = (
        _taken(document, "titreArticleVisu", _TITLE)
        or _taken(document, "TitreArticleVisu", _TITLE)
        or _taken(document, "titreArticle", _TITLE)
    )
    byline_text = _taken(document, "docAuthors") or _taken(document, "sm-margin-bottomNews")
    whole = text_of(document) or ""
    document_number = _NUMBER.search(whole)
    for name in ("certificat", "txtCertificat", "publiC-lblNodoc", "apd-wrapper"):
        _drop(document, name)
    containers = elements_at(document, ".//*[contains(@class, 'docOcurrContainer')]")
    paragraphs = [p for each in containers or [document] for p in paragraphs_in(each)]
    if _TITLE in paragraphs:
        above, paragraphs = _split_at(paragraphs, _TITLE)
    else:
        above = []
    paragraphs = _until_the_end(paragraphs)
    authors = _names(byline_text) if byline_text else ()
    if not authors and len(paragraphs) > 1 and (names := _names(paragraphs[0])):
        authors = names
        paragraphs = paragraphs[1:]
    if title is None and not paragraphs:
        return Problem(f"document {number}: there is no text in it")
    date = find_date(header)
    page = _PAGE.search(header)
    words = _WORDS.search(header)
    publisher = source.partition(", no.")[0].strip() if source else None
    agency = agency_named(publisher) if publisher else None
    section = header[: date[1]].rpartition(",")[0].strip(" ,") if date else ""
    extra = {
        "kicker": " ".join(above) or None,
        "page": page[1].strip() if page else None,
        "words": whole_number(re.sub(r"\D", "", words[1])) if words else None,
        "issue": source.partition(", ")[2] or None if source else None,
    }
    return Draft(
        id=document_number[0] if document_number else None,
        number=number,
        title=title,
        body="\n\n".join(paragraphs),
        date=date[0] if date else None,
        source=publisher,
        agency=agency,
        authors=authors,
        section=section or None,
        extra={name: value for name, value in extra.items() if value},
    )


def _split_at(paragraphs: list[str], sign: str) -> tuple[list[str], list[str]]:
    at = paragraphs.index(sign)
    return paragraphs[:at], paragraphs[at + 1 :]


def _until_the_end(paragraphs: list[str]) -> list[str]:
    """The paragraphs of the text, without those below about its rights and its number."""
    kept = []
    for paragraph in paragraphs:
        if _DOCUMENT.search(paragraph) or _NUMBER.fullmatch(paragraph):
            break
        if not _RIGHTS.search(paragraph):
            kept.append(paragraph)
    return kept


def _names(text: str) -> tuple[str, ...]:
    return byline(text) or bare_names(text) or ()


def _elements(document: Element, name: str) -> list[Element]:
    return elements_at(
        document, f".//*[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]"
    )


def _taken(document: Element, name: str, sign: str = "") -> str | None:
    """The text of the first element of a class; all of them are replaced by a sign."""
    elements = _elements(document, name)
    text = next(filter(None, map(text_of, elements)), None)
    _remove(elements, sign)
    return text


def _all_taken(document: Element, name: str) -> str:
    elements = _elements(document, name)
    text = "".join("".join(map(str, element.itertext())) for element in elements)
    _remove(elements)
    return " ".join(text.split())


def _drop(document: Element, name: str) -> None:
    _remove([e for e in document.iter(etree.Element) if name in (e.get("class") or "")])


def _remove(elements: list[Element], sign: str = "") -> None:
    for element in elements:
        parent = element.getparent()
        if parent is None:
            continue
        block = etree.SubElement(parent, "p")
        block.text, block.tail = sign, element.tail
        element.tail = None
        parent.replace(element, block)
