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

_END: Final = re.compile(r"(?:Do[ck]ument[eo]?) ([A-Za-z0-9]{15,40})")
_TIME: Final = re.compile(r"\d{1,2} ?[:h] ?\d{2}(?: ?(?:AM|PM|GMT))?")
_NEWSPAPER_CODE: Final = re.compile(r"[A-Z0-9]{2,10}")
_PAGE: Final = re.compile(r"(?:pp?\. ?)?(?:[A-Z]{0,3}\d{1,4}[A-Z]?(?:[-,; ]+|$)){1,4}")
_RIGHTS: Final = re.compile(r"copyright|©|\(c\)|droits? r[ée]serv|rights reserved", re.IGNORECASE)
# How many lines may stand above the number of words, and between it and the text.
_LONGEST_HEAD: Final = 12
_LONGEST_IMPRINT: Final = 12


def fields_of_layout(lines: Sequence[str], title_begins: str) -> dict[str, Any]:
    """The fields of the lines of one document, by the codes that Factiva has for them.

    `title_begins` is the sign at the beginning of the lines of the headline. Where the number of
    words is missing, all lines but the headline are the text.
    """
    plain = [line.replace(title_begins, "").strip() for line in lines]
    fields: dict[str, Any] = {}
    ends = [end[1] for line in plain if (end := _END.fullmatch(line))]
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
    return [line for line in lines if line and not _END.fullmatch(line)]


def _head(lines: list[str], is_title: list[bool]) -> dict[str, Any]:
    """The headline, with the section above it and the authors below."""
    if not lines:
        return {}
    first = next((n for n, begins in enumerate(is_title) if begins), None)
    if first is not None:
        title = list(takewhile(lambda n: is_title[n], range(first, len(lines))))
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
    """What stands between the number of words and the text, and the text."""
    fields: dict[str, Any] = {}
    end = 0
    for at, line in enumerate(lines[:_LONGEST_IMPRINT]):
        code = _code(line, fields)
        if code is None:
            break
        fields[code] = line
        end = at + 1
    if "LA" not in fields and "ED" in fields:
        # It was the first line of the text.
        end = lines.index(fields.pop("ED"))
    return fields, lines[end:]


def _code(line: str, fields: dict[str, Any]) -> str | None:
    """The code of a line of the imprint, after those with the codes of `fields`; None in a text."""
    if "PD" not in fields:
        return "PD" if normalize_date(with_french_months(line)) else None
    if "SN" not in fields:
        return "ET" if _TIME.fullmatch(line) else "SN"
    if "SC" not in fields and _NEWSPAPER_CODE.fullmatch(line):
        return "SC"
    if "LA" in fields:
        return "CY" if _RIGHTS.search(line) else None
    if language_code(line):
        return "LA"
    if _PAGE.fullmatch(line):
        return "PG"
    return "ED" if "SC" in fields and "ED" not in fields else None
