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
_PIECE: Final = re.compile(rf"\S+(?:(?<={_INSIDE_NUMBERS})\s(?={_INSIDE_NUMBERS})\S+)*")


def placed_tokens(text: str) -> Iterator[tuple[int, Token]]:
    """The words of a text, as `tokenize` cuts it.

    Each comes with the offset, in characters, of the piece it was cut from: to be added to the
    token's own offsets.

    >>> [(offset + t.start, t.word) for offset, t in placed_tokens("L'État: 12 000")]
    [(2, 'etat'), (8, '12000')]
    """
    if _SPACED_NUMBER.search(text) is None:
        # Most texts: `split` takes two thirds of the time of the regular expression.
        offset = 0
        for piece in text.split(" "):
            for token in tokens_of(piece):
                yield offset, token
            offset += len(piece) + 1
        return
    for match in _PIECE.finditer(text):
        for token in tokens_of(match[0]):
            yield match.start(), token


def tokens_with(text: str, folded: bytes, parts: Iterable[bytes]) -> Iterator[tuple[int, Token]]:
    """The words of a text that have one of some parts in them, and perhaps some others.

    As by `placed_tokens`, but only the pieces with such a part are cut: in a third of the time
    where one word in a hundred has one. `folded` is the text as `folded_text` gives it, and so
    are the parts; in a number only the digits after its last space may be found. The time is
    linear in the text, for each part.

    >>> text = "Sur l'aviation syrienne"
    >>> [token.word for _, token in tokens_with(text, b"sur laviation syrienne", [b"avi"])]
    ['aviation']
    """
    pieces = text.split(" ")
    if folded.count(b" ") != len(pieces) - 1:
        # It has spaces of other kinds, which are plain ones once folded.
        yield from placed_tokens(text)
        return
    numbers: set[int] = set()
    for part in parts:
        number = last = 0
        at = folded.find(part)
        while at >= 0:
            number += folded.count(b" ", last, at)
            numbers.add(number)
            # The rest of this piece has nothing to add. An empty part is found in every piece.
            last = folded.find(b" ", at)
            if last < 0:
                break
            at = folded.find(part, last + 1)
    offset = done = 0
    for number in sorted(numbers):
        offset += sum(map(len, pieces[done:number])) + number - done
        done = number
        for token in tokens_of(pieces[number]):
            yield offset, token
