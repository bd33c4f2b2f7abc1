"""The reference tokenizer for texts that are much alike: words that it cut before are remembered.

The grammar looks across white space only where that may stand inside a number, so the pieces
between can be cut alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import accumulate
from typing import Final

from searchnews.analysis.characters import IGNORED
from searchnews.analysis.tokenize import LONGEST_REMEMBERED, Token, tokens_of

_INSIDE_NUMBERS: Final = f"[0-9{''.join(sorted(IGNORED))}]"
# The lengths of so many are added up in a fifth of the time that those of a sentence take.
_FEW_PIECES: Final = 40


# Patterns are compiled when they are first used: a search for words needs none.


@cache
def _spaced_number() -> re.Pattern[str]:
    return re.compile(rf"{_INSIDE_NUMBERS}\s{_INSIDE_NUMBERS}")


@cache
def _piece() -> re.Pattern[str]:
    """Between spaces, but for those inside numbers."""
    return re.compile(rf"\S+(?:(?<={_INSIDE_NUMBERS})\s(?={_INSIDE_NUMBERS})\S+)*")


def placed_tokens(text: str) -> Iterator[tuple[int, Token]]:
    """The words of a text, as `tokenize` cuts it.

    Each comes with the offset, in characters, of the piece it was cut from: to be added to the
    token's own offsets.

    >>> [(offset + t.start, t.word) for offset, t in placed_tokens("L'État: 12 000")]
    [(2, 'etat'), (8, '12000')]
    """
    if _spaced_number().search(text) is None:
        # Most texts: `split` takes two thirds of the time of the regular expression.
        offset = 0
        for piece in text.split(" "):
            for token in tokens_of(piece):
                yield offset, token
            offset += len(piece) + 1
        return
    for match in _piece().finditer(text):
        for token in tokens_of(match[0]):
            yield match.start(), token


class Pieces:
    """A text in the pieces between its spaces, each of which can be cut alone.

    Only numbers go on behind a space. Everything is made when it is first asked for, and kept;
    several threads may ask.
    """

    __slots__ = ("_offsets", "_pieces", "_tell", "_tokens", "folded", "text")

    # Made by `_split`: most texts have nothing that is looked for, and are never split.
    _tell: bool
    _offsets: list[int]
    _tokens: dict[int, tuple[Token, ...]]

    def __init__(self, text: str, folded: bytes) -> None:
        """Of a text, and of the same as `folded_text` gives it."""
        self.text = text
        self.folded = folded
        self._pieces: list[str] | None = None

    def with_parts(self, parts: Iterable[bytes], *, has_numbers: bool = False) -> list[int] | None:
        """The numbers of the pieces that have one of some folded parts of words, rising.

        With `has_numbers` some are numbers. None where pieces do not tell: where other signs of
        the text are spaces once folded, or a number that may be looked for goes on behind a space.
        The time is linear in the text, for each part.
        """
        if self._pieces is None:
            self._split()
        if not self._tell or (has_numbers and _spaced_number().search(self.text)):
            return None
        folded = self.folded
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
        return sorted(numbers)

    def _split(self) -> list[str]:
        pieces = self.text.split(" ")
        self._tell = self.folded.count(b" ") == len(pieces) - 1
        self._offsets = []
        self._tokens = {}
        self._pieces = pieces  # the last: another thread may look whether it is there
        return pieces

    def tokens(self, number: int) -> tuple[Token, ...]:
        """The words of a piece, with their offsets in it."""
        piece = (self._pieces or self._split())[number]
        if len(piece) <= LONGEST_REMEMBERED:
            return tuple(tokens_of(piece))
        if (known := self._tokens.get(number)) is None:
            self._tokens[number] = known = tuple(tokens_of(piece))
        return known

    def offset(self, number: int) -> int:
        """Where a piece begins in the text, in characters."""
        pieces = self._pieces or self._split()
        if not (offsets := self._offsets):
            if number < _FEW_PIECES:
                return sum(map(len, pieces[:number])) + number
            lengths = [len(piece) + 1 for piece in pieces]
            self._offsets = offsets = list(accumulate(lengths, initial=0))
        return offsets[number]

    def word_before(self, number: int, index: int) -> tuple[int, int] | None:
        """The number of the piece, and the index there, of the word before another one."""
        if index:
            return number, index - 1
        while number:
            number -= 1
            if tokens := self.tokens(number):
                return number, len(tokens) - 1
        return None

    def word_after(self, number: int, index: int) -> tuple[int, int] | None:
        """The same of the word after another one."""
        if index + 1 < len(self.tokens(number)):
            return number, index + 1
        while number + 1 < len(self._pieces or self._split()):
            number += 1
            if self.tokens(number):
                return number, 0
        return None
