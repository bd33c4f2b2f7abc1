"""Documents of Factiva as lines of text, as its e-mails and exports in RTF have them.

There are two layouts. With its index, each field of a document begins with its code: `HD` and the
headline, `LP` and the first paragraphs. For the other, an article, see `factiva_layout`. Both end
with a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from searchnews.errors import UnreadableFileError
from searchnews.ingest.base import Draft, Medium, OpenFile, Problem
from searchnews.ingest.encoding import decode
from searchnews.ingest.press.factiva import CODES, PARAGRAPHS, draft_of_fields
from searchnews.ingest.press.factiva_layout import END, TITLE_BEGINS, WORDS, fields_of_layout

_LARGEST: Final = 64 << 20  # in bytes
_CODED: Final = re.compile(r"([A-Z]{2,3})(?:\t+|[ \xa0]{2,}|$)(.*)")
_FOOT: Final = re.compile(
    r"(?:Page \d+ (?:of|de|sur|von|di) \d+)?\W*(?:©|\(c\))? ?\d{4} Factiva, Inc\..*"
    r"|Page \d+ (?:of|de|sur|von|di) \d+",
    re.IGNORECASE,
)
_FEWEST_CODES: Final = 4


def read(file: OpenFile) -> Iterator[Draft | Problem]:
    """The articles of an export that is plain text.

    Raises:
        UnreadableFileError: it is too large.
    """
    data = file.stream.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise UnreadableFileError(f"more than {_LARGEST >> 20} MiB; export it in parts")
    yield from drafts_of_lines([line.strip() for line in decode(data).splitlines()], TITLE_BEGINS)


def is_factiva(lines: Sequence[str]) -> bool:
    """Whether the lines of a document are those of the database."""
    has_end = any(END.search(line) for line in lines)
    return has_end and any(
        WORDS.fullmatch(line) or (_coded(line) or ("",))[0] == "WC" for line in lines
    )


def drafts_of_lines(lines: Sequence[str], bold: str) -> Iterator[Draft | Problem]:
    """The drafts of the documents in the lines of an export.

    `bold` is the sign that stands where bold type begins, as it does in a headline.
    """
    for number, document in enumerate(_documents(lines, bold), 1):
        yield draft_of_fields(document, number, medium=Medium.EXPORT)


def _documents(lines: Sequence[str], bold: str) -> Iterator[dict[str, Any]]:
    """The fields of each document by their codes."""
    document: list[str] = []
    for line in lines:
        plain = line.replace(bold, "").strip()
        end = END.fullmatch(plain)
        coded = _coded(plain)
        if end is None and coded is not None and coded[0] == "AN":
            end = END.search(coded[1])
        if end is not None:
            yield _fields(document, bold) | {"AN": end[1]}
            document = []
        elif plain and not _FOOT.fullmatch(plain):
            document.append(line)
    # An export ends with a summary of the search; one that is cut short, inside a document.
    if any(WORDS.fullmatch(line.replace(bold, "").strip()) for line in document):
        yield _fields(document, bold)


def _coded(line: str) -> tuple[str, str] | None:
    """The code that a line begins with, and what follows it."""
    match = _CODED.fullmatch(line)
    return (match[1], match[2].strip()) if match and match[1] in CODES else None


def _fields(lines: Sequence[str], bold: str) -> dict[str, Any]:
    codes = sum(_coded(line.replace(bold, "").strip()) is not None for line in lines)
    if codes >= _FEWEST_CODES:
        return _fields_of_index([line.replace(bold, "").strip() for line in lines])
    return fields_of_layout(lines, bold)


def _fields_of_index(lines: Sequence[str]) -> dict[str, Any]:
    values: dict[str, list[str]] = {}
    value: list[str] = []
    for line in lines:
        coded = _coded(line)
        if coded is not None:
            value = values.setdefault(coded[0], [])
            line = coded[1]
        if text := " ".join(line.split()):
            value.append(text)
    return {
        code: value if code in PARAGRAPHS else " ".join(value) for code, value in values.items()
    }
