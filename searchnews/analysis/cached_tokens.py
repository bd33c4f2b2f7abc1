"""The reference tokenizer for texts that are much alike: words that it cut before are remembered.

The grammar looks across white space only where that may stand inside a number, so the pieces
between can be cut alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from searchnews.analysis.characters import IGNORED
from searchnews.analysis.tokenize import Token, tokens_of

_INSIDE_NUMBERS: Final = f"[0-9{''.join(sorted(IGNORED))}]"
_SPACED_NUMBER: Final = re.compile(rf"{_INSIDE_NUMBERS}\s{_INSIDE_NUMBERS}")
_PIECE: Final = re.compile(rf"\s*\S+(?:(?<={_INSIDE_NUMBERS})\s(?={_INSIDE_NUMBERS})\S+)*")


def placed_tokens(text: str) -> Iterator[tuple[int, Token]]:
    """The words of a text, as `tokenize` cuts it.

    Each comes with a number of characters: add it to the token's places.

    >>> [(offset + t.start, t.word) for offset, t in placed_tokens("L'État: 12 000")]
    [(2, 'etat'), (8, '12000')]
    """
    if _SPACED_NUMBER.search(text) is None:
        pieces, between = text.split(" "), 1  # most texts, in a third less time
    else:
        pieces, between = _PIECE.findall(text), 0
    offset = 0
    for piece in pieces:
        for token in tokens_of(piece):
            yield offset, token
        offset += len(piece) + between


def tokens_with(
    text: str, squeezed_text: bytes, needles: Iterable[bytes]
) -> Iterator[tuple[int, Token]]:
    """The words of a text that have one of some needles in them, and perhaps some others.

    As by `placed_tokens`, in a third of the time where few have. `squeezed_text` is the text as
    `analysis.squeeze` gives it, and so are the needles; in a number just the digits behind its
    last space may be found.

    >>> text = "Sur l'aviation syrienne"
    >>> [token.word for _, token in tokens_with(text, b"sur laviation syrienne", [b"avi"])]
    ['aviation']
    """
    pieces = text.split(" ")
    if squeezed_text.count(b" ") != len(pieces) - 1:
        # It has spaces of other kinds, which are plain ones once squeezed.
        yield from placed_tokens(text)
        return
    numbers: set[int] = set()
    for needle in needles:
        at = squeezed_text.find(needle)
        while at >= 0:
            numbers.add(squeezed_text.count(b" ", 0, at))
            at = squeezed_text.find(needle, at + 1)
    offset = last = 0
    for number in sorted(numbers):
        offset += sum(map(len, pieces[last:number])) + number - last
        last = number
        for token in tokens_of(pieces[number]):
            yield offset, token
