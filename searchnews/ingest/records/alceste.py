"""Reading corpora made for IRaMuTeQ and Alceste: texts below lines of starred variables.

    **** *source_Le_Courrier_du_Val *date_2015-09-18
    Le pont de Valmont rouvre. Les habitants ont traversé la rivière à pied.

The rules are those of IRaMuTeQ's documentation; Alceste has a number instead of the four stars. A
value has neither spaces nor signs, so that a title is better taken from the text: the scripts that
make such corpora of press articles begin it with the title, and put a full stop after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from searchnews.dates import normalize_date
from searchnews.ingest.base import Draft, OpenFile, Problem
from searchnews.ingest.encoding import decoded_pieces, detect
from searchnews.ingest.lines import is_prose, letters_of
from searchnews.ingest.records.lines import Line, filled_lines
from searchnews.ingest.records.record import draft_of_record

_SAMPLE: Final = 1 << 16  # bytes that tell the encoding
_LONGEST_TEXT: Final = 16 << 20  # in characters; a book has a million

_STARRED: Final = re.compile(r"(?:\*{4}|\d{3,6})[ \t]+(?=\*\S)")
_VARIABLE: Final = re.compile(r"\*([^\s_*]+)_(\S*)")
_THEME: Final = re.compile(r"-\*(\S+)")
# Where no variable is a date, those that hold a part of one; the first of them that does is taken.
_DATES: Final = ("date", "jour", "am", "mois", "month", "annee", "année", "an", "year")
_PUBLISHERS: Final = frozenset(
    {"source", "journal", "media", "média", "publication", "titrepresse"}
)
_SENTENCE: Final = re.compile(r"(?P<title>[^.!?…]{10,150})(?P<end>[.!?…])\s+(?=\S)")
_FEWEST_WORDS: Final = 3  # of a title


class _Text(NamedTuple):
    """A text of the corpus."""

    variables: dict[str, str]
    lines: list[Line]
    """Without the one of the variables."""
    themes: list[str]


def read(file: OpenFile) -> Iterator[Draft | Problem]:
    """The texts of a corpus, in bounded memory."""
    head = file.stream.peek(_SAMPLE)[:_SAMPLE]
    lines = filled_lines(decoded_pieces(file.stream, detect(head)), _LONGEST_TEXT)
    for number, text in enumerate(_texts(lines), 1):
        if isinstance(text, Problem):
            yield text
        else:
            yield _draft(text, number, file.options.mapping)


def _texts(lines: Iterable[Line]) -> Iterator[_Text | Problem]:
    text: _Text | None = None
    length = 0
    for line in lines:
        starred = _STARRED.match(line.text)
        length = 0 if starred else length + len(line.text)
        if starred:
            if text is not None:
                yield text
            variables = dict(_VARIABLE.findall(line.text, starred.end()))
            text = _Text(variables, [], [])
        elif length > _LONGEST_TEXT:
            if text is not None:
                yield Problem("a text of more than 16 million characters, no article", line.number)
            text = None
        elif text is not None and (theme := _THEME.match(line.text)):
            text.themes.append(theme[1])
        elif text is not None:
            text.lines.append(line)
    if text is not None:
        yield text


def _draft(text: _Text, number: int, mapping: Mapping[str, str]) -> Draft | Problem:
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
