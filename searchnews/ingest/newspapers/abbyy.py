"""Reading what ABBYY FineReader writes of scanned pages: characters in lines and paragraphs."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, Final

from searchnews.dates import normalize_date
from searchnews.errors import UnreadableFileError
from searchnews.ingest.base import Draft, OpenFile, Problem
from searchnews.ingest.failures import failures_named
from searchnews.ingest.markup import Element, text_at
from searchnews.ingest.neighbours import Sign
from searchnews.ingest.newspapers.alto_page import mean
from searchnews.ingest.numbers import share
from searchnews.ingest.origin import Origin
from searchnews.ingest.streams import stream_of
from searchnews.ingest.xml.trees import xml_file, xml_tree

_LARGEST_TICKET: Final = 1 << 20  # in bytes
_TICKET: Final = Sign(b"<ticket", within=500)
_CUT: Final = re.compile(r"(\w)[-¬\u00ad]$")
_SUREST: Final = 100  # what `charConfidence` goes up to


def read(file: OpenFile) -> Iterator[Draft | Problem]:
    """The pages as articles, with what the ticket next to them says of the issue.

    Raises:
        UnreadableFileError: there is no text on them.
    """
    root, problems = xml_file(file.stream)
    yield from problems
    if root.tag == "ticket":
        yield Problem("a list of scanned pages", may_hide_articles=False)
        return
    pages = [root] if root.tag == "page" else list(root.iter("page"))
    ticket = _ticket(file.origin)
    articles = 0
    for number, page in enumerate(pages, 1):
        paragraphs = list(filter(None, map(_paragraph, page.iter("par"))))
        if paragraphs:
            articles += 1
            yield _draft(page, paragraphs, number if len(pages) > 1 else None, ticket)
    if not articles:
        raise UnreadableFileError("pages without text: their words must be recognised (OCR) first")


def _draft(
    page: Element, paragraphs: list[str], number: int | None, ticket: Element | None
) -> Draft:
    characters = (each.get("charConfidence") for each in page.iter("charParams"))
    shares = (share(confidence, _SUREST) for confidence in characters)
    extra: dict[str, Any] = {
        "pages": [number] if number is not None else None,
        "confidence": mean([each for each in shares if each is not None]),
        "issue": _of_issue(ticket, "title"),
    }
    return Draft(
        number=number,
        body="\n\n".join(paragraphs),
        date=normalize_date(_of_issue(ticket, "date") or ""),
        source=_of_issue(ticket, "publication"),
        language=_of_issue(ticket, "language"),
        extra={name: value for name, value in extra.items() if value is not None},
    )


def _paragraph(par: Element) -> str:
    text = ""
    for line in par.iter("line"):
        characters = "".join(character.text or "" for character in line.iter("charParams"))
        words = " ".join((characters or "".join(map(str, line.itertext()))).split())
        if words:
            text = f"{text[:-1]}{words}" if _CUT.search(text) else f"{text} {words}".lstrip()
    return text


def _ticket(origin: Origin) -> Element | None:
    """The file next to the page in which the library describes its issue; None if there is none."""
    for name in origin.neighbours.xml_with(".", _TICKET):
        if name == origin.path.name:
            continue
        data = origin.neighbours.read(name, _LARGEST_TICKET) or b""
        if os.fsencode(origin.path.name) in data:
            with suppress(UnreadableFileError), failures_named():
                return xml_tree(stream_of(data))
    return None


def _of_issue(ticket: Element | None, field: str) -> str | None:
    return text_at(ticket, f"meta/{field}") if ticket is not None else None
