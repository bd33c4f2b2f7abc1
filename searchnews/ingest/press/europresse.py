"""Reading what Europresse exports as HTML: many articles in one file.

There are three layouts. In the oldest each article is a table, then an `article` element; since
about 2019 kicker, title and subtitle stand in a block of their own. Most names of classes are the
same in all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import dropwhile, takewhile
from typing import Final, NamedTuple

from lxml import etree

from searchnews.dates import find_date
from searchnews.errors import UnreadableFileError
from searchnews.ingest.agencies import agency_named
from searchnews.ingest.authors import bare_names, byline
from searchnews.ingest.base import Draft, OpenFile, Problem
from searchnews.ingest.markup import Element, elements_at, html_file, paragraphs_in, text_of
from searchnews.ingest.numbers import whole_number

_TITLES: Final = ("rdp__articletitle", "titreArticleVisu", "TitreArticleVisu", "grandTitre")
_TITLE_BLOCK: Final = "titreArticle"
_SUBTITLE: Final = "rdp__subtitle"
_AUTHORS: Final = ("docAuthors", "sm-margin-bottomNews")
_CONTAINERS: Final = ("docOcurrContainer", "DocText")
# What surrounds a text: proofs of its rights, logos, tools.
_CERTIFICATES: Final = ("certificat", "txtCertificat", "publiC-lblNodoc", "apd-wrapper")
_OUTSIDE: Final = ("footer", "aside")
_PARENT_TAGS: Final = ("article", "table")

_NUMBER: Final = re.compile(r"(?:news|biblio|web|tv|radio)·\d{8}·[\w·-]+", re.IGNORECASE)
_DOCUMENT: Final = re.compile(r"num[ée]ro de document|document number", re.IGNORECASE)
_RIGHTS: Final = re.compile(r"^(?:©|\(c\)).{0,200}$|tous droits réservés\.?$", re.IGNORECASE)
_PUBLISHED: Final = re.compile(
    r"(?:cet article est paru|this article (?:appeared|was published)) .{1,200}", re.IGNORECASE
)
_ISSUE: Final = re.compile(r",? (?=(?:no\.?|n°|vol\.) ?\d)", re.IGNORECASE)
_SITE: Final = re.compile(r"\s*\((?:réf\. )?(?:site web|web ?site)[^)]*\)", re.IGNORECASE)
_PAGE: Final = re.compile(r"\bpp?\. ?([\w ,-]{1,20})")
_WORDS: Final = re.compile(r"(?<!\d)(\d{1,3}(?:\s\d{3})*|\d+)\s?(?:mots|words)")
# Marks where the title was; above it there may be a kicker.
_TITLE: Final = "§title§"


class _Titles(NamedTuple):
    """What stands above a text."""

    kicker: str | None = None
    title: str | None = None
    subtitle: str | None = None


def read(file: OpenFile) -> Iterator[Draft | Problem]:
    """The articles of an export.

    Raises:
        UnreadableFileError: there are none.
    """
    root = html_file(file.stream)
    names = elements_at(root, "//*[contains(@class, 'DocPublicationName')]")
    documents = list(dict.fromkeys(_document_of(name) for name in names))
    if not documents:
        raise UnreadableFileError(
            "no article is found in this export of Europresse; export it again as HTML, with the "
            "full texts and not the list of results alone"
        )
    for number, document in enumerate(documents, 1):
        yield _draft(document, number)


def _document_of(name: Element) -> Element:
    for ancestor in name.iterancestors(*_PARENT_TAGS):
        if ancestor.tag == "article" or ancestor.find(".//img") is not None:
            return ancestor
    parent = name.getparent()
    return parent if parent is not None else name


def _draft(document: Element, number: int) -> Draft | Problem:
    named = _NUMBER.search(_taken(document, "publiC-lblNodoc") or text_of(document) or "")
    for name in _CERTIFICATES:
        _remove([e for e in document.iter(etree.Element) if name in (e.get("class") or "")])
    source = _taken(document, "DocPublicationName")
    header = _header(document)
    titles = _titles(document)
    signed = next(filter(None, (_taken(document, name) for name in _AUTHORS)), None)
    url = _address(document)
    _remove([e for tag in _OUTSIDE for e in document.iter(tag)])
    above, paragraphs = _paragraphs(document)
    authors = _names(signed) if signed else ()
    if not authors and len(paragraphs) > 1 and (names := _names(paragraphs[0])):
        authors, paragraphs = names, paragraphs[1:]
    if titles.title is None and not paragraphs:
        return Problem(f"document {number}: there is no text in it")
    publisher, issue = _publication(source)
    date = find_date(header)
    page, words = _PAGE.search(header), _WORDS.search(header)
    extra = {
        "kicker": titles.kicker or " ".join(above) or None,
        "page": page[1].strip() if page else None,
        "words": whole_number(re.sub(r"\D", "", words[1])) if words else None,
        "issue": issue,
        "byline": signed if not authors else None,
    }
    return Draft(
        id=named[0] if named else None,
        number=number,
        title=titles.title,
        body="\n\n".join(paragraphs),
        date=date[0] if date else None,
        source=publisher,
        agency=agency_named(publisher) if publisher else None,
        authors=authors,
        section=(header[: date[1]].rpartition(",")[0].strip(" ,") if date else "") or None,
        lead=titles.subtitle,
        url=url,
        extra={name: value for name, value in extra.items() if value},
    )


def _header(document: Element) -> str:
    """The line with section, date, number of words and page."""
    headers = _elements(document, "DocHeader")
    known = set(headers)
    parents = dict.fromkeys(parent for each in headers if (parent := each.getparent()) is not None)
    lines = [
        span
        for parent in parents
        for span in takewhile(
            lambda e: e.tag == "span", dropwhile(lambda e: e not in known, parent)
        )
    ]
    elements = list(dict.fromkeys((*lines, *headers)))
    # Pieces of a header follow each other without a space, or with an element between them.
    text = " ".join("".join("".join(map(str, e.itertext())) + " " for e in elements).split())
    _remove(elements)
    return text.replace(" ,", ",")


def _titles(document: Element) -> _Titles:
    """The titles, which are taken out; where they stand in no block, a mark is left there."""
    subtitle = _taken(document, _SUBTITLE)
    block = next(iter(_elements(document, _TITLE_BLOCK)), None)
    if block is None:
        title = next(filter(None, (_taken(document, name, _TITLE) for name in _TITLES)), None)
        return _Titles(title=title, subtitle=subtitle)
    title = next(filter(None, (_taken(block, name, _TITLE) for name in _TITLES)), None)
    lines = paragraphs_in(block)
    _remove([block])
    if title is None:
        return _Titles(title=" ".join(lines) or None, subtitle=subtitle)
    above, below = _split_at(lines, _TITLE)
    return _Titles(" ".join(above) or None, title, subtitle or " ".join(below) or None)


def _publication(text: str | None) -> tuple[str | None, str | None]:
    """The newspaper and the number of its issue, in "Le Courrier du Val, no. 12"."""
    if text is None:
        return None, None
    name, *issue = _ISSUE.split(text, maxsplit=1)
    return _SITE.sub("", name).strip(" ,") or None, issue[0].strip() if issue else None


def _address(document: Element) -> str | None:
    """Where an article from a site was published."""
    links = (link for link in document.iter("a") if _PUBLISHED.fullmatch(text_of(link) or ""))
    return next(filter(None, (link.get("href") for link in links)), None)


def _paragraphs(document: Element) -> tuple[list[str], list[str]]:
    """The paragraphs above the mark of the title, and those of the text."""
    found: list[Element] = []
    for name in _CONTAINERS:
        found = [each for each in _elements(document, name) if text_of(each)]
        if found:
            break
    paragraphs = [p for each in found or [document] for p in paragraphs_in(each)]
    above: list[str] = []
    if _TITLE in paragraphs:
        above, paragraphs = _split_at(paragraphs, _TITLE)
    return above, _until_the_end(paragraphs)


def _split_at(paragraphs: list[str], sign: str) -> tuple[list[str], list[str]]:
    at = paragraphs.index(sign)
    return paragraphs[:at], [each for each in paragraphs[at + 1 :] if each != sign]


def _until_the_end(paragraphs: list[str]) -> list[str]:
    """The paragraphs of the text, without those below about its rights and its number."""
    kept = []
    for paragraph in paragraphs:
        if _DOCUMENT.search(paragraph) or _NUMBER.fullmatch(paragraph):
            break
        if not _RIGHTS.search(paragraph) and not _PUBLISHED.fullmatch(paragraph):
            kept.append(paragraph)
    return kept


def _names(text: str) -> tuple[str, ...]:
    listed = ", ".join(filter(None, (name.strip() for name in text.split(";"))))
    return byline(listed) or bare_names(listed) or ()


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


def _remove(elements: list[Element], sign: str = "") -> None:
    for element in elements:
        parent = element.getparent()
        if parent is None:
            continue
        block = etree.SubElement(parent, "p")
        block.text, block.tail = sign, element.tail
        element.tail = None
        parent.replace(element, block)
