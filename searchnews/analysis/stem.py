"""Stem keys: words with a key in common are forms of one word.

A key is a function of a folded word alone, so that better rules need a new vocabulary, which
takes seconds, and no new index.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from searchnews.analysis.fold import fold
from searchnews.analysis.function_words import FUNCTION_WORDS

KEYS_VERSION: Final = 5
"""Goes up whenever a word may get other keys, of stem or sound, or is looked up in another way: the
vocabulary is made again."""

# Snowball needs the accent in these suffixes to see them: entrée, première, créèrent; a final -e
# may have lost one too: santé. With these readings, those below and the overrides 70 % of the pairs
# of forms of one lemma in UD French-GSD are joined, at 59 % precision; by Snowball alone 63 %, at
# 58 % (scripts/evaluate_stems.py).
_LOST_ACCENTS: Final = (("e", "é"), ("ee", "ée"), ("ere", "ère"), ("erent", "èrent"))

# What Snowball takes for a form of something else, français of franc, foyer of foi, châtiment of
# chat, université of univers (snowball#198), or for another word, feux, travaux. Each line is one
# word with all its forms; no stem begins with the sign of their keys.
_OVERRIDES: Final = {
    form: f"={forms[0]}"
    for forms in map(
        str.split,
        (
            "francais francaise francaises",
            "bordelais bordelaise bordelaises",
            "polonais polonaise polonaises",
            "universite universites",
            "foyer foyers",
            "chatiment chatiments",
            "petit petits petite petites",
            "foi",
            "foie foies",
            "mer mers",
            "air airs",
            "port ports",
            "pont ponts",
            "train trains",
            "colon colons",
            "chassis",
            "terrasse terrasses",
            "mal maux",
            "travail travaux",
            "vitrail vitraux",
            "feu feux",
            "jeu jeux",
            "enjeu enjeux",
            "lieu lieux",
            "milieu milieux",
            "dieu dieux",
            "voeu voeux",
            "aveu aveux",
            "neveu neveux",
            "cheveu cheveux",
            "al el",  # the article of Arabic names: al-Assad, el-Assad
        ),
    )
    for form in forms
}


class Stemmer:
    """Gives words their stem keys. Not for several threads at once."""

    def __init__(self) -> None:
        # Imported here: opening an index and printing help need no stems.
        import snowballstemmer

        self._snowball = snowballstemmer.stemmer("french")

    def keys(self, word: str) -> frozenset[str]:
        """The keys of a folded word; none for numbers, function words and single letters.

        >>> keys = Stemmer().keys
        >>> bool(keys("frappes") & keys("frappe")), bool(keys("elections") & keys("election"))
        (True, True)
        >>> keys("francais") & keys("franc"), keys("2015")
        (frozenset(), frozenset())
        """
        return frozenset(key for key, _ in self.keys_of([word]))

    def keys_of(self, words: Iterable[str]) -> set[tuple[str, str]]:
        """The keys of many folded words, in pairs with the word: (key, word).

        All are given to Snowball at once.

        >>> sorted(Stemmer().keys_of(["frappons", "2015", "foi"]))
        [('=foi', 'foi'), ('frappon', 'frappons')]
        """
        pairs: set[tuple[str, str]] = set()
        readings: list[str] = []
        owners: list[str] = []
        for word in words:
            if word in _OVERRIDES:
                pairs.add((_OVERRIDES[word], word))
            elif len(word) > 1 and word.isalpha() and word not in FUNCTION_WORDS:
                of_word = _readings(word)
                readings += of_word
                owners += [word] * len(of_word)
        stems = self._snowball.stemWords(readings)
        pairs.update(
            (stem if stem.isascii() else fold(stem), owner)
            for stem, owner in zip(stems, owners, strict=True)
        )
        return pairs


def _readings(word: str) -> list[str]:
    """The word as Snowball may have to see it: singular, feminine, with accents, a plain verb."""
    readings = []
    # The feminine, which loses its -e but keeps what stands before: anglaise, sportive.
    if len(word) > 5 and word.endswith(("ais", "ois")):
        readings.append(f"{word}e")
    # Snowball leaves 3.7 % of plain plurals apart (euros, emplois, élus); without -s 1 %.
    if len(word) > 3 and word[-1] == "s" and word[-2] != "s":
        word = word[:-1]
    readings.append(word)
    if len(word) > 4 and word.endswith("if"):
        readings.append(f"{word[:-1]}ve")
    # The third person plural, which Snowball leaves as it is because of nouns such as client.
    # Read as -e too it joins 67 % instead of 61 % of those pairs, at 59 instead of 58 % precision.
    if len(word) > 5 and word.endswith("ent") and word[-4] not in "mi":
        readings.append(word[:-2])
    for reading in tuple(readings):
        if reading[-1] in "et":  # as all that have lost one do
            readings += [
                reading.removesuffix(bare) + accented
                for bare, accented in _LOST_ACCENTS
                if reading.endswith(bare) and len(reading) > len(bare)
            ]
    return readings
