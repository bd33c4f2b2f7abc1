"""Words of a query that stand side by side, with the signs between them."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple, TypeAlias

from searchnews.query.syntax import Word

Spelling: TypeAlias = tuple[str, ...]
"""A word, or words in a row, folded."""


class Run(NamedTuple):
    """One word of a query or several, as they were typed."""

    text: str
    """In NFC, with one space where several words of the query meet."""
    words: Spelling
    """What `text` is cut into."""
    is_one: bool = True
    """Whether it was typed without a space, as week-end."""
    in_quotes: bool = False


def run_of(typed: tuple[Word, ...], *, in_quotes: bool = False) -> Run:
    """Some words of a query, as a run.

    >>> run_of((Word("n°"), Word("12")))
    Run(text='n° 12', words=('n', '12'), is_one=False, in_quotes=False)
    """
    words = tuple([token.word for word in typed for token in word.tokens])
    text = " ".join([word.text for word in typed])
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return Run(text, words, len(typed) == 1, in_quotes)
