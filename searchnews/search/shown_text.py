"""The text of an article as passages are looked for in it: folded, in lines and sentences.

Hits come back: on the next page of a query, sorted otherwise, for a query with a word more. So what
was made of the last texts is remembered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate
from typing import Final, NamedTuple

from searchnews.analysis.folded_text import folded_text
from searchnews.article import Article
from searchnews.search.results import Span
from searchnews.search.sentences import sentences

# Texts of news are 2,000 characters long, and take 8 KB here: four megabytes.
_REMEMBERED: Final = 500
_LONGEST_REMEMBERED: Final = 20_000  # in characters, so 40 MB if all are so long


class Sentence(NamedTuple):
    """A sentence, `[start, end)` in characters of the text, with the spaces before it."""

    start: int
    end: int
    folded: bytes


class ShownText:
    """A text, and what is known of it, for any number of threads."""

    __slots__ = ("_ends", "_sentences", "folded", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = folded_text(text)
        self._ends: list[int] | None = None
        self._sentences: dict[int, tuple[Sentence, ...]] = {}

    def line(self, number: int) -> Span:
        """Where a line is, without what ends it."""
        if self._ends is None:
            lengths = [len(line) + 1 for line in self.text.split("\n")]
            self._ends = list(accumulate(lengths, initial=0))
        return self._ends[number], self._ends[number + 1] - 1

    def sentences(self, number: int) -> Iterable[Sentence]:
        """The sentences of a line."""
        if (known := self._sentences.get(number)) is not None:
            return known
        start, end = self.line(number)
        if end - start > _LONGEST_REMEMBERED:
            return self._cut(start, end)
        self._sentences[number] = cut = tuple(self._cut(start, end))
        return cut

    def _cut(self, start: int, end: int) -> Iterator[Sentence]:
        text = self.text
        for first, last in sentences(text, start, end):
            yield Sentence(first, last, folded_text(text[first:last]))


def shown_text(article: Article) -> ShownText:
    """The standfirst and the body of an article."""
    body = article.body
    text = f"{article.lead}\n{body}" if article.lead and body else article.lead or body
    return _remembered(text) if len(text) <= _LONGEST_REMEMBERED else ShownText(text)


_remembered = lru_cache(_REMEMBERED)(ShownText)
