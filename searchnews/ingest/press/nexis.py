"""Documents of LexisNexis and Nexis Uni, once they are paragraphs, as drafts of articles.

A document has, in this order: its number, the newspaper, the date, the title, labelled lines, the
text, labelled lines again, the owner of the rights. Labels are in French or English, depending on
who exported it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from searchnews.dates import find_date
from searchnews.errors import UnreadableFileError
from searchnews.ingest.agencies import agency_named
from searchnews.ingest.authors import split_authors
from searchnews.ingest.base import Draft, Medium, Problem
from searchnews.ingest.lines import normalized, unaccented
from searchnews.ingest.numbers import whole_number

_NUMBER: Final = re.compile(
    r"\d+ (?:of|de|sur) \d+ DOCUMENTS?|Document \d+ (?:de|of|sur) \d+", re.I
)
_LABEL: Final = re.compile(
    r"(?P<label>[A-ZÀ-Ý][A-ZÀ-Ýa-zà-ÿ' -]{2,30}) ?: ?(?P<value>.*)", re.DOTALL
)
_FIELDS: Final = {
    "byline": "author", "auteur": "author", "auteurs": "author", "author": "author",
    "section": "section", "rubrique": "section",
    "length": "words", "longueur": "words",
    "headline": "title", "titre": "title",
    "highlight": "lead", "encart": "lead", "chapeau": "lead",
    "body": "body", "corps": "body", "texte": "body",
    "dateline": "dateline", "origine-depeche": "dateline",
    "load-date": "loaded", "date-chargement": "loaded",
    "language": "language", "langue": "language",
    "subject": "subjects", "sujet": "subjects", "sujets": "subjects",
    "organization": "organisations", "organisation": "organisations",
    "company": "companies", "societe": "companies",
    "geographic": "places", "localisation-geo": "places", "lieu": "places",
    "person": "persons", "personne": "persons", "personnes": "persons",
    "publication-type": "kind", "type-publication": "kind", "type de publication": "kind",
    "journal-code": "code", "code-journal": "code", "acc-no": "number",
    "industry": "industries", "secteur-activite": "industries",
    "ticker": "tickers", "symbole-boursier": "tickers", "graphic": "graphic",
    "illustration": "graphic", "copyright": "rights", "end of document": "end",
}  # fmt: skip
_LISTS: Final = ("subjects", "organisations", "companies", "places", "persons")
_BEFORE_TEXT: Final = frozenset({"author", "section", "words", "title", "lead", "dateline", "body"})
_RIGHTS: Final = re.compile(
    r"(?:copyright|©|\(c\)) .*|tous droits r.serv.s.*|all rights reserved.*", re.I
)
_BODY: Final = re.compile(r"body|corps(?: de l'article)?", re.IGNORECASE)  # above the text
_END: Final = re.compile(r"end of document|fin du document", re.IGNORECASE)
_PAGE: Final = re.compile(r"\b(?:pg?|page)s?\.? ?(\w[\w, -]{0,20})$", re.IGNORECASE)
_LANGUAGES: Final = {"french": "fr", "francais": "fr", "english": "en", "anglais": "en"}


def is_nexis(paragraphs: Sequence[str]) -> bool:
    """Whether the paragraphs of a document are an export of the database."""
    labels = {label for paragraph in paragraphs[:200] if (label := _label(paragraph)[0])}
    ends = any(_END.fullmatch(paragraph.strip()) for paragraph in paragraphs)
    return "words" in labels and (ends or bool(labels & {"section", "loaded", "subjects"}))


def documents_in(paragraphs: Sequence[str]) -> list[list[str]]:
    """The paragraphs of each document of a file, divided where it says that a document ends."""
    documents: list[list[str]] = [[]]
    for paragraph in paragraphs:
        if _END.fullmatch(paragraph.strip()):
            documents.append([])
        else:
            documents[-1].append(paragraph)
    return [document for document in documents if any(map(str.strip, document))]


def drafts_of_documents(documents: Sequence[Sequence[str]]) -> Iterator[Draft | Problem]:
    """The drafts of documents, each given as its paragraphs.

    Raises:
        UnreadableFileError: there are none.
    """
    if not documents:
        raise UnreadableFileError("an export of LexisNexis without articles")
    for number, paragraphs in enumerate(documents, 1):
        yield _draft(paragraphs, number)


def _draft(paragraphs: Sequence[str], number: int) -> Draft | Problem:
    head, labelled, text = _parts(paragraphs)
    date_at = next((n for n, line in enumerate(head) if find_date(line)), None)
    named = head[:date_at] if date_at is not None else head[:1]
    titles = head[date_at + 1 :] if date_at is not None else head[1:]
    # Nexis Uni puts the title first, then newspaper and date.
    if date_at is not None and len(named) > 1 and not titles:
        titles, named = named[:-1], named[-1:]
    title = labelled.get("title") or " ".join(titles).strip() or None
    if title is None and not text:
        return Problem(f"document {number}: there is no text in it")
    source = named[-1] if named else None
    found = find_date(head[date_at]) if date_at is not None else None
    section, page = labelled.get("section") or "", None
    if match := _PAGE.search(section):
        page, section = match[1], section[: match.start()].rstrip(" ;,")
    words = re.match(r"\d+", re.sub(r"\s", "", labelled.get("words") or ""))
    extra: dict[str, Any] = {name: _listed(labelled[name]) for name in _LISTS if name in labelled}
    extra |= {"page": page, "words": whole_number(words[0]) if words else None}
    extra |= {"dateline": labelled.get("dateline"), "kind": labelled.get("kind")}
    language = (
        unaccented(normalized((labelled.get("language") or "").split(";")[0])).lower().strip()
    )
    return Draft(
        id=labelled.get("number"),
        number=number,
        title=title,
        body="\n\n".join(text),
        date=found[0] if found else None,
        source=source,
        agency=agency_named(source) if source else None,
        authors=split_authors(labelled["author"]) if labelled.get("author") else (),
        section=section or None,
        lead=labelled.get("lead"),
        language=_LANGUAGES.get(language),
        extra={name: value for name, value in extra.items() if value},
        medium=Medium.EXPORT,
    )


def _parts(paragraphs: Sequence[str]) -> tuple[list[str], dict[str, str], list[str]]:
    """The lines above the first label, the values of the labels, and the text between them."""
    head: list[str] = []
    labelled: dict[str, str] = {}
    text: list[str] = []
    for paragraph in paragraphs:
        label, value = _label(paragraph)
        if label is not None:
            labelled.setdefault(label, value)
            if label == "body" and value:
                text.append(value)
        elif _RIGHTS.fullmatch(paragraph) or _NUMBER.fullmatch(paragraph):
            continue
        elif not labelled:
            head.append(paragraph)
        elif labelled.keys() <= _BEFORE_TEXT:
            text.append(paragraph)
    return head, labelled, text


def _label(paragraph: str) -> tuple[str | None, str]:
    if _BODY.fullmatch(paragraph.strip()):
        return "body", ""
    match = _LABEL.fullmatch(paragraph.strip())
    if match is None:
        return None, ""
    field = _FIELDS.get(unaccented(normalized(match["label"])).lower())
    return field, match["value"].strip()


def _listed(text: str) -> list[str]:
    """The names in "ÉNERGIE (90%); EURO (88%)"."""
    names = (re.sub(r"\s*\(\d+%\)", "", piece).strip() for piece in text.split(";"))
    return list(dict.fromkeys(filter(None, names)))
