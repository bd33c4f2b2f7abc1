"""Snippets: the passage, or two, of an article that best covers a query.

All is done in time that is linear in the article's text, whatever is in it: an article with 16,000
times the word, and no sentence end, is shown as soon as any other.
"""

from __future__ import annotations

import heapq
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import reduce
from operator import or_
from typing import Final, NamedTuple

from searchnews.analysis.folded_text import folded_text
from searchnews.article import Article
from searchnews.search.occurrences import Occurrence, OccurrenceFinder, spans_of
from searchnews.search.prefilter import PatternSet, Prefilter
from searchnews.search.results import Snippet, Span
from searchnews.search.sentences import lines, sentences, trimmed

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
    text = "\n".join(filter(None, (article.lead, article.body)))
    passages = _passages(text, finder) or _beginning(text)
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
        return _cut(text, finder, [first])
    second = max(passages, key=lambda p: ((p.covered & missing).bit_count(), -p.start))
    return _cut(text, finder, sorted((first, second), key=lambda p: p.start))


def highlighted(text: str, finder: OccurrenceFinder) -> tuple[Span, ...]:
    """What is to be highlighted in a title: the spans of matching words."""
    return spans_of(finder.find(text, "title"))


class _Candidate(NamedTuple):
    """A stretch of text that may show some patterns; sorts as it is to be looked at."""

    minus_count: int
    """Of the patterns that are possible."""
    start: int
    is_sentence: bool
    end: int
    possible: PatternSet
    folded: bytes
    """Of a sentence; nobody needs that of a line."""


def _passages(text: str, finder: OccurrenceFinder) -> list[_Passage]:
    """The passages worth choosing from: none that is left out covers more, or anything else."""
    prefilter = finder.prefilter("text")
    if not prefilter.patterns:
        return []
    wanted, possible_in = prefilter.lines(folded_text(text))
    passages: list[_Passage] = []
    most = 0
    covered: PatternSet = 0

    def gains(possible: PatternSet) -> bool:
        """Whether a passage that shows these covers more than those so far, or others."""
        return possible.bit_count() > most or possible & ~covered != 0

    for _, start, _, end, possible, folded in _candidates(
        text, prefilter, wanted, possible_in, gains
    ):
        found = finder.find_possible(text[start:end], folded, prefilter, possible, start)
        if found:
            passage = _passage(text, start, end, found)
            passages.append(passage)
            most = max(most, passage.covered.bit_count())
            covered |= passage.covered
        if most == wanted.bit_count():
            break
    if not passages and finder.has_rows:
        # A phrase may run from a sentence into the next.
        passages = list(_joined_sentences(text, finder))
    return passages


def _passage(text: str, start: int, end: int, occurrences: list[Occurrence]) -> _Passage:
    covered = 0
    for occurrence in occurrences:
        covered |= 1 << occurrence.pattern
    return _Passage(*trimmed(text, start, end), occurrences, covered)


def _candidates(
    text: str,
    prefilter: Prefilter,
    wanted: PatternSet,
    possible_in: Iterator[tuple[int, PatternSet]],
    gains: Callable[[PatternSet], bool],
) -> Iterator[_Candidate]:
    """The sentences of a text that may gain something; those that may show most first.

    No sentence may show more than its line, so most lines are never cut into sentences; and nothing
    after a sentence that shows everything is read before the caller goes on.
    """
    waiting: list[_Candidate] = []
    every = text.split("\n")
    start = last = 0
    for number, possible in possible_in:
        start += sum(map(len, every[last:number])) + number - last
        last = number
        line = _Candidate(
            -possible.bit_count(), start, False, start + len(every[number]), possible, b""
        )
        if possible != wanted:
            heapq.heappush(waiting, line)
            continue
        for part in _parts(text, line, prefilter):
            if part.possible == wanted:
                yield part
            else:
                heapq.heappush(waiting, part)
    while waiting:
        candidate = heapq.heappop(waiting)
        if not gains(candidate.possible):
            continue
        if candidate.is_sentence:
            yield candidate
            continue
        for part in _parts(text, candidate, prefilter):
            heapq.heappush(waiting, part)


def _parts(text: str, line: _Candidate, prefilter: Prefilter) -> Iterator[_Candidate]:
    """The sentences of a line that may show patterns."""
    for start, end in sentences(text, line.start, line.end):
        folded = folded_text(text[start:end])
        if possible := prefilter.possible(folded, line.possible):
            yield _Candidate(-possible.bit_count(), start, True, end, possible, folded)


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


def _cut(text: str, finder: OccurrenceFinder, passages: list[_Passage]) -> Snippet:
    """Put passages together, each cut or continued to its share of the length."""
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
