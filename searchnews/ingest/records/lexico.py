"""Reading corpora made for Lexico and Hyperbase: texts between keys in angle brackets.

    <journal=Le_Courrier_du_Val><date=2015-09-18>
    Le pont de Valmont rouvre. Les habitants ont traversé la rivière à pied.

A key holds until the next one of its name; the first key after a text begins another. "§" ends a
paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from searchnews.ingest.base import Draft, OpenFile, Problem
from searchnews.ingest.encoding import decoded_pieces, detect
from searchnews.ingest.records.lines import Line, filled_lines
from searchnews.ingest.records.starred_text import StarredText, draft_of_starred_text

_SAMPLE: Final = 1 << 16  # bytes that tell the encoding
_LONGEST_TEXT: Final = 16 << 20  # in characters

_KEY: Final = re.compile(r"<([^\W\d][\w-]*)\s*=\s*\"?([^<>\"]{0,500})\"?\s*/?>")


def read(file: OpenFile) -> Iterator[Draft | Problem]:
    """The texts of a corpus, in bounded memory."""
    head = file.stream.peek(_SAMPLE)[:_SAMPLE]
    lines = filled_lines(decoded_pieces(file.stream, detect(head)), _LONGEST_TEXT)
    variables: dict[str, str] = {}
    text: list[Line] = []
    number = length = 0
    for line in lines:
        at = 0
        for key in (*_KEY.finditer(line.text), None):
            words = line.text[at : key.start() if key else None].replace("§", "\n\n").strip()
            if words:
                length += len(words)
                if length <= _LONGEST_TEXT:
                    text.append(line._replace(text=words))
            if key is None:
                continue
            at = key.end()
            if text:
                number += 1
                yield _draft(variables, text, number, length, file)
                text, length = [], 0
            variables[key[1]] = key[2].strip()
    if text:
        yield _draft(variables, text, number + 1, length, file)


def _draft(
    variables: dict[str, str], text: list[Line], number: int, length: int, file: OpenFile
) -> Draft | Problem:
    if length > _LONGEST_TEXT:
        return Problem("a text of more than 16 million characters, no article", text[0].number)
    starred = StarredText(dict(variables), text, [])
    return draft_of_starred_text(starred, number, file.options.mapping)
