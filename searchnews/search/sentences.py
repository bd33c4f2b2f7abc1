"""The lines and sentences of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from searchnews.search.results import Span

# In a line a sentence ends at . ! ? … with the quotes and brackets after it, before white space
# and what may begin another; not after an initial or an abbreviation (M. Cook).
#
# The sign is looked for first: what begins with anything else is tried at every character, and
# with an alternative, for line ends, it would take four times as long. Of a row of signs only the
# first may begin an end, and nothing is tried a second time (`*+`): else a row of n dots would take
# time with the square of n.
_SENTENCE_END: Final = re.compile(
    r"""[.!?…](?<![.!?…]{2})
        (?: [.!?…]++
          | (?<!\b[A-ZÉ]\.)(?<!\bM[mM]\.)(?<!\bMe\.)(?<!\bDr\.)(?<!\bSt\.)(?<!\bMme\.)(?<!\bMgr\.) )
        [»”"')\]]*+(?=\s+[«“"'(\[—–-]?\s?[A-ZÀ-ÖØ-Þ0-9])
    """,
    re.VERBOSE,
)


def sentences(text: str, start: int, end: int) -> Iterator[Span]:
    """The sentences of a line, or of a part of one, with the spaces before each.

    >>> text = 'M. Cook a parlé. "Non..." Il part.'
    >>> [text[a:b] for a, b in sentences(text, 0, len(text))]
    ['M. Cook a parlé.', ' "Non..."', ' Il part.']
    """
    for match in _SENTENCE_END.finditer(text, start, end):
        yield start, match.end()
        start = match.end()
    if start < end:
        yield start, end


def lines(text: str) -> Iterator[Span]:
    """The lines of a text, without what ends them."""
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def trimmed(text: str, start: int, end: int) -> Span:
    """The same stretch without white space around it."""
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
