"""The keys of words: those that forms of one word share, and those of names that sound alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from searchnews.analysis.lemmas import lemma_keys_of
from searchnews.analysis.lexicon import Lexicon
from searchnews.analysis.sound import sound_keys


class Keys(NamedTuple):
    """The keys of some words, in their order, to be gone through once."""

    lemmas: Iterator[str | None]
    """The first lemma key of each, None where it has none."""
    sounds: Iterator[str | None]
    """The sound key of each, None where it has none or sounds as it is written."""
    more_lemmas: Iterator[tuple[str, str]]
    """Words, sorted, and further lemma keys of theirs."""


def keys_of(words: Sequence[str]) -> Keys:
    """The keys of folded words, sorted.

    >>> keys = keys_of(["2015", "arrivee", "choigou"])
    >>> list(keys.lemmas), list(keys.more_lemmas)
    ([None, 'arrivee', None], [('arrivee', 'arriver')])
    >>> list(keys.sounds)
    [None, 'ariv', 'Soigu']
    """
    lemmas = lemma_keys_of(words, Lexicon())
    sounds = zip(sound_keys(words), words, strict=True)
    return Keys(
        (keys.partition(" ")[0] or None for keys in lemmas),
        (key if key not in ("", word) else None for key, word in sounds),
        (
            (word, key)
            for word, keys in zip(words, lemmas, strict=True)
            if " " in keys
            for key in keys.split(" ")[1:]
        ),
    )
