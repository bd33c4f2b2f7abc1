"""What a word must reach to be shown among collocates and keywords."""

from __future__ import annotations

from typing import Final, NamedTuple

from searchnews.explore.measures.specificity import BANAL


class Thresholds(NamedTuple):
    """The least that is shown. Rarer words are specific by chance, and by one article."""

    occurrences: int = 5
    articles: int = 3
    """Copies are one: a dispatch that is printed sixty times makes any word look frequent."""
    specificity: float = BANAL
    """In absolute value."""


USUAL: Final = Thresholds()
