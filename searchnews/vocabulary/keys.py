"""The keys of words: those that forms of one word share, and those of names that sound alike."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from searchnews.analysis.lemmas import lemma_keys_of
from searchnews.analysis.lexicon import Lexicon
from searchnews.analysis.sound import sound_keys


class Keys(NamedTuple):
    """The keys of some words, by word; a word may have none."""

    lemmas: dict[str, str]
    """The first lemma key of each."""
    more_lemmas: list[tuple[str, str]]
    """Words, sorted, and further lemma keys of theirs."""
    sounds: dict[str, str]
    """The sound keys of those that do not sound as they are written."""


def keys_of(words: Iterable[str]) -> Keys:
    """The keys of folded words.

    >>> keys = keys_of(["2015", "arrivee", "choigou"])
    >>> keys.lemmas, keys.more_lemmas
    ({'arrivee': 'arrivee'}, [('arrivee', 'arriver')])
    >>> keys.sounds
    {'arrivee': 'ariv', 'choigou': 'Soigu'}
    """
    words = list(words)
    lemmas = lemma_keys_of(words, Lexicon())
    more: list[tuple[str, str]] = []
    for word, keys in [item for item in lemmas.items() if " " in item[1]]:
        lemmas[word], *others = keys.split(" ")
        more += [(word, key) for key in others]
    return Keys(lemmas, more, {word: key for key, word in sound_keys(words) if key != word})
