"""Texts of the corpora that lexicometry makes of press articles, with their variables.

A value has neither spaces nor signs, so that a title is better taken from the text: the scripts
that make such corpora begin it with the title, and put a full stop after it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from searchnews.dates import normalize_date
from searchnews.ingest.base import Draft, Problem
from searchnews.ingest.lines import is_prose, letters_of
from searchnews.ingest.records.lines import Line
from searchnews.ingest.records.record import draft_of_record

# Where no variable is a date, those that hold a part of one; the first of them that does is taken.
_DATES: Final = ("date", "jour", "am", "mois", "month", "annee", "année", "an", "year")
_PUBLISHERS: Final = frozenset(
    {"source", "journal", "media", "média", "publication", "titrepresse"}
)
_SENTENCE: Final = re.compile(r"(?P<title>[^.!?…]{10,150})(?P<end>[.!?…])\s+(?=\S)")
_FEWEST_WORDS: Final = 3  # of a title


class StarredText(NamedTuple):
    """A text of a corpus."""

    variables: dict[str, str]
    """As they are written, with "_" for a space."""
    lines: list[Line]
    themes: list[str]
    """Of its parts, where the corpus names them."""


def draft_of_starred_text(
    text: StarredText, number: int, mapping: Mapping[str, str]
) -> Draft | Problem:
    """The draft of a text, the number of which in its corpus is counted from 1."""
    record: dict[str, Any] = {
        name: spaced for name, value in text.variables.items() if (spaced := _spaced(value))
    }
    date = _date(text.variables)
    is_press = date is not None and not _PUBLISHERS.isdisjoint(map(str.lower, record))
    named = record.get("titre") or record.get("title")
    title, body = _title_and_body(text.lines, named, is_press=is_press)
    record |= {"body": body, "thematiques": text.themes}
    if title is not None:
        record = {name: v for name, v in record.items() if name not in ("titre", "title")}
        record["title"] = title
    if date is not None:
        record["date"] = date
    draft, complaints = draft_of_record(record, number, mapping)
    if draft is None:
        return Problem(f"text {number}: {complaints[0]}")
    # Numbers of a corpus are those of others too.
    draft.part, draft.id = draft.id, None
    return draft


def _spaced(value: str) -> str:
    return " ".join(value.replace("_", " ").split())


def _date(variables: Mapping[str, str]) -> str | None:
    values = {name.lower(): value.replace("_", "-") for name, value in variables.items()}
    dates = (normalize_date(values[name]) for name in _DATES if name in values)
    return next(filter(None, dates), None)


def _title_and_body(
    lines: list[Line], named: str | None, *, is_press: bool
) -> tuple[str | None, str]:
    """The title that a text begins with, if it does, and the rest of it.

    It is a line of its own, or the first sentence of an article of the press; where a variable
    holds a title, one that has the same letters.
    """
    if not lines:
        return None, ""
    first = lines[0].text
    sentence = _SENTENCE.match(first)
    if len(lines) > 1 and not is_prose(first):
        title, rest = first.rstrip(". "), ""
    elif sentence is not None and (is_press or named):
        end = sentence["end"].strip(".")
        title, rest = f"{sentence['title']}{end}".strip(), first[sentence.end() :]
    else:
        return None, _joined(lines)
    if named is not None and letters_of(named) != letters_of(title):
        return None, _joined(lines)
    if named is None and len(title.split()) < _FEWEST_WORDS:
        return None, _joined(lines)
    return title, _joined([lines[0]._replace(text=rest), *lines[1:]])


def _joined(lines: list[Line]) -> str:
    """The lines, with an empty one where there was one."""
    pieces: list[str] = []
    for before, line in zip([None, *lines], lines, strict=False):
        gap = "\n\n" if before is not None and line.number > before.number + 1 else "\n"
        pieces += (gap, line.text)
    return "".join(pieces).strip()
