"""Reading corpora made for IRaMuTeQ and Alceste: texts below lines of starred variables.

    **** *source_Le_Courrier_du_Val *date_2015-09-18
    Le pont de Valmont rouvre. Les habitants ont traversé la rivière à pied.

The rules are those of IRaMuTeQ's documentation; Alceste has a number instead of the four stars, a
value has neither spaces nor signs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from searchnews.ingest.base import Draft, OpenFile, Problem
from searchnews.ingest.encoding import decoded_pieces, detect
from searchnews.ingest.records.lines import Line, filled_lines
from searchnews.ingest.records.starred_text import StarredText, draft_of_starred_text

_SAMPLE: Final = 1 << 16  # bytes that tell the encoding
_LONGEST_TEXT: Final = 16 << 20  # in characters; a book has a million

_STARRED: Final = re.compile(r"(?:\*{4}|\d{3,6})[ \t]+(?=\*\S)")
_VARIABLE: Final = re.compile(r"\*([^\s_*]+)_(\S*)")
_THEME: Final = re.compile(r"-\*(\S+)")
# What people write above a text, as they do variables: *Le_pont_de_Valmont
_TITLE: Final = re.compile(r"\*([^\s*]+)[ \t]*")


def read(file: OpenFile) -> Iterator[Draft | Problem]:
    """The texts of a corpus, in bounded memory."""
    head = file.stream.peek(_SAMPLE)[:_SAMPLE]
    lines = filled_lines(decoded_pieces(file.stream, detect(head)), _LONGEST_TEXT)
    for number, text in enumerate(_texts(lines), 1):
        if isinstance(text, Problem):
            yield text
        else:
            yield draft_of_starred_text(text, number, file.options.mapping)


def _texts(lines: Iterable[Line]) -> Iterator[StarredText | Problem]:
    text: StarredText | None = None
    length = 0
    for line in lines:
        starred = _STARRED.match(line.text)
        length = 0 if starred else length + len(line.text)
        if starred:
            if text is not None:
                yield text
            text = StarredText(_variables(line.text, starred.end()), [], [])
        elif length > _LONGEST_TEXT:
            if text is not None:
                yield Problem("a text of more than 16 million characters, no article", line.number)
            text = None
        elif text is not None and (theme := _THEME.match(line.text)):
            text.themes.append(theme[1])
        elif text is not None and not text.lines and (title := _TITLE.fullmatch(line.text)):
            text.variables.setdefault("titre", title[1])
        elif text is not None:
            text.lines.append(line)
    if text is not None:
        yield text


def _variables(line: str, at: int) -> dict[str, str]:
    """The variables of a text; one that is given several times has all its values."""
    variables: dict[str, str] = {}
    for name, value in _VARIABLE.findall(line, at):
        values = (variables.get(name), value)
        variables[name] = ", ".join(dict.fromkeys(filter(None, values)))
    return variables
