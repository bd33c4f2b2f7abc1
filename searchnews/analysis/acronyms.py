"""Acronyms that a text explains: Observatoire syrien des droits de l'homme (OSDH).

After A. Schwartz and M. Hearst, "A simple algorithm for identifying abbreviation definitions in
biomedical text", PSB 2003. Theirs also takes letters from inside words; initials alone find fewer
names and hardly a wrong one, which a suggestion to readers needs more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from searchnews.analysis.cached_tokens import placed_tokens
from searchnews.analysis.function_words import FUNCTION_WORDS
from searchnews.analysis.tokenize import words_of

_IN_BRACKETS: Final = re.compile(r"\(([^()\n]{2,120})\)")
# OSDH, O.S.D.H., and Otan, as French papers write what is read as a word.
_ACRONYM: Final = re.compile(r"[A-Z]{2,9}|(?:[A-Z]\.){2,9}|[A-Z][a-z]{3,8}")
_ACRONYM_AT_END: Final = re.compile(r"(?<![\w.-])[A-Z]{2,9} $")
_QUOTES: Final = re.compile(r'["«»“”]')
_LONGEST_NAME: Final = 120  # in characters
_CLAUSE_END: Final = re.compile(r"[.!?;:»)(\n]")
# Société nationale des chemins de fer français: one word may have no letter, if there are enough.
_LETTERS_FOR_A_SPARE_WORD: Final = 4


class Explained(NamedTuple):
    """An acronym and what it stands for, both as a text writes them."""

    acronym: str
    name: str


def explained_acronyms(text: str) -> Iterator[Explained]:
    """The acronyms that a text explains, each time it does.

    >>> list(explained_acronyms("selon l'Observatoire syrien des droits de l'homme (OSDH)"))
    [Explained(acronym='OSDH', name="Observatoire syrien des droits de l'homme")]
    >>> list(explained_acronyms("l'EI (Etat islamique) et l'Organisation des Nations unies (Onu)"))
    [Explained(acronym='EI', name='Etat islamique')]
    >>> list(explained_acronyms("le chef de La France insoumise (LFI)"))
    [Explained(acronym='LFI', name='La France insoumise')]
    >>> list(explained_acronyms("le ministre des Finances (PS) et sa suite (Paris)"))
    []
    """
    for brackets in _IN_BRACKETS.finditer(text):
        inside = brackets[1].strip()
        before = text[max(0, brackets.start() - _LONGEST_NAME) : brackets.start()]
        if _ACRONYM.fullmatch(inside):
            name = _name_at_end(_CLAUSE_END.split(before)[-1], _letters(inside))
            if name and _is_storable(name):
                yield Explained(inside.replace(".", ""), name)
        # The capital is looked for first, as hardly a bracket stands behind one.
        elif before[-2:-1].isupper() and (acronym := _ACRONYM_AT_END.search(before)):
            letters = _letters(acronym[0].strip())
            if _name_at_end(inside, letters) == inside and _is_storable(inside):
                yield Explained(acronym[0].strip(), inside)


def name_key(name: str) -> str:
    """What names of one thing have in common: their folded words, function words left out.

    >>> name_key("l’Observatoire Syrien des Droits de l'Homme")
    'observatoire syrien droits homme'
    """
    return key_of_words(words_of(name))


def key_of_words(words: Iterable[str]) -> str:
    """The key of a name that has been cut into its folded words, as `name_key`."""
    return " ".join([word for word in words if word not in FUNCTION_WORDS])


def _is_storable(name: str) -> bool:
    """Whether a name can be written to any database, and between quotes in a query."""
    return name.isprintable() and not _QUOTES.search(name)


def _letters(acronym: str) -> str:
    return acronym.replace(".", "").lower()


def _name_at_end(text: str, letters: str) -> str | None:
    """The words at the end of a text whose initials are the letters, the fewest that are.

    Function words need not have a letter.
    """
    placed = list(placed_tokens(text))
    # How many of the last letters may be initials of the words gone through, and how many words
    # may still be spared then. Kept so, a row of function words is no more work than other words.
    spelt = {0: int(len(letters) >= _LETTERS_FOR_A_SPARE_WORD)}
    for offset, token in reversed(placed):
        start = offset + token.start
        is_function_word = token.word in FUNCTION_WORDS
        # La France insoumise (LFI), but le Front national (FN).
        may_begin = not is_function_word or text[start].isupper()
        if may_begin and token.word[0] == letters[0] and len(letters) - 1 in spelt:
            last_offset, last = placed[-1]
            return " ".join(text[start : last_offset + last.end].split())
        longer = {
            count + 1: spare
            for count, spare in spelt.items()
            if count < len(letters) and letters[-count - 1] == token.word[0]
        }
        for count, spare in spelt.items():
            spared = spare if is_function_word else spare - 1
            if spared >= 0:
                longer[count] = max(spared, longer.get(count, 0))
        spelt = longer
    return None
