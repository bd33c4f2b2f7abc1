"""Reading NITF, the News Industry Text Format of the IPTC, versions 3.x."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from searchnews.ingest.base import Draft, OpenFile, Problem
from searchnews.ingest.markup import (
    Element,
    language_of,
    name_of,
    paragraphs_in,
    text_at,
    text_of,
    texts_at,
)
from searchnews.ingest.wires.wire import Wire, drafts_of_wires
from searchnews.ingest.xml.trees import xml_file

_SUBJECT: Final = ("tobject.subject.matter", "tobject.subject.type", "tobject.subject.refnum")
_NOT_TEXT: Final = ("media", "table", "fn", "note")


def read(file: OpenFile) -> Iterator[Draft | Problem]:
    """The articles of a NITF file, which usually has one.

    Raises:
        UnreadableFileError: it is no XML.
    """
    root, problems = xml_file(file.stream)
    yield from problems
    items = [root] if root.tag == "nitf" else list(root.iter("nitf"))
    yield from drafts_of_wires(_wire(item, number) for number, item in enumerate(items, 1))


def _wire(nitf: Element, number: int) -> Wire:
    data = nitf.find("head/docdata")
    published = nitf.find("head/pubdata")
    head = nitf.find(".//body.head")
    identity = nitf.find("head/docdata/doc-id")
    wire = Wire(
        number=number,
        id=_attribute(identity, "id-string"),
        title=_headline(nitf),
        paragraphs=nitf_paragraphs(nitf),
        date=_attribute(nitf.find("head/docdata/date.issue"), "norm")
        or _attribute(published, "date.publication")
        or _attribute(nitf.find(".//dateline/story.date"), "norm"),
        provider=text_at(nitf, ".//body.head//distributor") or _attribute(identity, "regsrc"),
        publisher=_attribute(published, "name"),
        byline=_person(nitf) or text_at(nitf, ".//body.head//byline"),
        section=_attribute(published, "position.section"),
        lead=text_at(nitf, ".//body.head//abstract"),
        language=language_of(nitf),
        status=_attribute(data, "management-status"),
        embargo=_attribute(nitf.find("head/docdata/date.release"), "norm")
        if "embargo" in (_attribute(data, "management-status") or "")
        else None,
    )
    wire.extra = {
        "dateline": _dateline(head),
        "subtitle": text_at(nitf, ".//hedline//hl2"),
        "slug": _attribute(nitf.find("head/docdata/du-key"), "key")
        or _attribute(nitf.find("head/docdata/fixture"), "fix-id"),
        "keywords": _attributes(nitf, "head/docdata/key-list/keyword", ("key",)),
        "subjects": _attributes(nitf, "head/tobject/tobject.subject", _SUBJECT),
        "page": _attribute(published, "position.sequence"),
        "edition": _attribute(published, "edition.name"),
        "rights": text_at(nitf, ".//body.head//rights"),
    }
    return wire


def nitf_paragraphs(nitf: Element) -> list[str]:
    """The paragraphs of the body, without captions, tables and notes."""
    content = nitf.find(".//body.content")
    if content is None:
        return []
    for name in _NOT_TEXT:
        for element in list(content.iter(name)):
            parent = element.getparent()
            if parent is not None and element is not content:
                parent.remove(element)
    return paragraphs_in(content)


def _person(nitf: Element) -> str | None:
    person = nitf.find(".//body.head//byline/person")
    return name_of(person) if person is not None else None


def _headline(nitf: Element) -> str | None:
    return text_at(nitf, ".//hedline//hl1") or text_at(nitf, "head/title")


def _dateline(head: Element | None) -> str | None:
    line = head.find(".//dateline") if head is not None else None
    if line is None:
        return None
    return ", ".join(texts_at(line, "*")) or text_of(line)


def _attributes(nitf: Element, path: str, names: tuple[str, ...]) -> list[str]:
    """The values of the elements at a path: of each, that of the first attribute that it has."""
    values = (
        next(filter(None, (_attribute(each, name) for name in names)), None)
        for each in nitf.iterfind(path)
    )
    return list(dict.fromkeys(filter(None, values)))


def _attribute(element: Element | None, name: str) -> str | None:
    value = element.get(name) if element is not None else None
    return value.strip() or None if value else None
