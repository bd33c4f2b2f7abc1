"""Snippets: the passage, or two, of an article that best covers a query."""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from searchnews.analysis.squeeze import squeezed
from searchnews.article import Article
from searchnews.search.matching import Marked, Matcher, spans_of
from searchnews.search.results import Snippet, Span
from searchnews.search.sieve import Sieve

# Characters of the article in a snippet, about: two or three lines of a terminal or a page.
LENGTH: Final = 240
# So many more, where sentences are whole then.
_SPARE: Final = 60
_ELLIPSIS: Final = "…"
_BETWEEN: Final = " … "

# A sentence ends at . ! ? … with the quotes and brackets behind it, before white space and what
# may begin another; not behind an initial or an abbreviation (M. Cook). A line end ends it too.
# What it begins with is looked for first: anything else is tried at every character.
_SENTENCE_END: Final = re.compile(
    r"""[.!?…](?<!\b[A-ZÉ]\.)(?<!\bM[mM]\.)(?<!\bMe\.)(?<!\bDr\.)(?<!\bSt\.)(?<!\bMme\.)(?<!\bMgr\.)
        [.!?…]*[»”"')\]]*(?=\s+[«“"'(\[—–-]?\s?[A-ZÀ-ÖØ-Þ0-9])
      | \n+
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class _Passage:
    """A stretch of text, [start, end), with the marks that stand in it."""

    start: int
    end: int
    places: tuple[Marked, ...]

    @property
    def covered(self) -> frozenset[int]:
        return frozenset(place.mark for place in self.places)


def snippet(article: Article, matcher: Matcher) -> Snippet:
    """The sentences of an article that show most of what was asked for.

    Text is original and untouched, but for "…" where something was left out inside a line or
    between two passages. Without a mark in the text it is its beginning.
    """
    text = "\n".join(filter(None, (article.lead, article.body)))
    passages = _passages(text, matcher) or _beginning(text)
    if not passages:
        return Snippet("")
    first = max(passages, key=lambda p: (len(p.covered), len(p.places) > 1, -p.start))
    missing = frozenset().union(*(p.covered for p in passages)) - first.covered
    if not missing:
        return _cut(text, matcher, [first])
    second = max(passages, key=lambda p: (len(p.covered & missing), -p.start))
    return _cut(text, matcher, sorted((first, second), key=lambda p: p.start))


def highlighted(text: str, matcher: Matcher) -> tuple[Span, ...]:
    """What is to be marked in a title: the spans of matching words."""
    return spans_of(matcher.marked(text, "title"))


class _Candidate(NamedTuple):
    """A stretch of text that may show some of the marks."""

    possible: frozenset[int]
    start: int
    end: int


def _passages(text: str, matcher: Matcher) -> list[_Passage]:
    """The passages worth choosing from: none that is left out covers more, or anything else."""
    passages: list[_Passage] = []
    most = 0
    covered: frozenset[int] = frozenset()
    whole = squeezed(text)
    sieve = matcher.sieve("text").within(whole)
    for possible, start, end in _candidates(text, whole, sieve) if sieve.marks else ():
        if len(possible) <= most and possible <= covered:
            if sieve.marks <= covered:
                break
            continue
        for passage in _marked_sentences(text, matcher, start, end):
            passages.append(passage)
            most = max(most, len(passage.covered))
            covered |= passage.covered
        if most == len(sieve.marks):
            break
    if not passages and matcher.has_rows:
        # A phrase may run from a sentence into the next.
        passages = list(_marked_sentences(text, matcher, 0, len(text)))
    return passages


def _candidates(text: str, whole: bytes, sieve: Sieve) -> Iterator[_Candidate]:
    """The sentences of a text, squeezed too, that may show marks; those that may show most first.

    No sentence may show more than its line, so most lines are never cut into sentences; and none
    behind a sentence that shows all is looked at, unless more are wanted.
    """
    waiting: list[tuple[int, int, bool, _Candidate]] = []
    line_start = 0
    for line, squeezed_line in zip(text.split("\n"), whole.split(b"\n"), strict=True):
        line_end = line_start + len(line)
        possible = sieve.possible(squeezed_line) if squeezed_line else None
        if possible == sieve.marks:
            for candidate in _parts(text, line_start, line_end, sieve):
                if candidate.possible == sieve.marks:
                    yield candidate
                else:
                    heapq.heappush(waiting, _ranked(candidate, is_sentence=True))
        elif possible:
            candidate = _Candidate(possible, line_start, line_end)
            heapq.heappush(waiting, _ranked(candidate, is_sentence=False))
        line_start = line_end + 1
    while waiting:
        _, _, is_sentence, candidate = heapq.heappop(waiting)
        if is_sentence:
            yield candidate
            continue
        for part in _parts(text, candidate.start, candidate.end, sieve):
            heapq.heappush(waiting, _ranked(part, is_sentence=True))


def _parts(text: str, start: int, end: int, sieve: Sieve) -> Iterator[_Candidate]:
    """The sentences of a line that may show marks."""
    for sentence_start, sentence_end in _sentences(text, start, end):
        if possible := sieve.possible(squeezed(text[sentence_start:sentence_end])):
            yield _Candidate(possible, sentence_start, sentence_end)


def _ranked(candidate: _Candidate, *, is_sentence: bool) -> tuple[int, int, bool, _Candidate]:
    """A candidate behind what sorts it."""
    return -len(candidate.possible), candidate.start, is_sentence, candidate


def _marked_sentences(text: str, matcher: Matcher, start: int, end: int) -> Iterator[_Passage]:
    """The sentences of a stretch that show marks; those that one runs through are one passage."""
    places = [
        Marked(place.mark, tuple((start + a, start + b) for a, b in place.spans))
        for place in matcher.marked(text[start:end], "text")
    ]
    for sentence_start, sentence_end in _sentences(text, start, end):
        inside = [p for p in places if sentence_start <= p.spans[0][0] < sentence_end]
        if not inside:
            continue
        last = max(place.spans[-1][1] for place in inside)
        if last > sentence_end:
            sentence_end = next(e for _, e in _sentences(text, sentence_end, end) if e >= last)
        yield _Passage(*_trimmed(text, sentence_start, sentence_end), tuple(inside))


def _sentences(text: str, start: int, end: int) -> Iterator[Span]:
    for match in _SENTENCE_END.finditer(text, start, end):
        yield start, match.end()
        start = match.end()
    if start < end:
        yield start, end


def _trimmed(text: str, start: int, end: int) -> Span:
    """The same stretch without white space around it."""
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _beginning(text: str) -> list[_Passage]:
    """The first sentence, for articles found by something else than their text."""
    trimmed = (_trimmed(text, *sentence) for sentence in _sentences(text, 0, len(text)))
    return [_Passage(start, end, ()) for start, end in trimmed if start < end][:1]


def _cut(text: str, matcher: Matcher, passages: list[_Passage]) -> Snippet:
    """Put passages together, each cut or continued to its share of the length."""
    shown = ""
    highlights: list[Span] = []
    last = 0
    for passage, length in zip(passages, _lengths(passages), strict=True):
        start, end = _window(text, passage, length)
        spans = spans_of(passage.places)
        if len(passages) == 1:
            longer = _continued(text, start, end, length)
            more = spans_of(matcher.marked(text[end:longer], "text"))
            spans += tuple((a + end, b + end) for a, b in more)
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
    """The passage, or the part of a long one that holds most marks, cut between words."""
    if passage.end - passage.start <= length:
        return passage.start, passage.end
    start, end = passage.start, passage.start + length
    if passage.places:
        start, end = _densest(passage, length)
    if start > passage.start:
        space = re.compile(r"\s+").search(text, start, end)
        start = space.end() if space else start
    if end < passage.end:
        cut = max(text.rfind(space, start, end + 1) for space in " \u00a0\u202f\n\t")
        end = cut if cut > start else end
    return start, end


def _densest(passage: _Passage, length: int) -> Span:
    """A stretch of `length` characters with as many different marks as there can be."""

    def covered(place: Marked) -> int:
        limit = place.spans[0][0] + length * 2 // 3
        return len({p.mark for p in passage.places if place.spans[0][0] <= p.spans[0][0] < limit})

    best = max(passage.places, key=lambda place: (covered(place), -place.spans[0][0]))
    # A third of the window before the first mark, to read it in its context.
    start = max(passage.start, min(best.spans[0][0] - length // 3, passage.end - length))
    return start, min(start + length, passage.end)


def _continued(text: str, start: int, end: int, length: int) -> int:
    """Where the sentences end that follow in the same paragraph and still fit."""
    for sentence_start, sentence_end in _sentences(text, end, start + length + 1):
        _, stop = _trimmed(text, sentence_start, sentence_end)
        if "\n" in text[end:stop] or stop > start + length:
            break
        end = stop
    return end
