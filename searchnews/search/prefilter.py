"""Which marks of a query a text may show, told without cutting it into words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple, TypeAlias

from searchnews.analysis.folded_text import folded_text
from searchnews.query.highlight_patterns import Mark

# Of more words than this, as a wildcard stands for, what they have in common is looked for.
_MANY: Final = 20

# Before all numbers, not just inside: only what begins with a plain sign is found fast.
_INSIDE_NUMBER: Final = re.compile(rb" (?=[0-9])")

Slots: TypeAlias = tuple[list[bytes], ...]
"""What is looked for, slot by slot: of every slot one must be found."""

Marks: TypeAlias = int
"""A set of marks: mark n is bit n. Sets are made and compared for every line of every hit, and
numbers take a tenth of the time of a frozenset."""


class _Ahead(NamedTuple):
    """Where a needle is found next."""

    at: int
    needle: bytes
    mark: Marks


class Sieve:
    """Looks for the words of marks in squeezed texts; what it does not find is not there."""

    def __init__(self, slots: Mapping[Marks, Slots]) -> None:
        """For the slots of each mark, under a set of this mark alone."""
        self.marks: Marks = sum(slots)
        """The marks that may be found at all."""
        self._first: list[tuple[bytes, Marks]] = []
        self._others: dict[Marks, list[list[bytes]]] = {}
        for mark, of_mark in slots.items():
            # The longest word is the rarest, most often; function words are in every line.
            first, *others = sorted(of_mark, key=_shortest, reverse=True)
            self._first += [(needle, mark) for needle in first]
            if others:
                self._others[mark] = others
        needles = (needle for of_mark in slots.values() for slot in of_mark for needle in slot)
        self._has_numbers = any(needle[:1].isdigit() for needle in needles)

    def possible(self, text: bytes, among: Marks = -1) -> Marks:
        """Those of some marks, or of all, that a squeezed text may show."""
        if self._has_numbers:
            text = _INSIDE_NUMBER.sub(b"", text)
        found = 0
        for needle, mark in self._first:
            if mark & among and needle in text:
                found |= mark
        return self._complete(found, text) if self._others else found

    def lines(self, text: bytes) -> tuple[Marks, Iterator[tuple[int, Marks]]]:
        """The marks that a squeezed text may show; and, by number, its lines that may show some.

        A mark of several words may be in the text and in no line.
        """
        if self._has_numbers:
            text = _INSIDE_NUMBER.sub(b"", text)
        ahead = [
            _Ahead(at, needle, mark)
            for needle, mark in self._first
            if (at := text.find(needle)) >= 0
        ]
        found = 0
        for _, _, mark in ahead:
            found |= mark
        if self._others:
            found = self._complete(found, text)
            ahead = [place for place in ahead if place.mark & found]
        return found, self._walk(text, ahead)

    def _walk(self, text: bytes, ahead: list[_Ahead]) -> Iterator[tuple[int, Marks]]:
        """The lines, one after the other: nothing behind the last one asked for is read."""
        number = end = 0
        while ahead:
            at = min(ahead).at
            number += text.count(b"\n", end, at)
            end = text.find(b"\n", at)
            if end < 0:
                end = len(text)
            found = 0
            further = []
            for place in ahead:
                if place.at <= end:
                    found |= place.mark
                    at = text.find(place.needle, end + 1)
                    if at >= 0:
                        further.append(_Ahead(at, place.needle, place.mark))
                else:
                    further.append(place)
            ahead = further
            if self._others:
                found = self._complete(found, text[text.rfind(b"\n", 0, end) + 1 : end])
            if found:
                yield number, found

    def _complete(self, found: Marks, text: bytes) -> Marks:
        """Those of the marks found that a text may show with all their words."""
        for mark, others in self._others.items():
            if found & mark:
                for slot in others:
                    for needle in slot:
                        if needle in text:
                            break
                    else:
                        found &= ~mark
                        break
        return found

    def needles(self, marks: Marks) -> list[bytes]:
        """What is looked for, of some marks that are single words."""
        return [needle for needle, mark in self._first if mark & marks]


def needles(mark: Mark) -> Slots:
    """What is to be looked for, of one mark."""
    return tuple(map(_needles, mark.slots))


def _needles(slot: Iterable[str]) -> list[bytes]:
    # Inclusive endings hide a plural's -s.
    folded = {word.encode() if word.isascii() else folded_text(word) for word in slot}
    words = sorted({word.removesuffix(b"s") for word in folded}, key=len)
    if len(words) > _MANY and (shared := _in_all(words)):
        return [shared]
    needles: list[bytes] = []
    for word in words:
        for needle in needles:
            if needle in word:
                break
        else:
            needles.append(word)
    return needles


def _shortest(needles: list[bytes]) -> int:
    return min(map(len, needles), default=0)


def _in_all(words: list[bytes]) -> bytes:
    """The longest run of letters, two at least, that stands in all words, shortest first."""
    shortest = words[0]
    for length in range(len(shortest), 1, -1):
        for start in range(len(shortest) - length + 1):
            run = shortest[start : start + length]
            if all(run in word for word in words):
                return run
    return b""
