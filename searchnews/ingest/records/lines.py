"""The lines of a text that is read piece by piece; blank lines cost nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

# A crash may leave NUL bytes at the end of a file; files put together have marks in the middle.
BLANK: Final = " \t\r\n\0\ufeff"
_BLANKS: Final = re.compile(f"[{BLANK}]*")


class Line(NamedTuple):
    """A line that is not blank."""

    number: int
    """Counted from 1, blank lines included."""
    text: str
    """Without blanks at its ends."""
    is_whole: bool = True
    """False if it was longer than the limit, and cut there."""


def filled_lines(pieces: Iterable[str], longest: int) -> Iterator[Line]:
    r"""The lines that are not blank, of a text in pieces, in bounded memory.

    Runs of blank lines are passed over at once, however long: a few kilobytes of gzip hold
    millions of them. What is longer than `longest` characters is cut there.

    >>> [*filled_lines(["\n\n un \n\nde", "ux"], 100)]
    [Line(number=3, text='un', is_whole=True), Line(number=5, text='deux', is_whole=True)]
    """
    following = filter(None, pieces)
    number = 1
    piece, at = next(following, ""), 0
    while piece:
        start = _end_of_blanks(piece, at)
        number += piece.count("\n", at, start)
        if start == len(piece):
            piece, at = next(following, ""), 0
            continue
        end = piece.find("\n", start)
        if end >= 0:
            text = piece[start:end]
            at = end
        else:
            text, piece, at = _joined(piece[start:], following, longest)
        yield Line(number, text[:longest].rstrip(BLANK), len(text) <= longest)


def _joined(begun: str, following: Iterator[str], longest: int) -> tuple[str, str, int]:
    """A line that goes on in the next pieces, up to a limit; the piece where it ends, and where."""
    parts = [begun]
    length = len(begun)
    for piece in following:
        end = piece.find("\n")
        if length <= longest:
            parts.append(piece if end < 0 else piece[:end])
        length += len(piece)
        if end >= 0:
            return "".join(parts), piece, end
    return "".join(parts), "", 0


def _end_of_blanks(text: str, start: int) -> int:
    match = _BLANKS.match(text, start)
    return match.end() if match else start
