"""Reading web pages: one article each, without what surrounds it on the page."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Final

from lxml import etree
from lxml.html import HtmlElement, HTMLParser

from searchnews.errors import UnreadableFileError
from searchnews.ingest.base import Draft, OpenFile, Problem
from searchnews.ingest.cleaning.clean import clean
from searchnews.ingest.cleaning.metadata_lines import metadata_of
from searchnews.ingest.encoding import decode, is_utf8
from searchnews.ingest.lines import letters_of, normalized, unaccented
from searchnews.ingest.nesting import html_root
from searchnews.ingest.web.page_bylines import agency_shown, authors_shown, remove_bylines
from searchnews.ingest.web.page_dates import date_shown, only_date_of
from searchnews.ingest.web.page_head import head_of, heading_of, lead_of
from searchnews.ingest.web.page_metadata import PageMetadata, metadata_of_page, persons
from searchnews.ingest.web.page_text import (
    join_parts,
    paragraphs_of,
    remove_what_is_never_text,
    text_element,
)
from searchnews.ingest.web.page_title import shown_as
from searchnews.ingest.web.surroundings import remove_surroundings

# The longest live blogs have 4 MB.
_LARGEST: Final = 16 << 20  # in bytes
# How many paragraphs may come before the text.
_LONGEST_HEAD: Final = 4
_LONGEST_MENU: Final = 30  # lines
_LONGEST_ENTRY: Final = 40  # in characters
_LONGEST_BYLINE: Final = 160  # in characters
_PUBLISHED: Final = re.compile(
    r"\b(?:publiee?|postee?|mise? (?:a jour|en ligne)|modifiee?)\b", re.I
)
_NEAR: Final = 20  # characters before the date: "le vendredi"
_SHORTEST_LEAD: Final = 40  # in characters
_LONGEST_LEAD: Final = 1000
_CUT: Final = re.compile(r"\s*(?:\[\s*|\(\s*)?(?:\.\.\.|…)(?:\s*[\])])?\s*$")
# Browsers write the address of a saved page into its first lines.
_SAVED_FROM: Final = re.compile(r"<!-- saved from url=\(\d+\)(https?://\S+)")
_LONGEST_PROLOG: Final = 2000
_CONTROL: Final = bytes([*range(9), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F])
_NO_CHARACTERS: Final = ("\ufffe".encode(), "\uffff".encode())  # libxml2 ends a page at them


def read(file: OpenFile) -> Iterator[Draft | Problem]:
    """The article of a page.

    Raises:
        UnreadableFileError: there is no article in it, or it is too large.
    """
    data = file.stream.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise UnreadableFileError(f"more than {_LARGEST >> 20} MiB, too much for a page")
    yield draft_of_page(data)


def draft_of_page(data: bytes, url: str | None = None) -> Draft:
    """The draft of the article of a page; `url` is where it was saved from, if that is known.

    Raises:
        UnreadableFileError: there is no article in it.
    """
    page = _parsed(data)
    metadata = metadata_of_page(page)
    described = _described_lead(page, metadata.description)
    remove_what_is_never_text(page)
    prose = join_parts(page, remove_surroundings(page))
    heading = heading_of(page, metadata.title)
    head = head_of(heading, prose)
    date = metadata.date or date_shown(head) or metadata.less_certain_date or only_date_of(page)
    agency, authors = metadata.agency or agency_shown(head), authors_shown(head)
    remove_bylines(head, heading)
    element = text_element(prose, heading)
    leads = (described, lead_of(heading, prose, element, only_marked=described is not None))
    paragraphs = paragraphs_of(page, prose, element)
    title, paragraphs = _below_title(metadata.title, paragraphs)
    text_paragraphs, date_in_text = _text_of(title, paragraphs)
    cleaned = clean("\n\n".join([title or "", *text_paragraphs]).strip())
    if title is None:
        title = cleaned.title
    if not cleaned.body and not title:
        raise UnreadableFileError("there is no article on the page")
    letters = letters_of(cleaned.body)
    # A page often describes itself by its first paragraph, with a standfirst above that.
    lead = next((each for each in leads if each and letters_of(each) not in letters), None)
    return Draft(
        title=title,
        body=cleaned.body,
        date=date or date_in_text or cleaned.date,
        source=metadata.source,
        agency=agency or cleaned.agency,
        authors=_authors(metadata, authors, cleaned.authors),
        section=metadata.section or cleaned.section,
        url=metadata.url or url or _saved_from(data),
        lead=lead,
        credit=cleaned.credit,
        language=metadata.language,
        extra=_extra(metadata),
    )


def _authors(
    metadata: PageMetadata, shown: tuple[str, ...], signed: tuple[str, ...]
) -> tuple[str, ...]:
    """Those that the page names for machines, or those that it shows if these are more.

    Of what is shown, a single word is seldom a name: "Le Courrier", in "Courrier avec AFP".
    """
    shown, signed = (
        tuple(name for name in persons(names, metadata.site_names) if " " in name)
        for names in (shown, signed)
    )
    if {letters_of(name) for name in metadata.authors} < {letters_of(name) for name in shown}:
        return shown
    return metadata.authors or signed


def _parsed(data: bytes) -> HtmlElement:
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    # Else lxml asks a function in Python what each element is: a field of a form, a link.
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))
    if not is_utf8(data):
        data = decode(data).encode("utf-8", "replace")
    data = data.removeprefix(codecs.BOM_UTF8).translate(None, _CONTROL)
    for sign in _NO_CHARACTERS:
        data = data.replace(sign, b"")
    try:
        page = html_root(data, parser, HtmlElement)
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableFileError(f"not a page that can be read: {error}") from None
    if page is None:
        raise UnreadableFileError("there is nothing on the page")
    return page


def _saved_from(data: bytes) -> str | None:
    saved = _SAVED_FROM.search(decode(data[:_LONGEST_PROLOG]))
    return saved[1] if saved else None


def _described_lead(page: HtmlElement, description: str | None) -> str | None:
    """The standfirst: the description of the page, if the page also shows it to readers.

    Descriptions are often cut: "Le pont, fermé depuis mars, a rouvert (...)".
    """
    if not description or len(description) < _SHORTEST_LEAD:
        return None
    begun = _CUT.sub("", description)
    key = letters_of(begun)
    is_cut = begun != description
    for element in page.iter("p", "h2", "h3", "h4", "div", "span", "strong", "b"):
        if not element.text or element.text.isspace():
            continue
        first = letters_of(element.text.lstrip()[:_SHORTEST_LEAD])
        if first and key.startswith(first):
            text = " ".join(str(element.text_content()).split())
            if letters_of(text) == key or (
                is_cut and len(text) <= _LONGEST_LEAD and letters_of(text).startswith(key)
            ):
                return text
    return None


def _below_title(title: str | None, paragraphs: list[str]) -> tuple[str | None, list[str]]:
    """The title as the page shows it and the paragraphs below, if only short lines are above."""
    if title is None:
        return None, paragraphs
    keys = shown_as(title)
    for number, paragraph in enumerate(paragraphs[:_LONGEST_MENU]):
        key = letters_of(paragraph)
        if key in keys:
            return paragraph, paragraphs[number + 1 :]
        if len(paragraph) > _LONGEST_ENTRY:
            break
    return title, paragraphs


def _text_of(title: str | None, paragraphs: list[str]) -> tuple[list[str], str | None]:
    """The paragraphs without the title and the byline above them, and the date in the byline."""
    key = unaccented(normalized(title)).lower() if title else None
    date = None
    text = []
    for number, paragraph in enumerate(paragraphs):
        if number < _LONGEST_HEAD:
            if unaccented(normalized(paragraph)).lower() == key:
                continue
            if (published := _published(paragraph)) is not None:
                date = date or published
                continue
        text.append(paragraph)
    return text, date


def _published(paragraph: str) -> str | None:
    """The date in a byline: Orange avec AFP, publié le vendredi 18 septembre 2015 à 20h15."""
    if len(paragraph) > _LONGEST_BYLINE:
        return None
    label = _PUBLISHED.search(unaccented(paragraph))
    metadata = metadata_of(paragraph[label.start() :]) if label else None
    return metadata.date if metadata is not None else None


def _extra(metadata: PageMetadata) -> dict[str, object]:
    known = {"description": metadata.description, "keywords": list(metadata.keywords)}
    return {name: value for name, value in known.items() if value}
