"""The layout that documents of Factiva have as articles, without the codes of their fields.

A line each: the section, the headline, the authors; the number of words, the date, the time, the
newspaper and its code, the page, the edition, the language and the owner of the rights; then the
paragraphs. Any of them may be missing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Any, Final

from searchnews.dates import normalize_date
from searchnews.ingest.authors import bare_names, byline
from searchnews.ingest.press.foreign_months import with_french_months
from searchnews.ingest.press.language_names import language_code

TITLE_BEGINS: Final = "\ue000"
"""Stands at the beginning of the lines of a headline; Unicode leaves it to private use."""

WORDS: Final = re.compile(
    r"(\d[\d\s.,]{0,8})\s?(?:mots|words|Wörter|palabras|parole|woorden|palavras)", re.IGNORECASE
)
"""The line with the number of words of a document."""

END: Final = re.compile(r"Do[ck]ument[eo]? ([A-Za-z0-9]{15,40})")
"""The line at the end of a document, with its number."""

_TIME: Final = re.compile(r"\d{1,2} ?[:h] ?\d{2}(?: ?(?:AM|PM|GMT))?")
_NEWSPAPER_CODE: Final = re.compile(r"[A-Z0-9]{2,10}")
_PAGE: Final = re.compile(r"(?:pp?\. ?)?(?:[A-Z]{0,3}\d{1,4}[A-Z]?(?:[-,; ]+|$)){1,4}")
_RIGHTS: Final = re.compile(r"copyright|©|\(c\)|droits? r[ée]serv|rights reserved", re.IGNORECASE)
# How many lines may stand above the number of words, and between it and the text.
_LONGEST_HEAD: Final = 12
_LONGEST_IMPRINT: Final = 12
_LONGEST_RIGHTS: Final = 150  # in characters; what is longer is of the text


def fields_of_layout(lines: Sequence[str], title_begins: str) -> dict[str, Any]:
    """The fields of the lines of one document, by the codes that Factiva has for them.

    `title_begins` is the sign at the beginning of the lines of the headline. Where the number of
    words is missing, all lines but the headline are the text.
    """
    plain = [line.replace(title_begins, "").strip() for line in lines]
    fields: dict[str, Any] = {}
    ends = [end[1] for line in plain if (end := END.fullmatch(line))]
    if ends:
        fields["AN"] = ends[-1]
    words_at = next((n for n, line in enumerate(plain) if WORDS.fullmatch(line)), None)
    if words_at is None:
        text = [line for n, line in enumerate(plain) if title_begins not in lines[n]]
        return fields | {"LP": _paragraphs(text)}
    first = max(0, words_at - _LONGEST_HEAD)
    is_title = [title_begins in line for line in lines[first:words_at]]
    imprint, text = _imprint(plain[words_at + 1 :])
    head = _head(plain[first:words_at], is_title)
    return fields | head | imprint | {"WC": plain[words_at], "LP": _paragraphs(text)}


def _paragraphs(lines: Sequence[str]) -> list[str]:
    return [line for line in lines if line and not END.fullmatch(line)]


def _head(lines: list[str], is_title: list[bool]) -> dict[str, Any]:
    """The headline, with the section above it and the authors below."""
    if not lines:
        return {}
    last = next((n for n in reversed(range(len(lines))) if is_title[n]), None)
    if last is not None:
        # What is above may be a table of contents.
        title = [*takewhile(lambda n: is_title[n], range(last, -1, -1))][::-1]
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
    if not lines or normalize_date(with_french_months(lines[0])) is None:
        return {}, lines
    fields: dict[str, Any] = {"PD": lines[0]}
    at = 1
    if at < len(lines) and _TIME.fullmatch(lines[at]):
        fields["ET"] = lines[at]
        at += 1
    if at < len(lines):
        fields["SN"] = lines[at]
        at += 1
    end = _end_of_imprint(lines)
    for code, pattern in (("SC", _NEWSPAPER_CODE), ("PG", _PAGE)):
        found = next((line for line in lines[at : end or at + 1] if pattern.fullmatch(line)), None)
        if found is not None:
            fields[code] = found
            at += end is None
    language = next((line for line in lines[at:end] if language_code(line)), None)
    return fields | ({"LA": language} if language else {}), lines[end or at :]


def _end_of_imprint(lines: list[str]) -> int | None:
    first_lines = lines[:_LONGEST_IMPRINT]
    for is_last in (_is_rights, language_code):
        found = [n for n, line in enumerate(first_lines) if is_last(line)]
        if found:
            return found[0] + 1
    return None


def _is_rights(line: str) -> bool:
    return len(line) <= _LONGEST_RIGHTS and _RIGHTS.search(line) is not None
