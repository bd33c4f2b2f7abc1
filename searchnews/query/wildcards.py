"""Wildcard patterns as they are typed, cut and folded like words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from searchnews.analysis.tokenize import tokenize

_SIGNS: Final = re.compile(r"([*?]+)")


@lru_cache(1000)  # those of a query are asked for again and again
def pattern_words(pattern: str) -> tuple[str, ...]:
    """The words of a pattern, in a row; those with `*` or `?` are patterns themselves.

    A `?` at the end of a word ends a sentence, and stands for nothing.

    >>> pattern_words("djihad*"), pattern_words("l'Avia*"), pattern_words("Al-Qaï*")
    (('djihad*',), ('avia*',), ('al', 'qai*'))
    >>> pattern_words("r?qa?")
    ('r?qa',)
    """
    words: list[str] = []
    word = ""
    for piece in _SIGNS.split(pattern):
        if _SIGNS.fullmatch(piece):
            word += piece
            continue
        end = 0
        for token in tokenize(piece):
            if token.start:
                words.append(word)
                word = ""
            word += token.word
            end = token.end
        if end < len(piece):
            words.append(word)
            word = ""
    words.append(word)
    return tuple(stripped for word in words if (stripped := word.rstrip("?")))


def is_pattern(word: str) -> bool:
    """Whether a word has a `*` or a `?`."""
    return "*" in word or "?" in word


def has_letters(pattern: str) -> bool:
    """Whether something is known of the words that a pattern stands for."""
    return bool(pattern.strip("*?"))
