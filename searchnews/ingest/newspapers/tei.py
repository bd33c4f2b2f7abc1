"""Reading TEI: an article for each division of that type, or one for the whole text.

https://tei-c.org/guidelines/p5/
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from lxml import etree

from searchnews.dates import normalize_date
from searchnews.ingest.base import Draft, OpenFile, Problem
from searchnews.ingest.markup import (
    Element,
    language_of,
    name_of,
    paragraphs_in,
    text_at,
    texts_at,
)
from searchnews.ingest.xml.trees import xml_file

_UNITS: Final = frozenset({"article", "advertisement", "obituary", "letter", "feuilleton", "news"})
_ID: Final = "{http://www.w3.org/XML/1998/namespace}id"
_NOT_TEXT: Final = ("note", "fw", "figDesc")


def read(file: OpenFile) -> Iterator[Draft | Problem]:
    """The articles of a TEI file, or of each text of a corpus.

    Raises:
        UnreadableFileError: it is no XML.
    """
    root, problems = xml_file(file.stream)
    yield from problems
    number = 0
    for tei in [root] if root.tag == "TEI" else list(root.iter("TEI")):
        body = tei.find(".//text//body")
        if body is None:
            continue
        units = [div for div in body.iter("div") if (div.get("type") or "").lower() in _UNITS]
        for unit in units or [body]:
            number += 1
            yield _draft(tei, unit, None if unit is body else unit, number)
    if not number:
        yield Problem("TEI without a text", may_hide_articles=False)


def _draft(tei: Element, unit: Element, division: Element | None, number: int) -> Draft | Problem:
    header = tei.find("teiHeader")
    heads = texts_at(unit, "head") or texts_at(unit, "div/head")[:1]
    in_header = text_at(header, ".//titleStmt/title") if header is not None else None
    title = (" ".join(heads) if division is not None or not in_header else in_header) or None
    authors = _names_at(unit, "byline/name") or _names_at(unit, "byline//persName")
    etree.strip_elements(unit, *_NOT_TEXT, *(("byline",) if authors else ()), with_tail=False)
    paragraphs = [p for p in paragraphs_in(unit) if p not in (title, *heads[:1])]
    if not paragraphs and not title:
        return Problem(f"text {number}: there is nothing in it")
    kind = (division.get("type") or "").lower() if division is not None else ""
    extra: dict[str, Any] = {"type": kind if kind not in ("", "article") else None}
    return Draft(
        part=division.get(_ID) if division is not None else None,
        number=number,
        title=title,
        body="\n\n".join(paragraphs),
        date=_date(header),
        source=_source(header, is_issue=division is not None),
        authors=tuple(authors)
        or (tuple(_names_at(header, ".//titleStmt/author")) if header is not None else ()),
        language=next(filter(None, map(language_of, (unit, *unit.iterancestors()))), None),
        extra={key: value for key, value in extra.items() if value},
    )


def _names_at(element: Element, path: str) -> list[str]:
    return list(dict.fromkeys(filter(None, map(name_of, element.iterfind(path)))))


def _date(header: Element | None) -> str | None:
    """When the original was published, or else when its transcription was."""
    for path in (".//sourceDesc//date", ".//publicationStmt/date"):
        for element in header.iterfind(path) if header is not None else ():
            written = element.get("when") or element.get("when-iso") or element.text or ""
            if (date := normalize_date(" ".join(written.split()))) is not None:
                return date
    return None


def _source(header: Element | None, *, is_issue: bool) -> str | None:
    """The newspaper: the title of the source, or that of the file if the file is an issue."""
    if header is None:
        return None
    for path in (".//sourceDesc//monogr/title", ".//sourceDesc//title[@level='j']"):
        if (title := text_at(header, path)) is not None:
            return title
    if is_issue and (title := text_at(header, ".//titleStmt/title")) is not None:
        return title
    return text_at(header, ".//sourceDesc//publisher") or text_at(
        header, ".//publicationStmt/publisher"
    )
