"""How rare words are, which is what they weigh."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from searchnews.analysis.function_words import FUNCTION_WORDS
from searchnews.copies.fingerprints import hashed_words, mixed

# In an index of a few articles every word is rare, and none can be said to be common.
_FEWEST_ARTICLES: Final = 1000


NO_WORD: Final = 0
"""The term of an empty word, which a text without words has, or without a title."""


class Rarity(NamedTuple):
    """The inverse document frequency of words: log(articles / articles with the word)."""

    articles: int
    """That there were when words were counted; they are counted again when there are twice as
    many."""
    terms: npt.NDArray[np.uint32]
    """See `terms_of`; rising. Those of one article are as rare as unknown ones, and left out."""
    values: npt.NDArray[np.float32]

    @classmethod
    def of(cls, counts: Iterable[tuple[str, int]], articles: int) -> Rarity:
        """From the words of an index, with how many of its articles have each."""
        known = [
            (word, count) for word, count in counts if count > 1 and word not in FUNCTION_WORDS
        ]
        words = [*(word for word, _ in known), *sorted(FUNCTION_WORDS)]
        terms, _ = terms_of([" ".join(words)])
        of_each = np.array([count for _, count in known], np.float64)
        values = np.concatenate((_rarity(articles, of_each), np.zeros(len(FUNCTION_WORDS))))
        order = np.argsort(terms, kind="stable")
        return cls(articles, terms[order], values[order].astype(np.float32))

    def counts_for(self, articles: int) -> bool:
        """Whether it still counts for so many articles."""
        return articles < 2 * self.articles

    def of_terms(self, terms: npt.NDArray[np.uint32]) -> npt.NDArray[np.float32]:
        """That of each term; function words have none."""
        unknown = np.float32(_rarity(self.articles, np.ones(1))[0])
        if not len(self.terms):
            return np.full(len(terms), unknown)
        places = np.minimum(np.searchsorted(self.terms, terms), len(self.terms) - 1)
        found: npt.NDArray[np.float32] = np.where(
            self.terms[places] == terms, self.values[places], unknown
        )
        return found


def terms_of(texts: Iterable[str]) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.int64]]:
    """The words of texts as numbers: those of text n are at bounds[n]:bounds[n + 1]."""
    hashes, bounds = hashed_words(list(texts))
    return (mixed(hashes) >> np.uint64(32)).astype(np.uint32), bounds


def _rarity(articles: int, counts: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    rarity: npt.NDArray[np.float64] = np.log(max(articles, _FEWEST_ARTICLES) / counts)
    return np.maximum(rarity, 0.0)
