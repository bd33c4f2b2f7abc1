"""Where a query's highlight patterns occur in a text: what is highlighted is what matched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import Final, NamedTuple

from searchnews.analysis.cached_tokens import Pieces, placed_tokens
from searchnews.analysis.folded_text import folded_text
from searchnews.analysis.tokenize import Token
from searchnews.query.highlight_patterns import HighlightPattern, Scope
from searchnews.search.prefilter import (
    PatternSet,
    Prefilter,
    each_of,
    parts_of,
    rarest_slot,
    row_of,
)
from searchnews.search.results import Span
from searchnews.search.rows import Anchor, Place, rows_among

_BY_OFFSET: Final = attrgetter("spans", "pattern")


class Occurrence(NamedTuple):
    """One occurrence of a pattern."""

    pattern: int
    """Which of the patterns, by number."""
    spans: tuple[Span, ...]
    """Of its words, in characters of the text, half-open, in order."""

    @property
    def start(self) -> int:
        """Where its first word begins."""
        return self.spans[0][0]


class OccurrenceFinder:
    """Finds the patterns of one query in texts, in time that is linear in the text."""

    def __init__(self, patterns: Sequence[HighlightPattern]) -> None:
        self._patterns = patterns
        parts = [parts_of(pattern) for pattern in patterns]
        in_rows = {1 << n: row for n, p in enumerate(patterns) if (row := row_of(p)) is not None}

        def prefilter(scope: Scope) -> Prefilter:
            scopes = ("everywhere", scope)
            return Prefilter(
                {1 << n: parts[n] for n, p in enumerate(patterns) if p.scope in scopes}, in_rows
            )

        text = prefilter("text")
        same = all(pattern.scope == "everywhere" for pattern in patterns)
        self._prefilters: dict[Scope, Prefilter] = {
            "text": text,
            "title": text if same else prefilter("title"),
        }
        # They may have spaces inside. Digits come before all letters.
        self._has_numbers = any(min(slot) < "a" for p in patterns for slot in p.slots if slot)
        # Most patterns are single words, which are found without a look at their neighbours; rows
        # without a gap are found from one of their words, others among all words of a text.
        self._single: dict[str, list[int]] = {}
        self._anchors: dict[str, list[Anchor]] = {}
        self._written_anchors: dict[str, list[Anchor]] = {}
        self._in_rows: PatternSet = 0
        self._loose: PatternSet = 0
        for number, pattern in enumerate(patterns):
            if len(pattern.slots) == 1 and not pattern.written:
                for word in pattern.slots[0]:
                    self._single.setdefault(word, []).append(number)
                continue
            self._in_rows |= 1 << number
            if pattern.slop:
                self._loose |= 1 << number
                continue
            anchors = self._written_anchors if pattern.written else self._anchors
            slot = rarest_slot(parts[number])
            for word in pattern.slots[slot]:
                anchors.setdefault(word, []).append(Anchor(number, pattern, slot))

    @property
    def has_rows(self) -> bool:
        """Whether one of the patterns is of several words."""
        return any(len(pattern.slots) > 1 for pattern in self._patterns)

    def prefilter(self, scope: Scope) -> Prefilter:
        """What knows which patterns a text of this scope may show."""
        return self._prefilters[scope]

    def find(self, text: str, scope: Scope) -> list[Occurrence]:
        """Every occurrence of a pattern in a text, in order.

        `scope` says what the text is; patterns of another are left out.

        >>> finder = OccurrenceFinder([HighlightPattern((frozenset({"aviation"}),))])
        >>> finder.find("Sur l'aviation", "text")
        [Occurrence(pattern=0, spans=((6, 14),))]
        """
        pieces = Pieces(text, folded_text(text))
        prefilter = self._prefilters[scope]
        return self.find_possible(pieces, prefilter, prefilter.possible(pieces.folded))

    def find_possible(
        self, pieces: Pieces, prefilter: Prefilter, possible: PatternSet, offset: int = 0
    ) -> list[Occurrence]:
        """Every occurrence of those patterns that a prefilter found possible in a text.

        `offset` is where it begins in a longer one, whose characters the spans are to count.
        """
        if not possible:
            return []
        numbers = None
        if not possible & self._loose:
            parts = prefilter.parts(possible)
            numbers = pieces.with_parts(parts, has_numbers=self._has_numbers)
        if numbers is None:
            found = self._in_text(pieces.text, offset, possible)
        else:
            found = self._in_pieces(pieces, numbers, offset, possible)
        if len(found) > 1:
            found.sort(key=_BY_OFFSET)
        return found

    def _in_pieces(
        self, pieces: Pieces, numbers: Sequence[int], offset: int, possible: PatternSet
    ) -> list[Occurrence]:
        """The occurrences that have their word, or the rarest one of a row, in some pieces."""
        found: list[Occurrence] = []
        single, anchors, written_anchors = self._single, self._anchors, self._written_anchors
        has_anchors = bool(anchors or written_anchors)
        for piece in numbers:
            for index, token in enumerate(pieces.tokens(piece)):
                word = token.word
                if word in single:
                    at = offset + pieces.offset(piece)
                    span = (at + token.start, at + token.end)
                    found += [
                        Occurrence(number, (span,))
                        for number in single[word]
                        if possible & 1 << number
                    ]
                if not has_anchors:
                    continue
                for anchor in (*anchors.get(word, ()), *written_anchors.get(token.written, ())):
                    if possible & 1 << anchor.number and (
                        row := anchor.row(pieces, (piece, index))
                    ):
                        spans = tuple([_span(pieces, place, offset) for place in row])
                        found.append(Occurrence(anchor.number, spans))
        return found

    def _in_text(self, text: str, offset: int, possible: PatternSet) -> list[Occurrence]:
        """The occurrences among all words of a text."""
        found: list[Occurrence] = []
        tokens: Iterable[tuple[int, Token]] = placed_tokens(text)
        if in_rows := possible & self._in_rows:
            tokens = every = list(tokens)
            found += self._rows(every, offset, in_rows)
        if possible != in_rows:
            numbers_of = self._single.get
            for at, token in tokens:
                for number in numbers_of(token.word, ()):
                    if possible & 1 << number:
                        span = (offset + at + token.start, offset + at + token.end)
                        found.append(Occurrence(number, (span,)))
        return found

    def _rows(
        self, tokens: Sequence[tuple[int, Token]], offset: int, possible: PatternSet
    ) -> Iterator[Occurrence]:
        """The occurrences of patterns of several words, or of words as they are written."""
        spans: dict[int, Span] = {}  # rows that overlap share them
        words = [token.word for _, token in tokens]
        written = [token.written for _, token in tokens]
        for each in each_of(possible):
            number = each.bit_length() - 1
            pattern = self._patterns[number]
            for row in rows_among(written if pattern.written else words, pattern):
                for position in row:
                    if position not in spans:
                        at, token = tokens[position]
                        spans[position] = (offset + at + token.start, offset + at + token.end)
                yield Occurrence(number, tuple([spans[position] for position in row]))


def _span(pieces: Pieces, place: Place, offset: int) -> Span:
    piece, index = place
    token = pieces.tokens(piece)[index]
    at = offset + pieces.offset(piece)
    return at + token.start, at + token.end


def spans_of(occurrences: Sequence[Occurrence]) -> tuple[Span, ...]:
    """The words of several occurrences, each once, in order, none overlapping another."""
    if len(occurrences) == 1:
        return occurrences[0].spans
    return tuple(sorted({span for occurrence in occurrences for span in occurrence.spans}))
