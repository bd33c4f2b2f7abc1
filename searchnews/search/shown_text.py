"""The text of an article as passages are looked for in it: folded, in lines and sentences.

Hits come back: on the next page of a query, sorted otherwise, for a query with a word more. So what
was made of the last texts is remembered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final, TypeAlias

from searchnews.analysis.cached_tokens import Pieces
from searchnews.analysis.folded_text import folded_text
from searchnews.article import Article
from searchnews.search.results import Span
from searchnews.search.sentences import sentences

# Texts of news are 2,000 characters long, and take 8 KB here and 2 for each sentence that was
# looked into: ten megabytes at most.
_REMEMBERED: Final = 500
_LONGEST_REMEMBERED: Final = 20_000  # in characters, so 40 MB if all are so long


Sentence: TypeAlias = tuple[int, int, bytes]
"""Where it is in the text, `[start, end)`, with the spaces before it; and it, folded."""


class ShownText:
    """A text, and what is known of it, for any number of threads."""

    __slots__ = ("_line_ends", "_pieces", "_sentences", "folded", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = folded_text(text)
        self._line_ends: list[int] | None = None
        self._sentences: dict[int, tuple[Sentence, ...]] = {}
        self._pieces: dict[int, Pieces] = {}

    def line(self, number: int) -> Span:
        """Where a line is, without what ends it."""
        if (ends := self._line_ends) is None:
            text = self.text
            ends, at = [], text.find("\n")
            while at >= 0:
                ends.append(at)
                at = text.find("\n", at + 1)
            ends.append(len(text))
            self._line_ends = ends
        return ends[number - 1] + 1 if number else 0, ends[number]

    def sentences(self, number: int) -> Iterable[Sentence]:
        """The sentences of a line."""
        known = self._sentences.get(number, ())
        start, end = self.line(number)
        if known:
            _, start, _ = known[-1]
        return known if start >= end else self._following(number, known, start, end)

    def _following(
        self, number: int, known: tuple[Sentence, ...], start: int, end: int
    ) -> Iterator[Sentence]:
        """The sentences of a line, those not known cut, and kept as far as they are taken."""
        yield from known
        text = self.text
        cut: list[Sentence] = []
        try:
            for first, last in sentences(text, start, end):
                sentence = first, last, folded_text(text[first:last])
                cut.append(sentence)
                yield sentence
        finally:
            self._sentences[number] = (*known, *cut)

    def pieces(self, sentence: Sentence) -> Pieces:
        """The pieces of a sentence."""
        start, end, folded = sentence
        if (known := self._pieces.get(start)) is None:
            self._pieces[start] = known = Pieces(self.text[start:end], folded)
        return known


def shown_text(article: Article) -> ShownText:
    """The standfirst and the body of an article."""
    body = article.body
    text = f"{article.lead}\n{body}" if article.lead and body else article.lead or body
    return _remembered(text) if len(text) <= _LONGEST_REMEMBERED else ShownText(text)


_remembered = lru_cache(_REMEMBERED)(ShownText)
