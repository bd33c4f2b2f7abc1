"""How a file of LexisNexis or Nexis Uni, once it is paragraphs, divides into documents.

Nexis Uni writes a cover page with the user's name and the list of the documents, and a line at the
end of each; LexisNexis a line with its number at the beginning of each, below the search.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from searchnews.ingest.lines import letters_of
from searchnews.ingest.press.nexis_labels import label_of

NUMBER: Final = re.compile(
    r"(?:FOCUS - )?\d+ (?:of|de|sur|von|van) \d+ (?:DOCUMENT|DOKUMENT)(?:S|E|EN)?"
    r"|Do[ck]ument \d+ (?:de|of|sur|von|van) \d+",
    re.IGNORECASE,
)
"""The line at the beginning of a document."""
END: Final = re.compile(
    r"end of document|fin du document|ende des? dokument(?:e?s)?", re.IGNORECASE
)
"""The line at the end of a document."""

# The lines of a cover, each in English, French and German.
_USER: Final = re.compile(
    r"(?:user ?name|nom d['’]utilisateur|benutzername) ?:.*"
    r"|(?:date and time|date et heure|datum und uhrzeit) ?:.*"
    r"|(?:job number|num[ée]ro (?:de|du) (?:t[âa]che|travail)|auftragsnummer) ?:.*"
    r"|do[ck]ument(?:s|e)? ?\(\d+\)",
    re.IGNORECASE,
)
_SEARCH: Final = re.compile(
    r"(?:client/\w+|search terms|search type|narrowed by|content type|sources?|timeline"
    r"|termes de recherche|type de recherche|restreint par|affin[ée] par|type de contenu|p[ée]riode"
    r"|suchbegriffe|suchtyp|eingegrenzt (?:durch|nach)|inhaltstyp|quellen)\b ?:?.*",
    re.IGNORECASE,
)
_LISTED: Final = re.compile(r"(\d{1,4})\. *(.*)")
_LONGEST_HEAD: Final = 10
"""Paragraphs of a cover before its list; nobody's article has such lines there."""


def is_nexis(paragraphs: Sequence[str]) -> bool:
    """Whether the paragraphs of a document are an export of the database."""
    labels = {label for paragraph in paragraphs if (label := label_of(paragraph)[0])}
    ends = any(END.fullmatch(paragraph.strip()) for paragraph in paragraphs)
    return "words" in labels and (ends or bool(labels & {"section", "loaded", "subjects"}))


def documents_in(paragraphs: Sequence[str]) -> list[list[str]]:
    """The paragraphs of each document of a file, without what stands above the first one."""
    paragraphs = [each for each in map(str.strip, paragraphs) if each]
    numbered = next((n for n, each in enumerate(paragraphs) if NUMBER.fullmatch(each)), None)
    start = _end_of_cover(paragraphs) if numbered is None else numbered
    documents: list[list[str]] = [[]]
    for paragraph in paragraphs[start:]:
        if END.fullmatch(paragraph) or NUMBER.fullmatch(paragraph):
            documents.append([])
        else:
            documents[-1].append(paragraph)
    return [document for document in documents if document]


def _end_of_cover(paragraphs: Sequence[str]) -> int:
    """Where the first document begins: below the cover, if there is one."""
    if not any(_USER.fullmatch(each) for each in paragraphs[:_LONGEST_HEAD]):
        return 0
    first_words = next(
        (n for n, each in enumerate(paragraphs) if label_of(each)[0] == "words"), len(paragraphs)
    )
    title = _first_title(paragraphs[:first_words])
    if title is not None:
        letters = letters_of(title[1])
        for at in range(title[0] + 1, first_words):
            if letters_of(paragraphs[at]) == letters:
                return at
    lines = (
        n
        for n, each in enumerate(paragraphs[:first_words])
        if _USER.fullmatch(each) or _SEARCH.fullmatch(each) or _LISTED.fullmatch(each)
    )
    return max(lines, default=-1) + 1


def _first_title(cover: Sequence[str]) -> tuple[int, str] | None:
    """The first title in the list of a cover, and where it stands."""
    for at, paragraph in enumerate(cover):
        listed = _LISTED.fullmatch(paragraph)
        if listed and listed[1] == "1":
            title = listed[2].strip()
            if title:
                return at, title
            return (at + 1, cover[at + 1]) if at + 1 < len(cover) else None
    return None
