"""Reading what Factiva exports, as HTML or XML: many articles in one file.

In HTML there are two layouts. With its index, each line of a document has a code of two or three
letters, such as HD for the headline: see Factiva's own list of "search field codes". As an article,
which is the default, it has none: see `factiva_layout`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from searchnews.dates import normalize_date
from searchnews.errors import UnreadableFileError
from searchnews.ingest.agencies import agency_named
from searchnews.ingest.authors import split_authors
from searchnews.ingest.base import Draft, Medium, OpenFile, Problem
from searchnews.ingest.markup import (
    Element,
    elements_at,
    html_file,
    paragraphs_in,
    text_at,
    text_of,
    texts_at,
)
from searchnews.ingest.numbers import whole_number
from searchnews.ingest.press.factiva_layout import TITLE_BEGINS, fields_of_layout
from searchnews.ingest.press.foreign_months import with_french_months
from searchnews.ingest.press.language_names import language_code
from searchnews.ingest.xml.trees import xml_file

CODES: Final = frozenset(
    "SE HD CR BY WC PD ET SN SC NGC GC ED PG VOL LA CY CX LP TD ART CT RF CO IN NS RE IPD IPC PUB "
    "AN CLM RBB".split()
)
"""The codes of the fields of a document."""
PARAGRAPHS: Final = ("LP", "TD", "CT")
"""The codes of the fields that are paragraphs; all others are one line."""

_HEAD: Final = 1 << 16  # bytes that tell XML from HTML
_LABEL: Final = re.compile(r"^(?:par|by|von|por|di|door)\s+", re.IGNORECASE)
_PARAGRAPH: Final = "contains(@class, 'articleParagraph')"
_ARTICLE: Final = "//div[contains(concat(' ', normalize-space(@class), ' '), ' article ')]"


def read(file: OpenFile) -> Iterator[Draft | Problem]:
    """The articles of an export.

    Raises:
        UnreadableFileError: there are none.
    """
    is_xml = b"ppsarticle" in file.stream.peek(_HEAD).lower()
    root, problems = xml_file(file.stream) if is_xml else (html_file(file.stream), ())
    yield from problems
    documents = list(_xml_documents(root) if is_xml else _html_documents(root))
    if not documents:
        raise UnreadableFileError(
            "no article is found in this export of Factiva; export it again with the full articles "
            "and not the headlines alone"
        )
    for number, fields in enumerate(documents, 1):
        yield draft_of_fields(fields, number)


def _html_documents(root: Element) -> Iterator[dict[str, Any]]:
    """The fields of each document by their codes."""
    for article in elements_at(root, f"{_ARTICLE}[not(.{_ARTICLE})]"):
        fields = _coded_fields(article) or _fields_of_layout(article)
        if fields:
            yield fields


def _coded_fields(article: Element) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for row in article.iter("tr"):
        cells = row.findall("td")
        code = (text_of(cells[0]) or "").upper() if len(cells) > 1 else ""
        if code in CODES:
            is_text = code in PARAGRAPHS
            fields[code] = paragraphs_in(cells[1]) if is_text else text_of(cells[1])
    return fields


def _fields_of_layout(article: Element) -> dict[str, Any]:
    """The fields of a document without codes, of which only title and paragraphs have classes."""
    titles = elements_at(article, ".//*[@id='hd']") or elements_at(
        article, ".//*[contains(@class, 'Headline')]"
    )
    signed = elements_at(article, ".//div[@class='author']")
    texts = elements_at(article, f".//*[{_PARAGRAPH}] | .//pre[not(ancestor::*[{_PARAGRAPH}])]")
    exact = {
        "HD": " ".join(filter(None, map(text_of, titles))) or None,
        "BY": " ".join(filter(None, map(text_of, signed))) or None,
        "LP": [paragraph for each in texts for paragraph in paragraphs_in(each)],
    }
    for each in (*titles, *signed, *texts):
        each[:] = []
        each.text = None
    for each in titles:
        each.text = TITLE_BEGINS
    fields = fields_of_layout(paragraphs_in(article), TITLE_BEGINS)
    return fields | {code: value for code, value in exact.items() if value}


def _xml_documents(root: Element) -> Iterator[dict[str, Any]]:
    for article in root.iter("article"):
        yield {
            "AN": text_at(article, "accessionNo"),
            "HD": text_at(article, "headline"),
            "LP": texts_at(article, "leadParagraph/paragraph"),
            "TD": texts_at(article, "tailParagraphs/paragraph"),
            "PD": text_at(article, "publicationDate/dateTime")
            or text_at(article, "publicationDate/date"),
            "SN": text_at(article, "sourceName"),
            "PUB": text_at(article, "publisherName"),
            "BY": text_at(article, "byline"),
            "SE": text_at(article, "sectionName"),
            "LA": text_at(article, "baseLanguage"),
            "PG": text_at(article, "pages"),
            "ED": text_at(article, "edition"),
            "WC": text_at(article, "wordCount"),
            "CR": text_at(article, "credit"),
            "NS": " | ".join(texts_at(article, "newsSubject/name")),
            "RE": " | ".join(texts_at(article, "region/name")),
            "CO": " | ".join(texts_at(article, "company/name")),
        }


def draft_of_fields(
    fields: dict[str, Any], number: int, medium: Medium | None = None
) -> Draft | Problem:
    """The draft of a document whose fields are given by their codes.

    `medium` is set in files that are not always exports of the database.
    """
    paragraphs = [*(fields.get("LP") or ()), *(fields.get("TD") or ()), *(fields.get("CT") or ())]
    if not fields.get("HD") and not paragraphs:
        return Problem(f"document {number}: there is no text in it")
    names = [fields.get(name) for name in ("SN", "PUB", "CR")]
    name = (fields.get("AN") or "").removeprefix("Document").strip()
    words = re.sub(r"\D", "", fields.get("WC") or "")
    language = (fields.get("LA") or "").lower()
    extra: dict[str, Any] = {
        "page": fields.get("PG"),
        "edition": fields.get("ED"),
        "words": whole_number(words),
        "publisher": fields.get("PUB"),
        "subjects": _listed(fields.get("NS")),
        "regions": _listed(fields.get("RE")),
        "companies": _listed(fields.get("CO")),
    }
    return Draft(
        id=name or None,
        number=number,
        title=fields.get("HD"),
        body="\n\n".join(paragraphs),
        date=_date(fields.get("PD"), fields.get("ET")),
        source=fields.get("SN"),
        agency=next(filter(None, (agency_named(each) for each in names if each)), None),
        authors=split_authors(_LABEL.sub("", fields["BY"])) if fields.get("BY") else (),
        section=fields.get("SE") or fields.get("CLM"),
        credit=fields.get("CR"),
        language=language_code(language) or (language if len(language) == 2 else None),
        extra={key: value for key, value in extra.items() if value},
        medium=medium,
    )


def _date(day: str | None, time: str | None) -> str | None:
    if day is None:
        return None
    day = with_french_months(day)
    return normalize_date(f"{day} {time}") or normalize_date(day) if time else normalize_date(day)


def _listed(text: str | None) -> list[str]:
    """The names in "Gpol : Domestic Politics | gvote : Elections"."""
    pieces = (text or "").split(" | ")
    return [name for piece in pieces if (name := piece.rpartition(" : ")[2].strip())]
