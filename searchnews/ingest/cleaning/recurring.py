"""Page furniture learnt from the corpus: lines that return in many articles of one source.

The fixed rules know what French sites share; each also has teasers and notices of its own. A line
at the edge of an article that many others have there too is not part of its text; a rare one is
always taken for text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import Final, NamedTuple

from searchnews.article import Article

# A column may open with the same line ten times a year; a site repeats itself in most articles.
_FEWEST: Final = 10  # articles
_SHARE: Final = 0.1
# What returns is seen soon; counting stops there, which bounds the memory.
_ARTICLES: Final = 500  # of each source
_LOOKED_AT: Final = (25, 100, _ARTICLES)  # after so many articles, lines that return are looked for
_MOST_SOURCES: Final = 2000
_AT_THE_BEGINNING: Final = 3  # lines
_AT_THE_END: Final = 10
_LONGEST: Final = 300  # in characters
_SHORTEST: Final = 3


class Recurring(NamedTuple):
    """A line that was recognised as furniture."""

    source: str
    line: str
    articles: int
    """How many articles had it when it was recognised."""


class SeenArticle(NamedTuple):
    """An article that has a line. One with the same id and another path is another article."""

    id: str
    path: str | None


@dataclass(slots=True)
class _Seen:
    """What has been counted in the articles of one source."""

    articles: int = 0
    lines: Counter[str] = field(default_factory=Counter)
    articles_of: dict[str, list[SeenArticle]] = field(default_factory=dict)
    """Line -> the articles that have it."""


class RecurringLines:
    """Counts the lines of articles, and takes out those that return."""

    def __init__(self, known: dict[str, set[str]]) -> None:
        self._known = known
        """Source -> the lines that are furniture there."""
        self._seen: dict[str, _Seen] = {}
        self._learnt: list[tuple[Recurring, list[SeenArticle]]] = []

    def cleaned(self, article: Article) -> Article:
        """The article without the lines at its edges that are known to return; counts the rest."""
        source = _source_of(article)
        known = self._known.get(source)
        if known:
            article = without_lines(article, known)
        self._count(article, source)
        return article

    def learnt(self) -> list[tuple[Recurring, list[SeenArticle]]]:
        """The lines that were found to return, each with the articles that still have it.

        Those were read before the line was known.
        """
        for source, seen in self._seen.items():
            self._learn(source, seen)
        return self._learnt

    def _learn(self, source: str, seen: _Seen) -> None:
        """Take the lines that have returned often enough for furniture from now on."""
        enough = max(_FEWEST, seen.articles * _SHARE)
        for line, count in seen.lines.items():
            if count >= enough and line not in self._known.get(source, ()):
                self._known.setdefault(source, set()).add(line)
                self._learnt.append((Recurring(source, line, count), seen.articles_of[line]))

    def _count(self, article: Article, source: str) -> None:
        seen = self._seen.get(source)
        if seen is None:
            if len(self._seen) >= _MOST_SOURCES:
                return
            seen = self._seen[source] = _Seen()
        if seen.articles >= _ARTICLES:
            return
        seen.articles += 1
        for line in set(_edges(article.body)):
            seen.lines[line] += 1
            each = SeenArticle(article.id, article.path)
            seen.articles_of.setdefault(line, []).append(each)
        if seen.articles in _LOOKED_AT:
            self._learn(source, seen)


def without_lines(article: Article, lines: set[str]) -> Article:
    r"""The article without some lines at the edges of its text, unless it would become empty.

    >>> article = Article(id="1", body="Le pont est fermé.\n\nSuivez le Val !")
    >>> without_lines(article, {"Suivez le Val !"}).body
    'Le pont est fermé.'
    """
    if not any(line in article.body for line in lines):
        return article
    written = article.body.split("\n")
    filled = [n for n, line in enumerate(written) if line.strip()]
    edges = {*filled[:_AT_THE_BEGINNING], *filled[-_AT_THE_END:]}
    kept = [line for n, line in enumerate(written) if n not in edges or line.strip() not in lines]
    body = "\n".join(kept).strip()
    while "\n\n\n" in body:
        body = body.replace("\n\n\n", "\n\n")
    return replace(article, body=body) if body else article


def _edges(body: str) -> Iterator[str]:
    lines = [line for each in body.split("\n") if (line := each.strip())]
    if len(lines) > _AT_THE_BEGINNING + _AT_THE_END:
        lines = lines[:_AT_THE_BEGINNING] + lines[-_AT_THE_END:]
    return (line for line in lines if _SHORTEST <= len(line) <= _LONGEST)


def _source_of(article: Article) -> str:
    """Who published it, or the folder of its file if that is not known."""
    return article.source or str(PurePath(article.path or "").parent)
