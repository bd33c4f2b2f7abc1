"""Text that was pasted rather than typed: a headline that quotes somebody."""

from __future__ import annotations

import re
from typing import Final

from searchnews.query.language import CLOSING_QUOTES, OPERATORS

_OPENING: Final = re.compile(f"[{''.join(CLOSING_QUOTES)}]")
_CLOSING: Final = {sign: re.compile(f"[{signs}]") for sign, signs in CLOSING_QUOTES.items()}
# Signs around the quotes that a sentence has and a query has not, and those that a query has.
_BETWEEN_CLAUSES: Final = re.compile(r"(?:\w|\s)[,;:.!?…](?=\s+\w)|\w\s?[,;:…]\s*$|^\s*[,;:]\s")
_OF_A_QUERY: Final = re.compile(r"(?:^|\s)[-+=(]\S|[~*]|\w:\S")
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
    outside = _outside_quotes(text)
    if len(outside) == 1:
        return False
    words = [word for word in " ".join(outside).split() if any(map(str.isalnum, word))]
    if len(words) < _FEWEST_WORDS or _OF_A_QUERY.search("\0".join(outside)):
        return False
    if not text.isupper() and any(word in OPERATORS for word in words):
        return False
    with_a_word_for_each = "x".join(outside)
    return (
        len(words) >= _SURELY_A_SENTENCE
        or _BETWEEN_CLAUSES.search(with_a_word_for_each) is not None
    )


def _outside_quotes(text: str) -> list[str]:
    """What stands before, between and behind the quotes that are closed."""
    pieces: list[str] = []
    done = 0
    never_closed: set[str] = set()
    for opening in _OPENING.finditer(text):
        if opening.start() < done or opening[0] in never_closed:
            continue
        closing = _CLOSING[opening[0]].search(text, opening.end())
        if closing is None:
            never_closed.add(opening[0])
            continue
        pieces.append(text[done : opening.start()])
        done = closing.end()
    return [*pieces, text[done:]]
