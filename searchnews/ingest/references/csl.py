"""Reading CSL JSON, in which Zotero and citation processors exchange references.

https://github.com/citation-style-language/schema , version 1.0.2
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from searchnews.errors import UnreadableFileError
from searchnews.ingest.base import Draft, OpenFile, Problem
from searchnews.ingest.encoding import decode
from searchnews.ingest.records.json import parsed_json
from searchnews.ingest.references.reference import Reference, draft_of_reference

_LARGEST: Final = 64 << 20  # in bytes
# What is kept as it is, and what it is called.
_KEPT: Final = {
    "type": "type", "page": "pages", "volume": "volume", "issue": "issue", "edition": "edition",
    "ISSN": "issn", "DOI": "doi", "publisher-place": "place", "source": "catalog",
    "archive": "archive", "note": "notes",
}  # fmt: skip
_BETWEEN_KEYWORDS: Final = re.compile(r"\s*[,;]\s*")


def read(file: OpenFile) -> Iterator[Draft | Problem]:
    """The references of a file, in its order.

    Raises:
        UnreadableFileError: it is no JSON, too large, or no list of references.
    """
    data = file.stream.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise UnreadableFileError(f"more than {_LARGEST >> 20} MiB of CSL JSON; export it in parts")
    try:
        items = parsed_json(decode(data).strip("\ufeff \t\r\n\0"))
    except ValueError as error:
        raise UnreadableFileError(f"not JSON: {error}") from None
    if not isinstance(items, list):
        raise UnreadableFileError("CSL JSON that is no list of references")
    for number, item in enumerate(items, 1):
        if isinstance(item, dict):
            yield draft_of_reference(_reference(item), number, file)
        else:
            yield Problem(f"reference {number}: not an object")


def _reference(item: dict[str, Any]) -> Reference:
    persons = item.get("author")
    names = map(_name, persons) if isinstance(persons, list) else ()
    extra: dict[str, Any] = {name: _text(item, written) for written, name in _KEPT.items()}
    extra["keywords"] = list(filter(None, _BETWEEN_KEYWORDS.split(_text(item, "keyword") or "")))
    return Reference(
        key=_text(item, "id"),
        title=_text(item, "title"),
        container=_text(item, "container-title"),
        publisher=_text(item, "publisher"),
        authors=list(filter(None, names)),
        dates=_dates(item.get("issued")),
        section=_text(item, "section"),
        abstract=_text(item, "abstract"),
        url=_text(item, "URL"),
        language=_text(item, "language"),
        extra=extra,
    )


def _text(item: dict[str, Any], name: str) -> str | None:
    value = item.get(name)
    is_text = isinstance(value, (str, int)) and not isinstance(value, bool)
    return str(value).strip() or None if is_text else None


def _name(person: object) -> str | None:
    """A name as other formats write it: "de Wit, Luc"."""
    if not isinstance(person, dict):
        return None
    particle = _text(person, "non-dropping-particle") or _text(person, "dropping-particle")
    family = " ".join(filter(None, (particle, _text(person, "family"))))
    parts = filter(None, (family, _text(person, "given"), _text(person, "suffix")))
    return ", ".join(parts) or _text(person, "literal")


def _dates(issued: object) -> list[str]:
    if not isinstance(issued, dict):
        return []
    dates = [text for name in ("raw", "literal") if (text := _text(issued, name))]
    parts = issued.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list):
        dates.insert(0, "-".join(str(part).strip() for part in parts[0][:3]))
    return dates
