"""What a vocabulary is made from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple, Protocol

from searchnews.index_fields import (
    ACRONYMS,
    AGENCY,
    AUTHORS,
    NAME_BEGINS,
    NAME_ENDS,
    SECTION,
    SOURCE,
    WORDS,
    WRITTEN,
)

# `words` has title and text. The named fields have words that may stand nowhere else: they are
# known here for wildcards and misspellings, with no articles of their own and no other forms.
TEXT_FIELD: Final = WORDS
NAMED_FIELDS: Final = (SOURCE, AGENCY, AUTHORS, SECTION)
FIELDS: Final = (TEXT_FIELD, *NAMED_FIELDS, WRITTEN, ACRONYMS)
"""The fields that a vocabulary is made of."""
NO_WORDS: Final = frozenset({NAME_BEGINS, NAME_ENDS})
"""Terms of these that a vocabulary does not have."""


class WordSource(Protocol):
    """What a vocabulary is made from: the reader of an engine, at one commit."""

    @property
    def stamp(self) -> str:
        """Names the commit."""

    @property
    def counted(self) -> int | None:
        """How many articles `words` counts, with deleted ones that it counts still.

        None where it never stops counting an article.
        """

    def words(self, field: str) -> Iterable[tuple[str, int]]:
        """The words of a field, sorted, with the number of articles they are in."""

    def articles_with(self, field: str, word: str) -> int:
        """In how many articles a field has the word."""


class AddedWords(NamedTuple):
    """The words of all articles that were added between two commits."""

    after: str
    """Names the commit before them."""
    until: str
    """Names the last commit that they came with."""
    articles: int
    """How many they are; one that came twice counts twice."""
    counts: Mapping[str, Mapping[str, int]]
    """By field, those of `FIELDS`: each word with the number of these articles that have it."""
