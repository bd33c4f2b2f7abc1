"""Which marks of a query a text may show, told without cutting it into words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, TypeAlias

from searchnews.analysis.squeeze import squeezed
from searchnews.query.marks import Mark

# Of more words than this, as a wildcard stands for, what they have in common is looked for.
_MANY: Final = 20

Slots: TypeAlias = tuple[list[bytes], ...]
"""What is looked for, slot by slot: of every slot one must be found."""

Marks: TypeAlias = int
"""A set of marks: mark n is bit n. Sets are made and compared for every line of every hit, and
numbers take a tenth of the time of a frozenset."""


class Sieve:
    """Looks for the words of marks in squeezed texts; what it does not find is not there."""

    def __init__(self, slots: Mapping[Marks, Slots]) -> None:
        """For the slots of each mark, under a set of this mark alone."""
        self._slots = slots
        self.marks: Marks = sum(slots)
        """The marks that may be found at all."""
        needles = (needle for slots in self._slots.values() for slot in slots for needle in slot)
        self._has_numbers = any(needle[:1].isdigit() for needle in needles)

    def possible(self, text: bytes) -> Marks:
        """The marks that a squeezed text may show."""
        if self._has_numbers:
            text = text.replace(b" ", b"")
        found = 0
        # Asked of every line, so without `any` and `all` and their generators.
        for mark, slots in self._slots.items():
            for slot in slots:
                for needle in slot:
                    if needle in text:
                        break
                else:
                    break
            else:
                found |= mark
        return found

    def needles(self, marks: Marks) -> Iterator[bytes]:
        """What is looked for, of some marks."""
        for mark, slots in self._slots.items():
            if mark & marks:
                for slot in slots:
                    yield from slot

    def within(self, text: bytes) -> Sieve:
        """A smaller sieve, for parts of this squeezed text."""
        if self._has_numbers:
            text = text.replace(b" ", b"")
        narrowed = {
            mark: tuple([[needle for needle in slot if needle in text] for slot in slots])
            for mark, slots in self._slots.items()
        }
        return Sieve({mark: slots for mark, slots in narrowed.items() if all(slots)})


def needles(mark: Mark) -> Slots:
    """What is to be looked for, of one mark."""
    return tuple(map(_needles, mark.slots))


def _needles(slot: Iterable[str]) -> list[bytes]:
    # Inclusive endings hide a plural's -s.
    words = sorted({squeezed(word).removesuffix(b"s") for word in slot}, key=len)
    if len(words) > _MANY and (shared := _in_all(words)):
        return [shared]
    needles: list[bytes] = []
    for word in words:
        if not any(needle in word for needle in needles):
            needles.append(word)
    return needles


def _in_all(words: list[bytes]) -> bytes:
    """The longest run of letters, two at least, that stands in all words, shortest first."""
    shortest = words[0]
    for length in range(len(shortest), 1, -1):
        for start in range(len(shortest) - length + 1):
            run = shortest[start : start + length]
            if all(run in word for word in words):
                return run
    return b""
