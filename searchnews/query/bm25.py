"""BM25, the part that queries and engines share: how rare a word is, and the two constants."""

from __future__ import annotations

from collections.abc import Iterable
from math import log
from typing import Final, NamedTuple

# As Lucene and tantivy set them; tantivy's cannot be changed.
K1: Final = 1.2
"""How soon another occurrence of a word in an article adds little."""
B: Final = 0.75
"""How far long articles are held against their length."""


def idf(articles_with: int, articles: int) -> float:
    """The rarity of a word in `articles_with` of `articles` articles; always positive.

    The formula of Lucene and tantivy: ln(1 + (N - n + 0.5) / (n + 0.5)).

    >>> round(idf(1, 1000), 2), round(idf(1000, 1000), 4)
    (6.5, 0.0005)
    """
    if articles < articles_with:
        articles = articles_with
    return log(1 + (articles - articles_with + 0.5) / (articles_with + 0.5))


class Rarity(NamedTuple):
    """How rare words are in one index."""

    articles: int
    """How many articles the index has."""

    def of(self, articles_with: int) -> float:
        """The idf of a word that so many articles have."""
        return idf(articles_with, self.articles)

    def shared(self, articles_with: Iterable[int]) -> float:
        """The idf of several words that count as one, by the articles that have each."""
        return idf(min(sum(articles_with), self.articles), self.articles)
