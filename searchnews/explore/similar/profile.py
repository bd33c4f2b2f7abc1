"""The profile of a text: the words that tell it from all others, each with its weight."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from math import log
from typing import Final, NamedTuple

from searchnews.analysis.cached_tokens import placed_tokens
from searchnews.analysis.function_words import FUNCTION_WORDS
from searchnews.query.bm25 import Rarity
from searchnews.vocabulary import Vocabulary

MOST_WORDS: Final = 40
"""More are of no more use: of 20 articles the same ten followed with 80."""

# As in the field that is searched: there a title is worth two texts.
_TITLE: Final = 2
# An initial or a digit alone is in articles of all kinds.
_SHORTEST: Final = 2
# A book would take as long as all its words.
_CHARACTERS: Final = 200_000


class ProfileWord(NamedTuple):
    """A word of a profile."""

    word: str
    """Folded."""
    shown: str
    """As the text has it most often, with its capitals."""
    boost: float
    """How much it is worth beside its rarity, for how often it is in the text."""


def profile(
    title: str, text: str, vocabulary: Vocabulary, rarity: Rarity, *, in_index: bool = False
) -> tuple[ProfileWord, ...]:
    """The words that tell a text from all others, the most telling first.

    A word is worth (1 + ln f) times its rarity, f being how often it is there, in the title twice.
    `in_index` says that one of the articles with each word is the text itself.
    """
    written: defaultdict[str, Counter[str]] = defaultdict(Counter)
    counts: Counter[str] = Counter()
    for part, weight in ((title, _TITLE), (text[:_CHARACTERS], 1)):
        for word, shown in _words(part):
            counts[word] += weight
            written[word][shown] += 1
    known = vocabulary.known(sorted(counts))
    least = 2 if in_index else 1
    boosts = {word: 1 + log(counts[word]) for word, articles in known.items() if articles >= least}
    telling = sorted(boosts, key=lambda word: (-boosts[word] * rarity.of(known[word]), word))
    return tuple(
        ProfileWord(word, written[word].most_common(1)[0][0], boosts[word])
        for word in telling[:MOST_WORDS]
    )


def _words(text: str) -> Iterator[tuple[str, str]]:
    """The words of a text that may tell it from others, folded and as they are written."""
    for offset, token in placed_tokens(text):
        if len(token.word) >= _SHORTEST and token.word not in FUNCTION_WORDS:
            yield token.word, text[offset + token.start : offset + token.end]
