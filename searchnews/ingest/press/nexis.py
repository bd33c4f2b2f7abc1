"""Documents of LexisNexis and Nexis Uni, once they are paragraphs, as drafts of articles.

A document of LexisNexis has, in this order: the newspaper, the date, the title, labelled lines, the
text, labelled lines again, the owner of the rights. In Nexis Uni the title stands first. The labels
are in the language of who exported it: French, English, German or Dutch.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from searchnews.dates import find_date
from searchnews.errors import UnreadableFileError
from searchnews.ingest.agencies import agency_named
from searchnews.ingest.authors import split_authors
from searchnews.ingest.base import Draft, Medium, Problem
from searchnews.ingest.numbers import whole_number
from searchnews.ingest.press.foreign_months import with_french_months
from searchnews.ingest.press.language_names import language_code
from searchnews.ingest.press.nexis_labels import BEFORE_TEXT, LISTS, label_of

_RIGHTS: Final = re.compile(
    r"(?:copyright|©|\(c\))\W.*|tous droits r.serv.s.*|all rights reserved.*"
    r"|alle rechte vorbehalten.*",
    re.IGNORECASE,
)
_PAGE: Final = re.compile(r"\b(?:pg?|page)s?\.? ?(\w[\w, -]{0,20})$", re.IGNORECASE)
_BY: Final = re.compile(r"^(?:von|by|door)\s+", re.IGNORECASE)
_EDITION: Final = re.compile(r"\b[ée]dition\b|\bausgabe\b", re.IGNORECASE)
_LONGEST_BESIDE_DATE: Final = 40  # characters, as of a day of the week and an edition
_SHORTEST_PROSE: Final = 60  # characters


class _Head(NamedTuple):
    """The lines above the first label."""

    source: str | None
    date: str | None
    title: str | None
    edition: str | None


def drafts_of_documents(documents: Sequence[Sequence[str]]) -> Iterator[Draft | Problem]:
    """The drafts of documents, each given as its paragraphs.

    Raises:
        UnreadableFileError: there are none.
    """
    if not documents:
        raise UnreadableFileError(
            "no article is found in this export of LexisNexis; export it again with the full "
            "documents and not the list of results alone"
        )
    for number, paragraphs in enumerate(documents, 1):
        yield _draft(paragraphs, number)


def _draft(paragraphs: Sequence[str], number: int) -> Draft | Problem:
    above, labelled, text = _parts(paragraphs)
    head = _head(above, title_is_first="body" in labelled)
    title = labelled.get("title") or head.title
    if title is None and not text:
        return Problem(f"document {number}: there is no text in it")
    section, page = labelled.get("section") or "", None
    if match := _PAGE.search(section):
        page, section = match[1], section[: match.start()].rstrip(" ;,")
    words = re.match(r"\d+", re.sub(r"[\s.,]", "", labelled.get("words") or ""))
    extra: dict[str, Any] = {name: _listed(labelled[name]) for name in LISTS if name in labelled}
    extra |= {"page": page, "words": whole_number(words[0]) if words else None}
    extra |= {"dateline": labelled.get("dateline"), "kind": labelled.get("kind")}
    extra |= {"edition": head.edition}
    language = (labelled.get("language") or "").partition(";")[0]
    author = _BY.sub("", labelled.get("author") or "")
    return Draft(
        id=labelled.get("number"),
        number=number,
        title=title,
        body="\n\n".join(text),
        date=head.date,
        source=head.source,
        agency=agency_named(head.source) if head.source else None,
        authors=split_authors(author) if author else (),
        section=section or None,
        lead=labelled.get("lead"),
        language=language_code(language),
        extra={name: value for name, value in extra.items() if value},
        medium=Medium.EXPORT,
    )


def _head(lines: Sequence[str], *, title_is_first: bool) -> _Head:
    """What the lines above the first label are."""
    date_at = _date_line(lines)
    if date_at is None:
        source, titles = next(iter(lines), None), lines[1:]
        return _Head(source, None, " ".join(titles) or None, None)
    named, titles = lines[:date_at], list(lines[date_at + 1 :])
    line = with_french_months(lines[date_at])
    date, _, end = find_date(line) or (None, 0, 0)
    edition = [line[end:].strip(" ;,")] if _EDITION.search(line, end) else []
    while titles and (title_is_first or len(titles) > 1) and _EDITION.search(titles[0]):
        edition.append(titles.pop(0).strip(" ;,"))
    if len(named) > 1 and (title_is_first or not titles):
        edition, titles, named = [*edition, *titles], list(named[:-1]), named[-1:]
    source = named[-1] if named else None
    return _Head(source, date, " ".join(titles) or None, "; ".join(edition) or None)


def _date_line(lines: Sequence[str]) -> int | None:
    """The line that is a date, or the first that has one; a title may name a day as well."""
    dated = []
    for at, line in enumerate(map(with_french_months, lines)):
        found = find_date(line)
        if found is not None:
            dated.append((len(line) - (found[2] - found[1]) > _LONGEST_BESIDE_DATE, at))
    return min(dated)[1] if dated else None


def _parts(paragraphs: Sequence[str]) -> tuple[list[str], dict[str, str], list[str]]:
    """The lines above the first label, the values of the labels, and the text between them."""
    head: list[str] = []
    labelled: dict[str, str] = {}
    text: list[str] = []
    is_below = False
    lines = [each for each in paragraphs if not _RIGHTS.fullmatch(each)]
    labels = [label_of(each) for each in lines]
    last_prose = max(
        (n for n, line in enumerate(lines) if _is_prose(line, labels[n][0])), default=0
    )
    for at, (line, (label, value)) in enumerate(zip(lines, labels, strict=True)):
        is_below = is_below or (bool(text) and _begins_below(labels, at, last_prose))
        if label is not None and (is_below or (not text and (labelled or label in BEFORE_TEXT))):
            labelled.setdefault(label, value)
            if label == "body" and value:
                text.append(value)
        elif not labelled:
            head.append(line)
        elif not is_below:
            text.append(line)
    return head, labelled, text


def _is_prose(line: str, label: str | None) -> bool:
    return label is None and len(line) >= _SHORTEST_PROSE


def _begins_below(labels: Sequence[tuple[str | None, str]], at: int, last_prose: int) -> bool:
    """Whether the labels below a text begin at a line.

    A paragraph of a text may begin as a label does; then what follows it has no label, or there is
    prose further down.
    """
    label, value = labels[at]
    if label is None or label in BEFORE_TEXT:
        return False
    if label == "loaded" and find_date(with_french_months(value)):
        return True
    return at > last_prose and (at + 1 == len(labels) or labels[at + 1][0] is not None)


def _listed(text: str) -> list[str]:
    """The names in "ÉNERGIE (90%); EURO (88%)"."""
    names = (re.sub(r"\s*\(\d+%\)", "", piece).strip() for piece in text.split(";"))
    return list(dict.fromkeys(filter(None, names)))
