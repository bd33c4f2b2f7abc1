"""Reading NewsML-G2, the IPTC's present XML for news: a newsItem, or a message with several."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from searchnews.ingest.base import Draft, OpenFile, Problem
from searchnews.ingest.markup import (
    Element,
    language_of,
    paragraphs_in,
    text_at,
    text_of,
    texts_at,
)
from searchnews.ingest.numbers import whole_number
from searchnews.ingest.wires.nitf import nitf_paragraphs
from searchnews.ingest.wires.wire import Wire, drafts_of_wires
from searchnews.ingest.xml.trees import xml_file

# Where the alias of the scheme ends, which each agency chooses, or its address.
_SCHEME: Final = re.compile(r".*[:/]")


def read(file: OpenFile) -> Iterator[Draft | Problem]:
    """The articles of a NewsML-G2 file; packages and lists of concepts give none.

    Raises:
        UnreadableFileError: it is no XML.
    """
    root, problems = xml_file(file.stream)
    yield from problems
    items = [root] if root.tag == "newsItem" else list(root.iter("newsItem"))
    yield from drafts_of_wires(_wire(item, number) for number, item in enumerate(items, 1))


def _kind(item: Element) -> str | None:
    """The nature of the item, without its scheme: text, picture, audio, video..."""
    nature = item.find(".//itemMeta/itemClass")
    written = nature.get("qcode") or nature.get("uri") if nature is not None else None
    return _SCHEME.sub("", written) if written else None


def _wire(item: Element, number: int) -> Wire:
    wire = Wire(
        number=number,
        id=item.get("guid"),
        revision=whole_number(item.get("version")),
        title=text_at(item, ".//contentMeta/headline") or text_at(item, ".//itemMeta/title"),
        paragraphs=_paragraphs(item),
        date=text_at(item, ".//itemMeta/firstCreated")
        or text_at(item, ".//contentMeta/contentCreated")
        or text_at(item, ".//itemMeta/versionCreated"),
        provider=_named(item, ".//itemMeta/provider") or _named(item, ".//contentMeta/infoSource"),
        byline=text_at(item, ".//contentMeta/by") or _named(item, ".//contentMeta/creator"),
        lead=_lead(item),
        credit=text_at(item, ".//contentMeta/creditline"),
        language=_tag(item) or language_of(item),
        status=_qcode(item, ".//itemMeta/pubStatus"),
        embargo=text_at(item, ".//itemMeta/embargoed"),
        kind=_kind(item),
    )
    wire.extra = {
        "dateline": text_at(item, ".//contentMeta/dateline"),
        "slug": text_at(item, ".//contentMeta/slugline"),
        "keywords": texts_at(item, ".//contentMeta/keyword"),
        "subjects": [
            name
            for subject in item.iterfind(".//contentMeta/subject")
            if (name := text_at(subject, "name") or subject.get("qcode"))
        ],
        "rights": text_at(item, ".//rightsInfo/copyrightNotice"),
    }
    return wire


def _paragraphs(item: Element) -> list[str]:
    for content in item.iterfind(".//contentSet/inlineXML"):
        nitf = content.find(".//nitf")
        found = nitf_paragraphs(nitf) if nitf is not None else paragraphs_in(content)
        if found:
            return found
    for content in item.iterfind(".//contentSet/inlineData"):
        text = "".join(map(str, content.itertext()))
        found = [" ".join(part.split()) for part in text.split("\n\n")]
        if any(found):
            return found
    return []


def _lead(item: Element) -> str | None:
    for description in item.iterfind(".//contentMeta/description"):
        if _SCHEME.sub("", description.get("role") or "") in ("summary", "abstract", "lead"):
            return text_of(description)
    return None


def _named(item: Element, path: str) -> str | None:
    element = item.find(path)
    if element is None:
        return None
    code = element.get("literal") or (element.get("qcode") or "").rpartition(":")[2]
    return text_at(element, "name") or code or None


def _qcode(item: Element, path: str) -> str | None:
    element = item.find(path)
    return element.get("qcode") if element is not None else None


def _tag(item: Element) -> str | None:
    element = item.find(".//contentMeta/language")
    return element.get("tag") if element is not None else None
