"""Where a query's marks stand in a text: what is highlighted is what matched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from searchnews.analysis.tokenize import tokenize
from searchnews.query.marks import Mark, Scope


class Marked(NamedTuple):
    """One place where a mark stands."""

    mark: int
    """Which of the marks, by number."""
    spans: tuple[tuple[int, int], ...]
    """Of its words, in characters of the text, half-open, in order."""


def marked(text: str, marks: Sequence[Mark], scope: Scope) -> list[Marked]:
    """Every place in a text where one of the marks stands, in order.

    `scope` says what the text is; marks of another are left out.

    >>> marked("Sur l'aviation", [Mark((frozenset({"aviation"}),))], "text")
    [Marked(mark=0, spans=((6, 14),))]
    """
    tokens = tokenize(text)
    found: list[Marked] = []
    for number, mark in enumerate(marks):
        if mark.scope not in ("everywhere", scope):
            continue
        words = [token.written if mark.written else token.word for token in tokens]
        found += (
            Marked(number, tuple((tokens[i].start, tokens[i].end) for i in row))
            for row in _rows(words, mark)
        )
    found.sort(key=lambda place: place.spans)
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
