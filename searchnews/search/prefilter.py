"""Which highlight patterns a text may show, known without cutting it into words."""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, TypeAlias

from searchnews.analysis.folded_text import folded_text
from searchnews.query.highlight_patterns import HighlightPattern

# Of more words than this, as a wildcard stands for, what they have in common is looked for: among
# the first letters of the shortest, as every run of them is tried.
_MANY: Final = 20
_LETTERS_TRIED: Final = 30

# Before all numbers, not just inside: only what begins with a plain sign is found fast.
_INSIDE_NUMBER: Final = re.compile(rb" (?=[0-9])")

SlotParts: TypeAlias = tuple[list[bytes], ...]
"""Of each slot of a pattern the parts of words that are looked for: one of them must be found."""

PatternSet: TypeAlias = int
"""A set of patterns: pattern n is bit n. Sets are made and compared for every line of every hit,
and numbers take a tenth of the time of a frozenset."""


_Next: TypeAlias = tuple[int, bytes, PatternSet]
"""Where a part of a word is found next, and the pattern it is of. They are made for every line, and
plain tuples in a tenth of the time of named ones."""


class Prefilter:
    """Looks for the words of patterns in folded texts; what it does not find is not there."""

    def __init__(
        self,
        parts: Mapping[PatternSet, SlotParts],
        rows: Mapping[PatternSet, re.Pattern[bytes]] | None = None,
    ) -> None:
        """For the parts of each pattern and its `row_of`, under a set of this pattern alone."""
        self._rows = rows or {}
        self.patterns: PatternSet = sum(parts)
        """The patterns that may be found at all."""
        self._first: list[tuple[bytes, PatternSet]] = []
        self._first_of: dict[PatternSet, list[bytes]] = {}
        self._others: dict[PatternSet, list[list[bytes]]] = {}
        for pattern, of_slots in parts.items():
            rarest = rarest_slot(of_slots)
            first = of_slots[rarest]
            others = [slot for number, slot in enumerate(of_slots) if number != rarest]
            self._first += [(part, pattern) for part in first]
            self._first_of[pattern] = first
            if others:
                self._others[pattern] = others
        every = (part for of_slots in parts.values() for slot in of_slots for part in slot)
        self._has_numbers = any(part[:1].isdigit() for part in every)

    def possible(self, folded: bytes, among: PatternSet = -1) -> PatternSet:
        """Those of some patterns, or of all, that a folded text may show."""
        if self._has_numbers:
            folded = _INSIDE_NUMBER.sub(b"", folded)
        found = 0
        if among < 0:
            for part, pattern in self._first:
                if part in folded:
                    found |= pattern
        else:
            for pattern in each_of(among & self.patterns):
                for part in self._first_of[pattern]:
                    if part in folded:
                        found |= pattern
                        break
        return self._complete(found, folded) if self._others else found

    def lines(self, folded: bytes) -> tuple[PatternSet, Iterator[tuple[int, PatternSet]]]:
        """What a folded text may show; and, by number, its lines that may show some of it.

        A pattern of several words may be in the text and in no line.
        """
        if self._has_numbers:
            folded = _INSIDE_NUMBER.sub(b"", folded)
        ahead: list[_Next] = [
            (at, part, pattern) for part, pattern in self._first if (at := folded.find(part)) >= 0
        ]
        found = 0
        for _, _, pattern in ahead:
            found |= pattern
        if self._others:
            found = self._complete(found, folded)
            ahead = [following for following in ahead if following[2] & found]
        return found, self._walk(folded, ahead)

    def _walk(self, folded: bytes, ahead: list[_Next]) -> Iterator[tuple[int, PatternSet]]:
        """The lines, one after the other: nothing after the last one that is taken is read."""
        heapq.heapify(ahead)
        number = end = 0
        while ahead:
            at = ahead[0][0]
            number += folded.count(b"\n", end, at)
            end = folded.find(b"\n", at)
            if end < 0:
                end = len(folded)
            found = 0
            while ahead and ahead[0][0] <= end:
                _, part, pattern = ahead[0]
                found |= pattern
                at = folded.find(part, end + 1)
                if at >= 0:
                    heapq.heapreplace(ahead, (at, part, pattern))
                else:
                    heapq.heappop(ahead)
            if self._others:
                found = self._complete(found, folded[folded.rfind(b"\n", 0, end) + 1 : end])
            if found:
                yield number, found

    def _complete(self, found: PatternSet, folded: bytes) -> PatternSet:
        """Those of the patterns found that a text may show with all their words."""
        for pattern in each_of(found):
            for slot in self._others.get(pattern, ()):
                for part in slot:
                    if part in folded:
                        break
                else:
                    found &= ~pattern
                    break
            row = self._rows.get(pattern)
            if row is not None and found & pattern and not row.search(folded):
                found &= ~pattern
        return found

    def parts(self, patterns: PatternSet) -> list[bytes]:
        """What is looked for, of some patterns that are single words."""
        return [part for part, pattern in self._first if pattern & patterns]


def each_of(patterns: PatternSet) -> Iterator[PatternSet]:
    """Each pattern of a set, as a set of its own: a list of a user may be a thousand patterns.

    >>> list(each_of(0b1011))
    [1, 2, 8]
    """
    while patterns:
        pattern = patterns & -patterns
        yield pattern
        patterns ^= pattern


def parts_of(pattern: HighlightPattern) -> SlotParts:
    """What is to be looked for, of one pattern."""
    return tuple(map(_parts_of_slot, pattern.slots))


def rarest_slot(of_slots: SlotParts) -> int:
    """Which slot of a pattern is looked for first: the longest word is the rarest, most often.

    Function words are in every line.
    """
    return max(range(len(of_slots)), key=lambda number: _shortest(of_slots[number]))


def row_of(pattern: HighlightPattern) -> re.Pattern[bytes] | None:
    """What a text that shows a row with single letters has: S. N. C. F., F 16; None for others.

    The letters themselves are in every line.

    >>> row = row_of(HighlightPattern((frozenset("f"), frozenset({"16"}))))
    >>> [bool(row.search(text)) for text in (b"deux f-16", b"deux f16", b"face aux 16")]
    [True, True, False]
    """
    words = [next(iter(slot)) for slot in pattern.slots if len(slot) == 1]
    is_plain = len(words) == len(pattern.slots) > 1 and not pattern.slop
    if not is_plain or all(len(word) > 1 for word in words) or not all(map(_is_plain, words)):
        return None
    row = words[0]
    for word in words[1:]:
        # An article may be elided before a word. Full stops, apostrophes and the spaces before
        # numbers leave nothing.
        row += f"(?:[^a-z0-9]+(?:[a-z]{{1,8}}[^a-z0-9]*)?)?{word}"
    return re.compile(row.encode())


def _is_plain(word: str) -> bool:
    return word.isascii() and word.isalnum()


def _parts_of_slot(slot: Iterable[str]) -> list[bytes]:
    # Inclusive endings hide a plural's -s; folded texts have no decimal commas.
    folded = {
        word.replace(",", "").encode() if word.isascii() else folded_text(word) for word in slot
    }
    words = sorted({word.removesuffix(b"s") for word in folded}, key=len)
    if len(words) > _MANY and (shared := _in_all(words)):
        return [shared]
    parts: list[bytes] = []
    for word in words:
        for part in parts:
            if part in word:
                break
        else:
            parts.append(word)
    return parts


def _shortest(parts: list[bytes]) -> int:
    return min(map(len, parts), default=0)


def _in_all(words: list[bytes]) -> bytes:
    """The longest run of letters, two at least, that stands in all words, shortest first."""
    shortest = words[0][:_LETTERS_TRIED]
    for length in range(len(shortest), 1, -1):
        for start in range(len(shortest) - length + 1):
            run = shortest[start : start + length]
            if all(run in word for word in words):
                return run
    return b""
