"""What is counted together: all ways to write a word, or all forms of a lemma."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal, TypeAlias, get_args

import numpy as np
import numpy.typing as npt

from searchnews.analysis.characters import SIGNS
from searchnews.analysis.function_words import FUNCTION_WORDS
from searchnews.analysis.lemmas import lemma_keys_of
from searchnews.analysis.lexicon import Lexicon
from searchnews.sequences.corpus import Corpus

By: TypeAlias = Literal["form", "lemma"]
"""Forms are told apart but for accents and capitals, as in a query; or all forms of a lemma are
counted together."""
BYS: Final = get_args(By)

Counts: TypeAlias = npt.NDArray[np.int64]


class CountedWords:
    """The words of a corpus, each with a number: what is counted together has the same one."""

    def __init__(self, corpus: Corpus, by: By) -> None:
        self._corpus = corpus
        self._lemmas: dict[int, str] = {}
        """Of lemmas that are no word of the corpus."""
        self.of_forms: npt.NDArray[np.int64]
        """For the number of each form that of the word it is counted as."""
        words = corpus.words.astype(np.int64)
        self.of_forms = words if by == "form" else self._numbered_lemmas(words)[words]
        self.size = len(corpus.words) + len(self._lemmas)
        """The numbers are below this one."""

    def counted(self, forms: Counts) -> Counts:
        """How often each word is there, of how often each form is."""
        sums = np.bincount(self.of_forms, forms, minlength=self.size)
        return sums.astype(np.int64)  # exact: there are less than 2**53 words

    def shown(self, counts: Counts, *, function_words: bool) -> Counts:
        """The numbers of the words that are there at all, function words apart unless asked for."""
        is_shown = counts > 0
        if not function_words:
            is_shown[[*self._corpus.numbers_of(FUNCTION_WORDS).values()]] = False
        return np.flatnonzero(is_shown)

    def names(self, numbers: Counts, forms_there: Counts) -> list[str]:
        """The words with some numbers, as they are written most often.

        First in the articles, or windows, of interest, where each form is so many times: there
        « coupe » may be a cup, in all articles « coupé » a car.
        """
        words = self._corpus.words
        forms = np.flatnonzero(np.isin(words, numbers))
        # The commonest last; of those as common the one that was seen first.
        order = np.lexsort((-forms, self._corpus.frequencies[forms], forms_there[forms]))
        written = dict(zip(words[forms[order]].tolist(), forms[order].tolist(), strict=True))
        names = self._corpus.forms(written.values())
        return [
            self._lemmas[number] if number in self._lemmas else _shown(names[written[number]])
            for number in numbers.tolist()
        ]

    def _numbered_lemmas(self, words: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """For the number of each word that of its lemma; itself where it has none.

        Of several lemmas it is the word itself, else the one that is most frequent as a word:
        « tombes » is of *tombe* or of *tomber*.
        """
        sums = np.bincount(words, self._corpus.frequencies, minlength=len(words))
        frequencies = sums.astype(np.int64)
        named = self._corpus.forms(np.unique(words).tolist())
        number_of = {word: number for number, word in named.items()}
        numbered = np.arange(len(words))
        of_words = sorted(number_of)
        for word, lemmas in zip(of_words, lemma_keys_of(of_words, Lexicon()), strict=True):
            if not lemmas:
                continue
            lemma = _chosen(word, lemmas.split(), number_of, frequencies)
            number = number_of.get(lemma)
            if number is None:
                number = number_of[lemma] = len(words) + len(self._lemmas)
                self._lemmas[number] = lemma
            numbered[number_of[word]] = number
        return numbered


def _shown(form: str) -> str:
    """A form as people read it: of signs that are words one has no word that people write."""
    return "%" if form == SIGNS["%"] else form


def _chosen(
    word: str,
    lemmas: Sequence[str],
    number_of: dict[str, int],
    frequencies: Counts,
) -> str:
    if word in lemmas:
        return word

    def rank(lemma: str) -> tuple[int, str]:
        number = number_of.get(lemma, len(frequencies))
        return (-int(frequencies[number]) if number < len(frequencies) else 0), lemma

    return min(lemmas, key=rank)
