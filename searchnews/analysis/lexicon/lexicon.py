"""The lemmas of French words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from searchnews.analysis.lexicon import sorted_lines

FRENCH: Final = Path(__file__).with_name("french.lexicon")


class Lexicon:
    """The lemmas of folded words, for any number of threads."""

    def __init__(self, path: Path = FRENCH) -> None:
        self._lines = sorted_lines.SortedLines(path)

    def lemmas(self, word: str) -> tuple[str, ...] | None:
        """The folded lemmas of a folded word; None if the lexicon does not have the word.

        Names, and words that have no other forms, have none.

        >>> lexicon = Lexicon()
        >>> lexicon.lemmas("yeux"), lexicon.lemmas("arrivee"), lexicon.lemmas("crimee")
        (('oeil',), ('arrivee', 'arriver'), ())
        >>> lexicon.lemmas("palmyrene")
        """
        lemmas = self._lines.get(word)
        return None if lemmas is None else tuple(lemmas.split())

    def of_sorted(self, *sequences: Sequence[str]) -> list[list[str | None]]:
        """The lemmas of the words of sorted sequences as `lemmas` knows them, with spaces between.

        Each block of the file is read once for all sequences.

        >>> Lexicon().of_sorted(["arrivee", "crimee", "palmyrene"], ["yeux"])
        [['arrivee arriver', '', None], ['oeil']]
        """
        return self._lines.of_sorted(*sequences)


def packed(lemmas: Mapping[str, Iterable[str]]) -> bytes:
    """The file of a lexicon: folded words, each with its lemmas."""
    return sorted_lines.packed({word: " ".join(of_word) for word, of_word in lemmas.items()})
