"""Where a query's marks stand in a text: what is highlighted is what matched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from searchnews.analysis.pieces import placed_tokens
from searchnews.analysis.squeeze import squeezed
from searchnews.query.marks import Mark, Scope
from searchnews.search.sieve import Sieve, needles

_TEXTS: Final[tuple[Scope, ...]] = ("title", "text")


class Marked(NamedTuple):
    """One place where a mark stands."""

    mark: int
    """Which of the marks, by number."""
    spans: tuple[tuple[int, int], ...]
    """Of its words, in characters of the text, half-open, in order."""


class Matcher:
    """Finds the marks of one query in texts."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self._marks = marks
        wanted = {number: needles(mark) for number, mark in enumerate(marks)}
        self._sieves = {
            scope: Sieve(
                {n: wanted[n] for n, m in enumerate(marks) if m.scope in ("everywhere", scope)}
            )
            for scope in _TEXTS
        }

    @property
    def has_rows(self) -> bool:
        """Whether one of the marks is of several words."""
        return any(len(mark.slots) > 1 for mark in self._marks)

    def sieve(self, scope: Scope) -> Sieve:
        """Tells which marks, by number, a text of this scope may show."""
        return self._sieves[scope]

    def marked(self, text: str, scope: Scope) -> list[Marked]:
        """Every place in a text where one of the marks stands, in order.

        `scope` says what the text is; marks of another are left out.

        >>> Matcher([Mark((frozenset({"aviation"}),))]).marked("Sur l'aviation", "text")
        [Marked(mark=0, spans=((6, 14),))]
        """
        possible = self._sieves[scope].possible(squeezed(text))
        if not possible:
            return []
        placed = list(placed_tokens(text))
        found: list[Marked] = []
        for number in possible:
            mark = self._marks[number]
            words = [token.written if mark.written else token.word for _, token in placed]
            for row in _rows(words, mark):
                tokens = map(placed.__getitem__, row)
                spans = ((offset + token.start, offset + token.end) for offset, token in tokens)
                found.append(Marked(number, tuple(spans)))
        found.sort(key=lambda place: (place.spans, place.mark))
        return found


def _rows(words: list[str], mark: Mark) -> Iterator[list[int]]:
    """The positions of each row of words that a mark describes."""
    first, *others = mark.slots
    for start, word in enumerate(words):
        if word not in first:
            continue
        row = [start]
        # From one first word, taking each next word as early as possible leaves most slop.
        last_possible = start + len(mark.slots) - 1 + mark.slop
        for slot in others:
            end = min(last_possible + 1, len(words))
            following = next((i for i in range(row[-1] + 1, end) if words[i] in slot), None)
            if following is None:
                break
            row.append(following)
        if len(row) == len(mark.slots):
            yield row


def spans_of(places: Sequence[Marked]) -> tuple[tuple[int, int], ...]:
    """The words of several places, each once, in order, none overlapping another."""
    return tuple(sorted({span for place in places for span in place.spans}))
