"""Reading RIS, the references that databases and Zotero export, in bounded memory.

The library for it, rispy 0.10, joins a reference that has no end to the next, and loses the last
one of a file that is cut short, and the paragraphs of abstracts, in which databases put the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from searchnews.ingest.base import Draft, OpenFile, Problem
from searchnews.ingest.encoding import decoded_pieces, detect
from searchnews.ingest.records.lines import Line, filled_lines
from searchnews.ingest.references.reference import Reference, draft_of_reference

_SAMPLE: Final = 1 << 16  # bytes that tell the encoding
_LONGEST_LINE: Final = 16 << 20  # in characters; databases put a text in one
_LONGEST: Final = 16 << 20  # characters of a reference

_TAGGED: Final = re.compile(r"([A-Z][A-Z0-9]) {1,2}- ?(.*)|(ER|TY) *-?")
_PUBLISHED_PARTS: Final = ("CHAP", "ECHAP", "CONF", "CPAPER", "JOUR", "MGZN", "NEWS", "EJOUR")
# Tags whose values are kept as they are, and what they are called.
_KEPT: Final = {
    "VL": "volume", "IS": "issue", "SN": "issn", "DO": "doi", "DB": "database", "DP": "provider",
    "PB": "publisher", "CY": "place", "ET": "edition", "TY": "type", "J2": "short_source",
}  # fmt: skip


def read(file: OpenFile) -> Iterator[Draft | Problem]:
    """The references of a file, in its order."""
    head = file.stream.peek(_SAMPLE)[:_SAMPLE]
    lines = filled_lines(decoded_pieces(file.stream, detect(head)), _LONGEST_LINE)
    for number, (first, values) in enumerate(_records(lines), 1):
        if values is None:
            yield Problem("a reference of more than 16 million characters", first)
        else:
            yield draft_of_reference(_reference(values), number, file)


def _records(lines: Iterable[Line]) -> Iterator[tuple[int, dict[str, list[str]] | None]]:
    """The values of each record by their tags, and its first line; None for one too long."""
    record: dict[str, list[list[str]]] = {}
    first = length = 0
    last: list[str] | None = None  # the lines of the value that may go on
    for line in lines:
        tagged = _TAGGED.fullmatch(line.text)
        tag = (tagged[1] or tagged[3]) if tagged else None
        if tag in ("TY", "ER") and record:
            yield first, _joined(record) if length <= _LONGEST else None
            record, length, last = {}, 0, None
        if tag == "ER":
            continue
        length += len(line.text)
        if length > _LONGEST:
            record, last = record or {"TY": [[]]}, None
        elif tagged and tag is not None:
            first = first if record else line.number
            last = [(tagged[2] or "").strip()]
            record.setdefault(tag, []).append(last)
        elif last is not None:
            last.append(line.text)
    if record:
        yield first, _joined(record) if length <= _LONGEST else None


def _joined(record: dict[str, list[list[str]]]) -> dict[str, list[str]]:
    return {tag: ["\n\n".join(lines) for lines in values] for tag, values in record.items()}


def _reference(values: dict[str, list[str]]) -> Reference:
    def first(*tags: str) -> str | None:
        return next((value for tag in tags for value in values.get(tag, ()) if value), None)

    pages = "-".join(filter(None, (first("SP"), first("EP"))))
    kind = first("TY") or ""
    extra = {name: first(tag) for tag, name in _KEPT.items()}
    extra |= {"pages": pages or None, "notes": "\n\n".join(filter(None, values.get("N1", ())))}
    return Reference(
        key=first("ID", "AN"),
        title=first("TI", "T1", "CT"),
        container=first("T2", "JO", "JF", "JA", "BT"),
        publisher=None if kind in _PUBLISHED_PARTS else first("PB"),
        authors=[name for tag in ("AU", "A1") for name in values.get(tag, ()) if name],
        dates=[date for tag in ("DA", "Y1", "PY") for date in values.get(tag, ())],
        section=first("SE") if kind == "NEWS" else None,
        abstract=first("AB", "N2"),
        url=first("UR"),
        language=first("LA"),
        files=[path for tag in ("L1", "L2", "L4") for path in values.get(tag, ()) if path],
        extra=extra | {"keywords": [word for word in values.get("KW", ()) if word]},
    )
