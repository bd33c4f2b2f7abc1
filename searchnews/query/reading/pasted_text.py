"""Text that was pasted rather than typed: a headline that quotes somebody."""

from __future__ import annotations

import re
from typing import Final

from searchnews.query.language import CLOSING_QUOTES, OPERATORS

_OPENING: Final = "".join(CLOSING_QUOTES)
# Regular expressions that are compiled when they are first needed: few queries have quotes.
#
# Signs around the quotes that a sentence has and a query has not, and those that a query has.
_BETWEEN_CLAUSES: Final = r"(?:\w|\s)[,;:.!?…](?=\s+\w)|\w\s?[,;:…]\s*$|^\s*[,;:]\s"
_OF_A_QUERY: Final = r"(?:^|\s)[-+=(]\S|[~*]|\w:\S"
_FEWEST_WORDS: Final = 2
_SURELY_A_SENTENCE: Final = 8  # words


def is_pasted_sentence(text: str) -> bool:
    """Whether quotes in a text are those of a sentence, rather than those of a query.

    Nobody writes commas, colons or eight words more around a phrase to be searched. Of 500 French
    headlines as queries, 30 quote somebody in words that the article does not have in a row.

    >>> is_pasted_sentence('Moscou : "Nous aiderons Damas", dit le ministre')
    True
    >>> is_pasted_sentence('raids "Etat islamique"')
    False
    """
    if CLOSING_QUOTES.keys().isdisjoint(text) or len(outside := _outside_quotes(text)) == 1:
        return False
    words = [word for word in " ".join(outside).split() if any(map(str.isalnum, word))]
    if len(words) < _FEWEST_WORDS or re.search(_OF_A_QUERY, "\0".join(outside)):
        return False
    if not text.isupper() and any(word in OPERATORS for word in words):
        return False
    if len(words) >= _SURELY_A_SENTENCE:
        return True
    return re.search(_BETWEEN_CLAUSES, "x".join(outside)) is not None


def _outside_quotes(text: str) -> list[str]:
    """What stands before, between and after the quotes that are closed."""
    pieces: list[str] = []
    done = 0
    signs = _OPENING
    while (at := _first(signs, text, done)) >= 0:
        closing = _first(CLOSING_QUOTES[text[at]], text, at + 1)
        if closing < 0:
            signs = signs.replace(text[at], "")  # none of these is closed any more
            continue
        pieces.append(text[done:at])
        done = closing + 1
    return [*pieces, text[done:]]


def _first(signs: str, text: str, start: int) -> int:
    """Where one of some signs first stands in a text from `start` on; -1 if nowhere."""
    return min((at for sign in signs if (at := text.find(sign, start)) >= 0), default=-1)
