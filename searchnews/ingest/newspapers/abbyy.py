"""Reading what ABBYY FineReader writes of scanned pages: characters in lines and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BufferedReader, BytesIO
from typing import Any, Final, cast

from searchnews.article import Article
from searchnews.ingest.base import Item, Problem, ReadingOptions, Stream, UnreadableFileError
from searchnews.ingest.markup import Element, text_at, xml_tree
from searchnews.ingest.origin import Place
from searchnews.ingest.wires.wire import wire_date

_LARGEST_TICKET: Final = 1 << 20  # in bytes
_CUT: Final = re.compile(r"(\w)[-¬\u00ad]$")


def read(stream: Stream, place: Place, options: ReadingOptions) -> Iterator[Item]:
    """The pages as articles; what the ticket of the issue beside them says, they say.

    Raises:
        UnreadableFileError: there is no text on them.
    """
    root = xml_tree(stream)
    if root.tag == "ticket":
        yield Problem("a list of scanned pages", may_hide_articles=False)
        return
    pages = [root] if root.tag == "page" else list(root.iter("page"))
    ticket = _ticket(place)
    given = 0
    for number, page in enumerate(pages, 1):
        paragraphs = list(filter(None, map(_paragraph, page.iter("par"))))
        if not paragraphs:
            continue
        given += 1
        confidences = [
            int(value)
            for character in page.iter("charParams")
            if (value := character.get("charConfidence") or "").isdecimal()
        ]
        extra: dict[str, Any] = {"pages": [number]} if len(pages) > 1 else {}
        if confidences:
            extra["confidence"] = round(sum(confidences) / len(confidences) / 100, 2)
        if ticket is not None and (issue := text_at(ticket, "meta/title")):
            extra["issue"] = issue
        yield Article(
            id=place.article_id(number) if len(pages) > 1 else place.article_id(),
            body="\n\n".join(paragraphs),
            date=(wire_date(text_at(ticket, "meta/date")) if ticket is not None else None)
            or place.date_in_name
            or place.date,
            source=(text_at(ticket, "meta/publication") if ticket is not None else None)
            or options.source,
            path=str(place.path),
            language=text_at(ticket, "meta/language") if ticket is not None else None,
            extra=extra,
        )
    if not given:
        raise UnreadableFileError("pages without text")


def _paragraph(par: Element) -> str:
    lines = []
    for line in par.iter("line"):
        characters = "".join(character.text or "" for character in line.iter("charParams"))
        lines.append(" ".join((characters or "".join(map(str, line.itertext()))).split()))
    text = ""
    for said in filter(None, lines):
        joined = _CUT.search(text)
        text = f"{text[:-1]}{said}" if joined else f"{text} {said}".lstrip()
    return text


def _ticket(place: Place) -> Element | None:
    """What the library says of the issue that names this page."""
    for name in place.around.names("."):
        if not name.lower().endswith(".xml") or name == place.path.name:
            continue
        data = place.around.read(name, _LARGEST_TICKET) or b""
        if b"<ticket" in data[:500] and place.path.name.encode() in data:
            return xml_tree(BufferedReader(cast("Any", BytesIO(data))))
    return None
