"""What a vocabulary is made from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Protocol

from searchnews.index_fields import AGENCY, AUTHORS, NAME_BEGINS, NAME_ENDS, SECTION, SOURCE, WORDS

# `words` has title and text. The named fields have words that may stand nowhere else: they are
# known here for wildcards and misspellings, with no articles of their own and no other forms.
TEXT_FIELD: Final = WORDS
NAMED_FIELDS: Final = (SOURCE, AGENCY, AUTHORS, SECTION)
NO_WORDS: Final = frozenset({NAME_BEGINS, NAME_ENDS})
"""Terms of these that a vocabulary does not have."""


class WordSource(Protocol):
    """What a vocabulary is made from: the reader of an engine, at one commit."""

    @property
    def stamp(self) -> str:
        """Names the commit."""

    def words(self, field: str) -> Iterable[tuple[str, int]]:
        """The words of a field, sorted, with the number of articles they are in."""

    def articles_with(self, field: str, word: str) -> int:
        """In how many articles a field has the word."""
