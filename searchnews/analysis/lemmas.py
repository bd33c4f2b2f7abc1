"""Lemma keys: words with a key in common are forms of one word.

A key is a function of a folded word alone, so that better rules need a new vocabulary, which
takes seconds, and no new index. It is the folded lemma of every form in a French lexicon that
folds to the word; words that the lexicon does not have get one by rule where they are made of
known parts. What this joins and what it does not is measured in docs/inflections.md.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from searchnews.analysis.function_words import FUNCTION_WORDS
from searchnews.analysis.lexicon import Lexicon

# Before a word of the lexicon they make a new one: antidjihadistes, cybercombattants.
_PREFIXES: Final = (
    "agro anti archi auto bio co crypto cyber demi eco electro euro ex franco geo germano hydro"
    " hyper infra inter islamo judeo macro mega meta micro mini mono multi nano narco neo neuro non"
    " para photo pluri poly post pre pro pseudo psycho radio retro semi socio sous sub super sur"
    " techno tele thermo trans turbo ultra uni video"
).split()
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
_LENGTHS_OF_ENDINGS: Final = {
    last: sorted({len(ending) for ending in _ENDINGS if ending.endswith(last)}, reverse=True)
    for last in {ending[-2:] for ending in _ENDINGS}
}
"""The last two letters of words that may have an ending -> how long it may be, longest first."""
_SHORTEST_STEM: Final = 3

_AFTER_ALL_LETTERS: Final = "\U0010ffff"


def lemma_keys(word: str, lexicon: Lexicon) -> frozenset[str]:
    """The keys of a folded word; none for names, numbers, function words and single letters.

    >>> lexicon = Lexicon()
    >>> [sorted(lemma_keys(w, lexicon)) for w in ("yeux", "actrices", "arrivee", "antijihadistes")]
    [['oeil'], ['acteur'], ['arrivee', 'arriver'], ['antidjihadiste']]
    >>> [sorted(lemma_keys(w, lexicon)) for w in ("crimee", "2015", "leur", "assad")]
    [[], [], [], []]
    """
    return frozenset(lemma_keys_of([word], lexicon)[0].split())


def lemma_keys_of(words: Sequence[str], lexicon: Lexicon) -> list[str]:
    """The keys of each of many sorted folded words, with spaces between; empty if it has none.

    >>> lemma_keys_of(["frappons", "paris", "vue"], Lexicon())
    ['frapper', '', 'voir vu']
    """
    behind_prefix = _behind_prefix(words)
    rests = sorted(behind_prefix.values())
    # All at once, as each block of the lexicon is read once then.
    of_words, of_rests = lexicon.of_sorted(words, rests)
    known_rests = dict(zip(rests, of_rests, strict=True))

    def key_by_rule(word: str) -> str:
        rest = behind_prefix.get(word, "")
        if (lemmas := known_rests.get(rest)) is None:
            return _key_by_ending(word)
        prefix = word.removesuffix(rest)
        return " ".join([prefix + lemma for lemma in lemmas.split()])

    return [
        (key_by_rule(word) if lemmas is None else lemmas)
        if len(word) > 1 and word.isalpha() and word not in FUNCTION_WORDS
        else ""
        for word, lemmas in zip(words, of_words, strict=True)
    ]


def _behind_prefix(words: Sequence[str]) -> dict[str, str]:
    """Those of some sorted words that begin with a prefix, and what is behind it."""
    behind: dict[str, str] = {}
    for prefix in _PREFIXES:
        start = bisect_left(words, prefix)
        end = bisect_left(words, prefix + _AFTER_ALL_LETTERS, start)
        shortest = len(prefix) + _SHORTEST_KNOWN
        for word in words[start:end]:
            if len(word) >= shortest:
                behind[word] = word[len(prefix) :]
    return behind


def _key_by_ending(word: str) -> str:
    for length in _LENGTHS_OF_ENDINGS.get(word[-2:], ()):
        ending = word[-length:]
        if ending in _ENDINGS and len(word) - length >= _SHORTEST_STEM:
            return word[:-length] + _ENDINGS[ending]
    return ""
