"""References of a library, in whichever format, as drafts of articles.

What a program such as Zotero keeps of a page or a PDF, when it exports them with the references, is
the text of the article; else its abstract is, in which people and databases put the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import PurePosixPath
from typing import Any, Final, cast
from urllib.parse import unquote

from searchnews.dates import find_date, normalize_date
from searchnews.errors import UnreadableFileError
from searchnews.ingest.agencies import agency_named
from searchnews.ingest.base import Draft, OpenFile, Problem, Reader
from searchnews.ingest.failures import failures_named
from searchnews.ingest.formats.recognition import HEAD, recognise
from searchnews.ingest.lines import letters_of
from searchnews.ingest.markup import text_of_html
from searchnews.ingest.streams import stream_of

_LARGEST_FILE: Final = 64 << 20  # in bytes
_LANGUAGES: Final = {"french": "fr", "francais": "fr", "français": "fr", "english": "en"}
_LANGUAGE: Final = re.compile(r"([a-z]{2})(?:[-_].*)?", re.IGNORECASE)
# With what RIS adds behind a "/", or the last day of several.
_AMERICAN: Final = re.compile(r"(0?[1-9]|1[0-2])/(1[3-9]|2\d|3[01])/(\d{4})")
_NUMBERED: Final = re.compile(r"(\d{4})(?:[/-](\d\d?))?(?:[/-](\d\d?))?(?:/.*)?")


@dataclass(slots=True, kw_only=True)
class Reference:
    """What a library says of one article."""

    key: str | None = None
    """Its name in the file."""
    title: str | None = None
    container: str | None = None
    """The newspaper, magazine or site that it is part of."""
    publisher: str | None = None
    authors: list[str] = field(default_factory=list)
    """As they are written there: "Martin, Jeanne"."""
    dates: list[str] = field(default_factory=list)
    """As they are written there; the first that is one is taken."""
    section: str | None = None
    abstract: str | None = None
    url: str | None = None
    language: str | None = None
    files: list[str] = field(default_factory=list)
    """Paths of what the library keeps of it."""
    extra: dict[str, Any] = field(default_factory=dict)


def draft_of_reference(reference: Reference, number: int, file: OpenFile) -> Draft | Problem:
    """The draft of a reference, with the text of the first of its files that can be read.

    Raises:
        UnreadableFileError: there is no time left for the library.
    """
    file.time_limit.check()
    if not reference.title and not reference.abstract:
        return Problem(f"reference {number}: it has neither a title nor an abstract")
    kept = next(_kept(reference.files, file), None)
    abstract = text_of_html(reference.abstract or "") or None
    body, lead = abstract or "", None
    if kept is not None:
        is_new = abstract and letters_of(abstract) not in letters_of(kept.body)
        body, lead = kept.body, abstract if is_new else None
    source = reference.container or reference.publisher
    date = next(filter(None, map(_date, reference.dates)), None)
    extra = reference.extra | {
        "files": reference.files if kept is not None else None,
        "date": "; ".join(reference.dates) if date is None else None,
    }
    return Draft(
        part=reference.key,
        number=number,
        title=reference.title,
        body=body,
        lead=lead,
        date=date or (kept.date if kept is not None else None),
        source=source or (kept.source if kept is not None else None),
        agency=(agency_named(source) if source else None) or (kept.agency if kept else None),
        authors=tuple(map(_natural, reference.authors)) or (kept.authors if kept else ()),
        section=reference.section or (kept.section if kept is not None else None),
        url=reference.url or (kept.url if kept is not None else None),
        language=_language(reference.language) or (kept.language if kept is not None else None),
        extra={name: value for name, value in extra.items() if value},
    )


def _kept(paths: list[str], file: OpenFile) -> Iterator[Draft]:
    """The drafts of the files that the library keeps, where they can be read."""
    for path in paths:
        for name in dict.fromkeys((path, unquote(path))):
            data = file.origin.neighbours.read(name, _LARGEST_FILE)
            file_format = recognise(PurePosixPath(name).name, data[:HEAD]) if data else None
            if not data or file_format is None or not file_format.is_document:
                continue
            reader = cast("Reader", import_module(f"searchnews.ingest.{file_format.module}"))
            kept = file._replace(stream=stream_of(data), origin=file.origin.member(name))
            try:
                with failures_named():
                    drafts = [each for each in reader.read(kept) if isinstance(each, Draft)]
            except UnreadableFileError:
                continue
            if len(drafts) == 1 and drafts[0].body:
                yield drafts[0]


def _natural(name: str) -> str:
    """A name in its natural order.

    >>> _natural("de Wit, Luc"), _natural("Martin, Jeanne, Jr"), _natural("AFP")
    ('Luc de Wit', 'Jeanne Martin Jr', 'AFP')
    """
    parts = [" ".join(part.split()) for part in name.split(",")]
    if len(parts) == 1:
        return parts[0]
    return " ".join(filter(None, (parts[1], parts[0], *parts[2:])))


def _date(written: str) -> str | None:
    """A date as libraries write it.

    >>> [_date(d) for d in ("2015/09/18/", "2015/9//", "2015///", "2015-09-18/2015-09-20")]
    ['2015-09-18', '2015-09', '2015', '2015-09-18']
    >>> _date("09/18/2015"), _date("09/10/2015")  # no month has the number 18
    ('2015-09-18', '2015-10-09')
    """
    text = " ".join(written.split())
    if (american := _AMERICAN.fullmatch(text)) is not None:
        return normalize_date(f"{american[3]}-{american[1].zfill(2)}-{american[2]}")
    if (numbers := _NUMBERED.fullmatch(text)) is not None:
        return normalize_date("-".join(part.zfill(2) for part in numbers.groups() if part))
    if (date := normalize_date(text)) is not None:
        return date
    found = find_date(text) if len(text) < 100 else None
    return found[0] if found is not None else None


def _language(written: str | None) -> str | None:
    text = (written or "").strip().lower()
    code = _LANGUAGE.fullmatch(text)
    return code[1] if code is not None else _LANGUAGES.get(text)
