"""How rare a word is: the part of BM25 that queries and engines share."""

from __future__ import annotations

from math import log


def idf(articles_with: int, articles: int) -> float:
    """BM25's rarity of a word in `articles_with` of `articles` articles; always positive.

    The formula of Lucene and tantivy: ln(1 + (N - n + 0.5) / (n + 0.5)).

    >>> round(idf(1, 1000), 2), round(idf(1000, 1000), 4)
    (6.5, 0.0005)
    """
    if articles < articles_with:
        articles = articles_with
    return log(1 + (articles - articles_with + 0.5) / (articles_with + 0.5))
