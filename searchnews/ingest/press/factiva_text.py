"""Documents of Factiva as lines of text, as its e-mails and exports in RTF have them.

There are two layouts. With its index, each field of a document begins with its code: `HD` and the
headline, `LP` and the first paragraphs. As an article, a document is: the section, the headline,
the authors; its number of words, the date, the time, the newspaper and its code, the page, the
language and the owner of the rights, a line each; the paragraphs. Both end with a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Any, Final

from searchnews.dates import normalize_date
from searchnews.errors import UnreadableFileError
from searchnews.ingest.authors import bare_names, byline
from searchnews.ingest.base import Draft, Medium, OpenFile, Problem
from searchnews.ingest.encoding import decode
from searchnews.ingest.press.factiva import CODES, PARAGRAPHS, draft_of_fields
from searchnews.ingest.press.language_names import language_code

_LARGEST: Final = 64 << 20  # in bytes
_NO_BOLD: Final = "\ue000"  # a sign that no text has
_END: Final = re.compile(r"(?:Do[ck]ument[eo]?) ([A-Za-z0-9]{15,40})")
_WORDS: Final = re.compile(
    r"(\d[\d\s.,]{0,8}) ?(?:mots|words|Wörter|palabras|parole|woorden|palavras)", re.IGNORECASE
)
_CODED: Final = re.compile(r"([A-Z]{2,3})(?:\t+|[ \xa0]{2,}|$)(.*)")
_TIME: Final = re.compile(r"\d{1,2} ?[:h] ?\d{2}(?: ?(?:AM|PM|GMT))?")
_NEWSPAPER_CODE: Final = re.compile(r"[A-Z0-9]{2,10}")
_PAGE: Final = re.compile(r"(?:pp?\. ?)?(?:[A-Z]{0,3}\d{1,4}[A-Z]?(?:[-,; ]+|$)){1,4}")
_RIGHTS: Final = re.compile(r"copyright|©|\(c\)|droits? r[ée]serv|rights reserved", re.IGNORECASE)
_FOOT: Final = re.compile(
    r"(?:Page \d+ (?:of|de|sur|von|di) \d+)?\W*(?:©|\(c\))? ?\d{4} Factiva, Inc\..*"
    r"|Page \d+ (?:of|de|sur|von|di) \d+",
    re.IGNORECASE,
)
# How many lines may stand above the number of words, and between it and the text.
_LONGEST_HEAD: Final = 12
_LONGEST_IMPRINT: Final = 12
_LONGEST_RIGHTS: Final = 150  # in characters; what is longer is of the text
_FEWEST_CODES: Final = 4


def read(file: OpenFile) -> Iterator[Draft | Problem]:
    """The articles of an export that is plain text.

    Raises:
        UnreadableFileError: it is too large.
    """
    data = file.stream.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise UnreadableFileError(f"more than {_LARGEST >> 20} MiB; export it in parts")
    yield from drafts_of_lines([line.strip() for line in decode(data).splitlines()], _NO_BOLD)


def is_factiva(lines: Sequence[str]) -> bool:
    """Whether the lines of a document are those of the database."""
    has_end = any(_END.search(line) for line in lines)
    return has_end and any(
        _WORDS.fullmatch(line) or (_coded(line) or ("",))[0] == "WC" for line in lines
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
        end = _END.fullmatch(plain)
        coded = _coded(plain)
        if end is None and coded is not None and coded[0] == "AN":
            end = _END.search(coded[1])
        if end is not None:
            yield _fields(document, bold) | {"AN": end[1]}
            document = []
        elif plain and not _FOOT.fullmatch(plain):
            document.append(line)
    # An export ends with a summary of the search; one that is cut short, inside a document.
    if any(_WORDS.fullmatch(line.replace(bold, "").strip()) for line in document):
        yield _fields(document, bold)


def _coded(line: str) -> tuple[str, str] | None:
    """The code that a line begins with, and what follows it."""
    match = _CODED.fullmatch(line)
    return (match[1], match[2].strip()) if match and match[1] in CODES else None


def _fields(lines: Sequence[str], bold: str) -> dict[str, Any]:
    codes = sum(_coded(line.replace(bold, "").strip()) is not None for line in lines)
    if codes >= _FEWEST_CODES:
        return _fields_of_index([line.replace(bold, "").strip() for line in lines])
    return _fields_of_article(lines, bold)


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


def _fields_of_article(lines: Sequence[str], bold: str) -> dict[str, Any]:
    plain = [" ".join(line.replace(bold, "").split()) for line in lines]
    words_at = next((n for n, line in enumerate(plain) if _WORDS.fullmatch(line)), None)
    if words_at is None:
        return {"LP": plain}
    first = max(0, words_at - _LONGEST_HEAD)
    fields = _head(plain[first:words_at], [bold in line for line in lines[first:words_at]])
    imprint, text = _imprint(plain[words_at + 1 :])
    return fields | imprint | {"WC": plain[words_at], "LP": text}


def _head(lines: list[str], is_bold: list[bool]) -> dict[str, Any]:
    """The headline, with the section above it and the authors below."""
    if not lines:
        return {}
    last = next((n for n in reversed(range(len(lines))) if is_bold[n]), None)
    if last is not None:
        # What is above may be a table of contents.
        title = [*takewhile(lambda n: is_bold[n], range(last, -1, -1))][::-1]
    else:
        is_signed = len(lines) > 1 and _is_byline(lines[-1])
        title = [len(lines) - (2 if is_signed else 1)]
    fields: dict[str, Any] = {"HD": " ".join(lines[n] for n in title)}
    if title[0] > 0:
        fields["SE"] = lines[title[0] - 1]
    if below := lines[title[-1] + 1 :]:
        fields["BY"] = ", ".join(below)
    return fields


def _is_byline(line: str) -> bool:
    return byline(line) is not None or bare_names(line) is not None


def _imprint(lines: list[str]) -> tuple[dict[str, Any], list[str]]:
    """What stands between the number of words and the text, and the text.

    It ends with the owner of the rights, else with the language, else after the newspaper.
    """
    if not lines or normalize_date(lines[0]) is None:
        return {}, lines
    fields: dict[str, Any] = {"PD": lines[0]}
    at = 1
    if at < len(lines) and _TIME.fullmatch(lines[at]):
        fields["ET"] = lines[at]
        at += 1
    fields["SN"] = lines[at] if at < len(lines) else None
    at += 1
    end = _end_of_imprint(lines)
    for code, pattern in (("SC", _NEWSPAPER_CODE), ("PG", _PAGE)):
        found = next((line for line in lines[at : end or at + 1] if pattern.fullmatch(line)), None)
        if found is not None:
            fields[code] = found
            at += end is None
    fields["LA"] = next((line for line in lines[at:end] if language_code(line)), None)
    return fields, lines[end or at :]


def _end_of_imprint(lines: list[str]) -> int | None:
    first_lines = lines[:_LONGEST_IMPRINT]
    for is_last in (_is_rights, lambda line: language_code(line) is not None):
        found = [n for n, line in enumerate(first_lines) if is_last(line)]
        if found:
            return found[0] + 1
    return None


def _is_rights(line: str) -> bool:
    return len(line) <= _LONGEST_RIGHTS and _RIGHTS.search(line) is not None
