"""The rows of a table of text, as RFC 4180 and its looser relatives write them.

Python's own `csv` gives up at fields of 131,072 characters, and its limit can only be raised for
the whole process, whoever else reads tables in it. The rules here are those of `csv.reader`, with
which tests compare: a quote is one only where a field begins, and stands for itself when doubled.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

_QUOTE: Final = '"'
# A line with its end, or several empty lines.
_LINE_OR_LINES: Final = re.compile("[\r\n]+|[^\r\n]+(?:\r\n|\r|\n)?")


class Row(NamedTuple):
    """A row of a table."""

    line: int
    """The number of the line that it ends on, counted from 1."""
    fields: list[str]


class RowTooLongError(Exception):
    """A row has more characters than any article."""

    def __init__(self, line: int, most: int) -> None:
        super().__init__(
            f"the row that ends after line {line:,} has more than {most:,} characters; "
            "is a quotation mark missing?"
        )


def rows_of(pieces: Iterable[str], separator: str, longest: int) -> Iterator[Row]:
    r"""The rows of a table that comes in pieces, in bounded memory; empty lines give none.

    >>> [*rows_of(["a;b\n\n", '"un; ""deux"" ";', "trois"], ";", 100)]
    [Row(line=1, fields=['a', 'b']), Row(line=3, fields=['un; "deux" ', 'trois'])]

    Raises:
        RowTooLongError: a row has more than `longest` characters.
    """
    line = 0
    row = _OpenRow(separator)
    for text in _lines(pieces, longest):
        if row.length + len(text) > longest:
            raise RowTooLongError(line, longest)
        if text[0] in "\r\n":
            line += _count_of_lines(text)
            if row.is_begun:
                row.add(text)
        else:
            line += 1
            if not row.is_begun and _QUOTE not in text:
                yield Row(line, text.rstrip("\r\n").split(separator))
            elif row.add(text):
                yield Row(line, row.fields)
                row = _OpenRow(separator)
    if row.is_begun:
        yield Row(line, row.ended())


def _lines(pieces: Iterable[str], longest: int) -> Iterator[str]:
    """The lines with their ends; empty lines in a row are one text."""
    parts: list[str] = []
    length = 0
    for piece in pieces:
        # After a "\r" at the end of a piece, a "\n" may follow in the next.
        end = max(piece.rfind("\n"), piece.rfind("\r", 0, len(piece) - 1)) + 1
        if end:
            yield from _LINE_OR_LINES.findall("".join((*parts, piece[:end])))
            parts, length = [], 0
        parts.append(piece[end:])
        length += len(piece) - end
        if length > longest:
            # It is too long already: it ends here, so that no more of it is kept.
            yield "".join(parts)
            parts, length = [], 0
    yield from _LINE_OR_LINES.findall("".join(parts))


def _count_of_lines(ends: str) -> int:
    return ends.count("\n") + ends.count("\r") - ends.count("\r\n")


class _OpenRow:
    """A row with a quoted field, in which it may go on over several lines."""

    def __init__(self, separator: str) -> None:
        self._separator = separator
        self._end_of_field = re.compile(f"[{re.escape(separator)}\r\n]|$")
        self.fields: list[str] = []
        self._parts: list[str] = []
        """Of the field that is being read."""
        self._is_quoted = False
        self.length = 0

    @property
    def is_begun(self) -> bool:
        """Whether something has been added."""
        return self.length > 0

    def add(self, text: str) -> bool:
        """Add a line; True if the row ends with it, False if it goes on in the next."""
        self.length += len(text)
        at = 0
        while True:
            if not self._is_quoted and text.startswith(_QUOTE, at):
                self._is_quoted = True
                at += 1
            if self._is_quoted:
                end = text.find(_QUOTE, at)
                if end < 0:
                    self._parts.append(text[at:])
                    return False
                if text.startswith(_QUOTE, end + 1):
                    self._parts.append(text[at : end + 1])
                    at = end + 2
                    continue
                self._parts.append(text[at:end])
                at = end + 1
                self._is_quoted = False
            match = self._end_of_field.search(text, at)
            end = match.start() if match else len(text)
            self._parts.append(text[at:end])
            self.ended()
            if text[end : end + 1] != self._separator:
                return True
            at = end + 1

    def ended(self) -> list[str]:
        """All its fields, including the one that was being read."""
        self.fields.append("".join(self._parts))
        self._parts = []
        self._is_quoted = False
        return self.fields
