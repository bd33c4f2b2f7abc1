"""Snippets: the passage, or two, of an article that best covers a query."""

from __future__ import annotations

import heapq
import re
from collections.abc import Callable, Iterator
from functools import reduce
from operator import or_
from typing import Final, NamedTuple

from searchnews.analysis.folded_text import folded_text
from searchnews.article import Article
from searchnews.search.occurrences import Marked, Matcher, spans_of
from searchnews.search.prefilter import Marks, Sieve
from searchnews.search.results import Snippet, Span

# Characters of the article in a snippet, about: two or three lines of a terminal or a page.
LENGTH: Final = 240
# So many more, where sentences are whole then.
_SPARE: Final = 60
_ELLIPSIS: Final = "…"
_BETWEEN: Final = " … "

# In a line a sentence ends at . ! ? … with the quotes and brackets behind it, before white space
# and what may begin another; not behind an initial or an abbreviation (M. Cook).
# What it begins with is looked for first: anything else is tried at every character. With an
# alternative, for line ends, it would take four times as long.
_SENTENCE_END: Final = re.compile(
    r"""[.!?…](?<!\b[A-ZÉ]\.)(?<!\bM[mM]\.)(?<!\bMe\.)(?<!\bDr\.)(?<!\bSt\.)(?<!\bMme\.)(?<!\bMgr\.)
        [.!?…]*[»”"')\]]*(?=\s+[«“"'(\[—–-]?\s?[A-ZÀ-ÖØ-Þ0-9])
    """,
    re.VERBOSE,
)


class _Passage(NamedTuple):
    """A stretch of text, [start, end), with the places in it where marks stand."""

    start: int
    end: int
    places: list[Marked]
    covered: Marks
    """The marks that stand there."""


def snippet(article: Article, matcher: Matcher) -> Snippet:
    """The sentences of an article that show most of what was asked for.

    Text is original and untouched, but for "…" where something was left out inside a line or
    between two passages. Without a mark in the text it is its beginning.
    """
    text = "\n".join(filter(None, (article.lead, article.body)))
    passages = _passages(text, matcher) or _beginning(text)
    if not passages:
        return Snippet("")
    first = passages[0]
    missing = 0
    if len(passages) > 1:
        first = max(passages, key=lambda p: (p.covered.bit_count(), len(p.places) > 1, -p.start))
        missing = reduce(or_, (p.covered for p in passages)) & ~first.covered
    if not missing:
        return _cut(text, matcher, [first])
    second = max(passages, key=lambda p: ((p.covered & missing).bit_count(), -p.start))
    return _cut(text, matcher, sorted((first, second), key=lambda p: p.start))


def highlighted(text: str, matcher: Matcher) -> tuple[Span, ...]:
    """What is to be marked in a title: the spans of matching words."""
    return spans_of(matcher.marked(text, "title"))


class _Candidate(NamedTuple):
    """A stretch of text that may show some of the marks; sorts as it is to be looked at."""

    minus_count: int
    """Of the marks that are possible."""
    start: int
    is_sentence: bool
    end: int
    possible: Marks
    squeezed: bytes
    """Of a sentence; nobody asks for that of a line."""


def _passages(text: str, matcher: Matcher) -> list[_Passage]:
    """The passages worth choosing from: none that is left out covers more, or anything else."""
    sieve = matcher.sieve("text")
    if not sieve.marks:
        return []
    wanted, lines = sieve.lines(folded_text(text))
    passages: list[_Passage] = []
    most = 0
    covered: Marks = 0

    def gains(possible: Marks) -> bool:
        """Whether a passage that shows these marks covers more than those so far, or others."""
        return possible.bit_count() > most or possible & ~covered != 0

    for _, start, _, end, possible, sentence in _candidates(text, sieve, wanted, lines, gains):
        if places := matcher.places(text[start:end], sentence, sieve, possible, start):
            passage = _passage(text, start, end, places)
            passages.append(passage)
            most = max(most, passage.covered.bit_count())
            covered |= passage.covered
        if most == wanted.bit_count():
            break
    if not passages and matcher.has_rows:
        # A phrase may run from a sentence into the next.
        passages = list(_joined_sentences(text, matcher))
    return passages


def _passage(text: str, start: int, end: int, places: list[Marked]) -> _Passage:
    covered = 0
    for place in places:
        covered |= 1 << place.mark
    return _Passage(*_trimmed(text, start, end), places, covered)


def _candidates(
    text: str,
    sieve: Sieve,
    wanted: Marks,
    possible_in: Iterator[tuple[int, Marks]],
    gains: Callable[[Marks], bool],
) -> Iterator[_Candidate]:
    """The sentences of a text that may gain something; those that may show most marks first.

    No sentence may show more than its line, so most lines are never cut into sentences; and none
    behind a sentence that shows all is looked at, unless more are wanted.
    """
    waiting: list[_Candidate] = []
    lines = text.split("\n")
    start = last = 0
    for number, possible in possible_in:
        start += sum(map(len, lines[last:number])) + number - last
        last = number
        line = _Candidate(
            -possible.bit_count(), start, False, start + len(lines[number]), possible, b""
        )
        if possible != wanted:
            heapq.heappush(waiting, line)
            continue
        for part in _parts(text, line, sieve):
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
        for part in _parts(text, candidate, sieve):
            heapq.heappush(waiting, part)


def _parts(text: str, line: _Candidate, sieve: Sieve) -> Iterator[_Candidate]:
    """The sentences of a line that may show marks."""
    for start, end in _sentences(text, line.start, line.end):
        sentence = folded_text(text[start:end])
        if possible := sieve.possible(sentence, line.possible):
            yield _Candidate(-possible.bit_count(), start, True, end, possible, sentence)


def _joined_sentences(text: str, matcher: Matcher) -> Iterator[_Passage]:
    """The sentences of a text that show marks; those that one runs through are one passage."""
    places = matcher.marked(text, "text")
    if not places:
        return
    sentences = [sentence for line in _lines(text) for sentence in _sentences(text, *line)]
    for start, end in sentences:
        inside = [p for p in places if start <= p.spans[0][0] < end]
        if not inside:
            continue
        last = max(place.spans[-1][1] for place in inside)
        if last > end:
            end = next(e for _, e in sentences if e >= last)
        yield _passage(text, start, end, inside)


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def _sentences(text: str, start: int, end: int) -> Iterator[Span]:
    """The sentences of a line, or of a part of one."""
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
    for line in _lines(text):
        for sentence in _sentences(text, *line):
            start, end = _trimmed(text, *sentence)
            if start < end:
                return [_Passage(start, end, [], 0)]
    return []


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
            if longer > end:
                more = spans_of(matcher.marked(text[end:longer], "text"))
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
    line_end = text.find("\n", end)
    for sentence in _sentences(text, end, line_end if line_end >= 0 else len(text)):
        _, stop = _trimmed(text, *sentence)
        if stop > start + length:
            break
        end = stop
    return end
