"""Snippets: the passage, or two, of an article that best covers a query.

All is done in time that is linear in the article's text, whatever is in it: an article with 16,000
times the word, and no sentence end, is shown as soon as any other.
"""

from __future__ import annotations

import heapq
import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import reduce
from operator import or_
from typing import Final, NamedTuple

from searchnews.article import Article
from searchnews.search.occurrences import Occurrence, OccurrenceFinder, spans_of
from searchnews.search.prefilter import PatternSet
from searchnews.search.results import Snippet, Span
from searchnews.search.sentences import lines, sentences, trimmed
from searchnews.search.shown_text import Sentence, ShownText, shown_text

# Characters of the article in a snippet, about: two or three lines of a terminal or a page.
LENGTH: Final = 240
# So many more, where sentences are whole then.
_SPARE: Final = 60
_ELLIPSIS: Final = "…"
_BETWEEN: Final = " … "
_SPACES: Final = re.compile(r"\s+")


class _Passage(NamedTuple):
    """A stretch of text, [start, end), and what of the query occurs in it."""

    start: int
    end: int
    occurrences: list[Occurrence]
    covered: PatternSet
    """The patterns that occur there."""


def snippet(article: Article, finder: OccurrenceFinder) -> Snippet:
    """The sentences of an article that show most of a query.

    Text is original and untouched, but for "…" where something was left out inside a line or
    between two passages. If nothing occurs in the text it is its beginning.
    """
    shown = shown_text(article)
    passages = _passages(shown, finder) or _beginning(shown.text)
    if not passages:
        return Snippet("")
    first = passages[0]
    missing = 0
    if len(passages) > 1:
        first = max(
            passages, key=lambda p: (p.covered.bit_count(), len(p.occurrences) > 1, -p.start)
        )
        missing = reduce(or_, (p.covered for p in passages)) & ~first.covered
    if not missing:
        return _cut(shown, finder, [first])
    second = max(passages, key=lambda p: ((p.covered & missing).bit_count(), -p.start))
    return _cut(shown, finder, sorted((first, second), key=lambda p: p.start))


def highlighted(text: str, finder: OccurrenceFinder) -> tuple[Span, ...]:
    """What is to be highlighted in a title: the spans of matching words."""
    return spans_of(finder.find(text, "title"))


class _Candidate(NamedTuple):
    """A stretch of text that may show some patterns; sorts as it is to be looked at."""

    minus_count: int
    """Of the patterns that are possible."""
    start: int
    possible: PatternSet
    line: int
    """The number of the line that it is, if it is no sentence."""
    sentence: Sentence | None = None


class _Passages:
    """Looks for passages in one text."""

    def __init__(self, shown: ShownText, finder: OccurrenceFinder) -> None:
        self._shown = shown
        self._finder = finder
        self._prefilter = finder.prefilter("text")
        self._found: list[_Passage] = []
        self._most = 0
        """Patterns that one of them shows."""
        self._covered: PatternSet = 0

    def to_choose_from(self) -> list[_Passage]:
        """Those worth it: none that is left out covers more, or anything else.

        No sentence may show more than its line, so most lines are never cut into sentences; and
        nothing after a sentence that shows everything is read.
        """
        wanted, lines_possible = self._prefilter.lines(self._shown.folded)
        waiting: list[_Candidate] = []
        for line, possible in lines_possible:
            if possible != wanted:
                start, _ = self._shown.line(line)
                waiting.append(_Candidate(-possible.bit_count(), start, possible, line))
                continue
            for sentence, part in self._parts(line, possible):
                if part != wanted:
                    minus = -part.bit_count()
                    waiting.append(_Candidate(minus, sentence[0], part, line, sentence))
                elif self._shows(sentence, part) == wanted.bit_count():
                    return self._found
        heapq.heapify(waiting)
        while waiting:
            _, _, possible, line, candidate = heapq.heappop(waiting)
            if possible.bit_count() <= self._most and not possible & ~self._covered:
                continue  # it covers neither more than the others nor anything else
            if candidate is None:
                for sentence, part in self._parts(line, possible):
                    minus = -part.bit_count()
                    following = _Candidate(minus, sentence[0], part, line, sentence)
                    heapq.heappush(waiting, following)
            elif self._shows(candidate, possible) == wanted.bit_count():
                break
        return self._found

    def _parts(self, line: int, possible: PatternSet) -> Iterator[tuple[Sentence, PatternSet]]:
        """The sentences of a line that may show patterns."""
        possible_in = self._prefilter.possible
        for sentence in self._shown.sentences(line):
            if part := possible_in(sentence[2], possible):
                yield sentence, part

    def _shows(self, sentence: Sentence, possible: PatternSet) -> int:
        """How many patterns a sentence shows; it is a passage if it shows any."""
        start, end, _ = sentence
        pieces = self._shown.pieces(sentence)
        found = self._finder.find_possible(pieces, self._prefilter, possible, start)
        if not found:
            return 0
        passage = _passage(self._shown.text, start, end, found)
        count = passage.covered.bit_count()
        self._found.append(passage)
        self._most = max(self._most, count)
        self._covered |= passage.covered
        return count


def _passages(shown: ShownText, finder: OccurrenceFinder) -> list[_Passage]:
    """The passages to choose from."""
    if not finder.prefilter("text").patterns:
        return []
    passages = _Passages(shown, finder).to_choose_from()
    if not passages and finder.has_rows:
        # A phrase may run from a sentence into the next.
        passages = list(_joined_sentences(shown.text, finder))
    return passages


def _passage(text: str, start: int, end: int, occurrences: list[Occurrence]) -> _Passage:
    covered = 0
    for occurrence in occurrences:
        covered |= 1 << occurrence.pattern
    return _Passage(*trimmed(text, start, end), occurrences, covered)


def _joined_sentences(text: str, finder: OccurrenceFinder) -> Iterator[_Passage]:
    """The sentences in which something begins, each joined with those it runs on into."""
    occurrences = finder.find(text, "text")
    spans = [sentence for line in lines(text) for sentence in sentences(text, *line)]
    ends = [end for _, end in spans]
    first = 0
    for start, end in spans:
        following = first
        while following < len(occurrences) and occurrences[following].start < end:
            following += 1
        inside = occurrences[first:following]
        first = following
        if inside:
            last = max(occurrence.spans[-1][1] for occurrence in inside)
            yield _passage(text, start, ends[bisect_left(ends, last)], inside)


def _beginning(text: str) -> list[_Passage]:
    """The first sentence, for articles found by something else than their text."""
    for line in lines(text):
        for sentence in sentences(text, *line):
            start, end = trimmed(text, *sentence)
            if start < end:
                return [_Passage(start, end, [], 0)]
    return []


def _cut(whole: ShownText, finder: OccurrenceFinder, passages: list[_Passage]) -> Snippet:
    """Put passages together, each cut or continued to its share of the length."""
    text = whole.text
    shown = ""
    highlights: list[Span] = []
    last = 0
    for passage, length in zip(passages, _lengths(passages), strict=True):
        start, end = _window(text, passage, length)
        spans = spans_of(passage.occurrences)
        if len(passages) == 1:
            longer = _continued(text, start, end, length)
            if longer > end:
                more = spans_of(finder.find(text[end:longer], "text"))
                spans += tuple([(a + end, b + end) for a, b in more])
                end = longer
        if shown:
            between = text[last:start]
            shown += between if between.isspace() else _BETWEEN
        elif start > passage.start:
            shown = _ELLIPSIS
        shift = len(shown) - start
        highlights += [(a + shift, b + shift) for a, b in spans if start <= a and b <= end]
        shown += text[start:end]
        last = end
    return Snippet(shown + (_ELLIPSIS if last < passages[-1].end else ""), tuple(highlights))


def _lengths(passages: list[_Passage]) -> list[int]:
    """How many characters of each passage may be shown."""
    sizes = [passage.end - passage.start for passage in passages]
    if sum(sizes) <= LENGTH + _SPARE:
        return [max(size, LENGTH // len(sizes)) for size in sizes]
    if len(sizes) == 1:
        return [LENGTH]
    shorter = min(*sizes, LENGTH // 2)
    return [shorter if size == min(sizes) else LENGTH - shorter for size in sizes]


def _window(text: str, passage: _Passage, length: int) -> Span:
    """The passage, or the part of a long one that shows most patterns, cut between words."""
    if passage.end - passage.start <= length:
        return passage.start, passage.end
    start, end = passage.start, passage.start + length
    if passage.occurrences:
        start, end = _densest(passage, length)
    if start > passage.start:
        space = _SPACES.search(text, start, end)
        start = space.end() if space else start
    if end < passage.end:
        cut = max(text.rfind(space, start, end + 1) for space in " \u00a0\u202f\n\t")
        end = cut if cut > start else end
    return start, end


def _densest(passage: _Passage, length: int) -> Span:
    """A stretch of `length` characters with as many different patterns as there can be."""
    # A third of the window stands before the first occurrence, to read it in its context.
    first = richest_start(passage.occurrences, length * 2 // 3)
    start = max(passage.start, min(first - length // 3, passage.end - length))
    return start, min(start + length, passage.end)


def richest_start(occurrences: list[Occurrence], length: int) -> int:
    """Where the first stretch of text begins in which most different patterns begin."""
    inside: dict[int, int] = {}
    """How often each pattern begins between the two ends, which move on together."""
    following = most = best = 0
    for occurrence in occurrences:
        end = occurrence.start + length
        while following < len(occurrences) and occurrences[following].start < end:
            pattern = occurrences[following].pattern
            inside[pattern] = inside.get(pattern, 0) + 1
            following += 1
        if len(inside) > most:
            most, best = len(inside), occurrence.start
        inside[occurrence.pattern] -= 1
        if not inside[occurrence.pattern]:
            del inside[occurrence.pattern]
    return best


def _continued(text: str, start: int, end: int, length: int) -> int:
    """Where the sentences end that follow in the same paragraph and still fit."""
    line_end = text.find("\n", end)
    for sentence in sentences(text, end, line_end if line_end >= 0 else len(text)):
        _, stop = trimmed(text, *sentence)
        if stop > start + length:
            break
        end = stop
    return end
