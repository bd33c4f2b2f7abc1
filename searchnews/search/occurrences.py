"""Where a query's marks stand in a text: what is highlighted is what matched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import Final, NamedTuple

from searchnews.analysis.cached_tokens import placed_tokens, tokens_with
from searchnews.analysis.folded_text import folded_text
from searchnews.analysis.tokenize import Token
from searchnews.query.highlight_patterns import Mark, Scope
from searchnews.search.prefilter import Marks, Sieve, needles
from searchnews.search.results import Span

_SPANS_THEN_MARK: Final = attrgetter("spans", "mark")


class Marked(NamedTuple):
    """One place where a mark stands."""

    mark: int
    """Which of the marks, by number."""
    spans: tuple[Span, ...]
    """Of its words, in characters of the text, half-open, in order."""


class Matcher:
    """Finds the marks of one query in texts."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self._marks = marks
        wanted = [needles(mark) for mark in marks]

        def sieve(scope: Scope) -> Sieve:
            return Sieve(
                {1 << n: wanted[n] for n, m in enumerate(marks) if m.scope in ("everywhere", scope)}
            )

        text = sieve("text")
        same = all(mark.scope == "everywhere" for mark in marks)
        self._sieves: dict[Scope, Sieve] = {"text": text, "title": text if same else sieve("title")}
        # They may have spaces inside. Digits come before all letters.
        self._has_numbers = any(min(slot) < "a" for mark in marks for slot in mark.slots if slot)
        # Most marks are single words, which are found without a look at their neighbours.
        self._in_rows: Marks = 0
        self._single: dict[str, list[int]] = {}
        for number, mark in enumerate(marks):
            if len(mark.slots) > 1 or mark.written:
                self._in_rows |= 1 << number
            else:
                for word in mark.slots[0]:
                    self._single.setdefault(word, []).append(number)

    @property
    def has_rows(self) -> bool:
        """Whether one of the marks is of several words."""
        return any(len(mark.slots) > 1 for mark in self._marks)

    def sieve(self, scope: Scope) -> Sieve:
        """Tells which marks a text of this scope may show."""
        return self._sieves[scope]

    def marked(self, text: str, scope: Scope) -> list[Marked]:
        """Every place in a text where one of the marks stands, in order.

        `scope` says what the text is; marks of another are left out.

        >>> Matcher([Mark((frozenset({"aviation"}),))]).marked("Sur l'aviation", "text")
        [Marked(mark=0, spans=((6, 14),))]
        """
        whole = folded_text(text)
        sieve = self._sieves[scope]
        return self.places(text, whole, sieve, sieve.possible(whole))

    def places(
        self, text: str, squeezed_text: bytes, sieve: Sieve, possible: Marks, start: int = 0
    ) -> list[Marked]:
        """Every place in a text where one of those marks stands that a sieve found possible there.

        `start` is where the text begins in a longer one, of which the places are to be.
        """
        if not possible:
            return []
        found: list[Marked] = []
        in_rows = possible & self._in_rows
        tokens: Iterable[tuple[int, Token]]
        if in_rows:
            tokens = words = list(placed_tokens(text))
            found += self._rows(words, start, in_rows)
        elif self._has_numbers:
            tokens = placed_tokens(text)
        else:
            tokens = tokens_with(text, squeezed_text, sieve.needles(possible))
        if possible != in_rows:
            numbers_of = self._single.get
            for offset, token in tokens:
                for number in numbers_of(token.word, ()):
                    if possible & 1 << number:
                        at = start + offset
                        found.append(Marked(number, ((at + token.start, at + token.end),)))
        if len(found) > 1:
            found.sort(key=_SPANS_THEN_MARK)
        return found

    def _rows(
        self, tokens: Sequence[tuple[int, Token]], start: int, possible: Marks
    ) -> Iterator[Marked]:
        """The places of marks of several words, or of words as they are written."""
        for number, mark in enumerate(self._marks):
            if not possible & 1 << number:
                continue
            words = [token.written if mark.written else token.word for _, token in tokens]
            for row in _rows(words, mark):
                placed = [tokens[position] for position in row]
                yield Marked(
                    number,
                    tuple((start + at + t.start, start + at + t.end) for at, t in placed),
                )


def _rows(words: list[str], mark: Mark) -> Iterator[list[int]]:
    """The positions of each row of words that a mark describes."""
    first, *others = mark.slots
    for start in [position for position, word in enumerate(words) if word in first]:
        row = [start]
        # From one first word, taking each next word as early as possible leaves most slop.
        last_possible = start + len(mark.slots) - 1 + mark.slop
        for slot in others:
            end = min(last_possible + 1, len(words))
            following = next((i for i in range(row[-1] + 1, end) if words[i] in slot), None)
            if following is None:
                break
            row.append(following)
        else:
            yield row


def spans_of(places: Sequence[Marked]) -> tuple[Span, ...]:
    """The words of several places, each once, in order, none overlapping another."""
    if len(places) == 1:
        return places[0].spans
    return tuple(sorted({span for place in places for span in place.spans}))
