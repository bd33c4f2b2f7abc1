"""Lemma keys: words with a key in common are forms of one word.

A key is a function of a folded word alone, so that better rules need a new vocabulary, which
takes seconds, and no new index. It is the folded lemma of every form in a French lexicon that
folds to the word; words that the lexicon does not have get one by rule where they are made of
known parts. What this joins and what it does not is measured in docs/inflections.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from searchnews.analysis.function_words import FUNCTION_WORDS
from searchnews.analysis.lexicon import Lexicon

# Before a word of the lexicon they make a new one: antidjihadistes, cybercombattants.
_PREFIX: Final = re.compile(
    "agro|anti|archi|auto|bio|co|contre|crypto|cyber|demi|eco|electro|euro|ex|extra|franco|geo"
    "|germano|hydro|hyper|infra|inter|islamo|judeo|macro|mega|meta|micro|mini|mono|multi|nano"
    "|narco|neo|neuro|non|para|photo|pluri|poly|post|pre|pro|pseudo|psycho|radio|retro|semi|socio"
    "|sous|sub|super|sur|techno|tele|thermo|trans|turbo|ultra|uni|video"
)
_SHORTEST_KNOWN: Final = 5

# Endings that new words have, and names hardly ever: macroniste, ubérisation, tiktokeuse. Each
# line is those of one word; the first stands for all in the key.
_ENDINGS: Final = {
    ending: endings[0]
    for endings in map(
        str.split,
        (
            "teur teurs trice trices",
            "eur eurs euse euses",
            "ien iens ienne iennes",
            "ais aise aises",
            "ois oise oises",
            "if ifs ive ives",
            "iser ise isee isees ises isent isait isaient isant isera iseront",
            "ifier ifie ifiee ifiees ifies ifient ifiait ifiaient ifiant ifiera ifieront",
            "iste istes",
            "yste ystes",
            "isme ismes",
            "ique iques",
            "logue logues",
            "able ables",
            "ite ites",
        ),
    )
    for ending in endings
}
_LONGEST_ENDING: Final = max(map(len, _ENDINGS))
_SHORTEST_STEM: Final = 3


def lemma_keys(word: str, lexicon: Lexicon) -> frozenset[str]:
    """The keys of a folded word; none for names, numbers, function words and single letters.

    >>> lexicon = Lexicon()
    >>> [sorted(lemma_keys(w, lexicon)) for w in ("yeux", "actrices", "arrivee", "antijihadistes")]
    [['oeil'], ['acteur'], ['arrivee', 'arriver'], ['antidjihadiste']]
    >>> [sorted(lemma_keys(w, lexicon)) for w in ("crimee", "2015", "leur", "assad")]
    [[], [], [], []]
    """
    if len(word) < 2 or not word.isalpha() or word in FUNCTION_WORDS:
        return frozenset()
    lemmas = lexicon.lemmas(word)
    return frozenset(lemmas if lemmas is not None else _keys_by_rule(word, lexicon))


def lemma_keys_of(words: Iterable[str], lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """The keys of many folded words, in pairs with the word: (key, word). Sorted words are faster.

    >>> list(lemma_keys_of(["lois", "frappons", "fois"], Lexicon()))
    [('loi', 'lois'), ('frapper', 'frappons')]
    """
    for word in words:
        for key in lemma_keys(word, lexicon):
            yield key, word


def _keys_by_rule(word: str, lexicon: Lexicon) -> Iterable[str]:
    """The keys of a word that the lexicon does not have."""
    prefix = _PREFIX.match(word)
    if prefix and len(word) - prefix.end() >= _SHORTEST_KNOWN:
        lemmas = lexicon.lemmas(word[prefix.end() :])
        if lemmas is not None:
            return [prefix[0] + lemma for lemma in lemmas]
    for length in range(min(_LONGEST_ENDING, len(word) - _SHORTEST_STEM), 1, -1):
        if word[-length:] in _ENDINGS:
            return [word[:-length] + _ENDINGS[word[-length:]]]
    return []
