"""Words in a row in a text, found from one of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

from searchnews.analysis.cached_tokens import Pieces
from searchnews.query.highlight_patterns import HighlightPattern

Place: TypeAlias = tuple[int, int]
"""Of a word in a text: the number of its piece, and which word of the piece it is."""


class Anchor(NamedTuple):
    """The slot of a pattern without slop from which its rows are found: that of its rarest words.

    Of *président de la République* the *de* are in every line.
    """

    number: int
    """Of the pattern."""
    pattern: HighlightPattern
    slot: int

    def row(self, pieces: Pieces, place: Place) -> list[Place] | None:
        """The places of all words of the row with a word of the slot at a place; None if none."""
        slots = self.pattern.slots
        row = [place]
        for slot in reversed(slots[: self.slot]):
            before = pieces.word_before(*row[-1])
            if before is None or self._word(pieces, before) not in slot:
                return None
            row.append(before)
        row.reverse()
        for slot in slots[self.slot + 1 :]:
            after = pieces.word_after(*row[-1])
            if after is None or self._word(pieces, after) not in slot:
                return None
            row.append(after)
        return row

    def _word(self, pieces: Pieces, place: Place) -> str:
        piece, index = place
        token = pieces.tokens(piece)[index]
        return token.written if self.pattern.written else token.word


def rows_among(words: Sequence[str], pattern: HighlightPattern) -> Iterator[list[int]]:
    """The positions of each row of words that a pattern describes, among all words of a text.

    From each first word no more is looked at than the pattern's words and slop.
    """
    if pattern.gap is not None:
        yield from _rows_with_gap(words, pattern, pattern.gap)
        return
    first, *others = pattern.slots
    for start in [position for position, word in enumerate(words) if word in first]:
        row = [start]
        # From one first word, taking each next word as early as possible leaves most slop.
        end = min(start + len(pattern.slots) + pattern.slop, len(words))
        for slot in others:
            following = next((i for i in range(row[-1] + 1, end) if words[i] in slot), None)
            if following is None:
                break
            row.append(following)
        else:
            yield row


def _rows_with_gap(
    words: Sequence[str], pattern: HighlightPattern, gap: int
) -> Iterator[list[int]]:
    """The rows before the gap, each with the next one behind it that is near enough."""
    befores = rows_among(words, HighlightPattern(pattern.slots[:gap]))
    behind = [row[0] for row in rows_among(words, HighlightPattern(pattern.slots[gap:]))]
    for before in befores:
        following = bisect_right(behind, before[-1])
        if following < len(behind) and behind[following] <= before[-1] + 1 + pattern.slop:
            start = behind[following]
            yield [*before, *range(start, start + len(pattern.slots) - gap)]
