"""What is done with the text of an article takes time that is linear in it, whatever it holds.

Where work can be counted it is. The rest, which runs in C, is measured in processor time of this
process alone, and generously: eight times the text may take 24 times as long, where quadratic work
takes 64 times as long.
"""

import time

import pytest

from searchnews.analysis.bulk.cut import words_of_each
from searchnews.analysis.cached_tokens import Pieces
from searchnews.analysis.folded_text import folded_text
from searchnews.analysis.tokenize import tokens
from searchnews.article import Article
from searchnews.query.highlight_patterns import HighlightPattern
from searchnews.search.occurrences import Occurrence, OccurrenceFinder
from searchnews.search.prefilter import Prefilter
from searchnews.search.sentences import sentences
from searchnews.search.snippets import highlighted, richest_start, snippet


class Counting(list):
    """A list that counts how often one of its members is taken."""

    taken = 0

    def __getitem__(self, index):
        self.taken += 1
        return super().__getitem__(index)

    def __iter__(self):
        for member in super().__iter__():
            self.taken += 1
            yield member


@pytest.mark.parametrize("patterns", [1, 7])
def test_the_richest_stretch_is_found_in_a_few_looks_at_each_occurrence(patterns):
    occurrences = Counting(Occurrence(n % patterns, ((9 * n, 9 * n + 7),)) for n in range(10_000))
    assert richest_start(occurrences, 160) == 0
    assert occurrences.taken <= 6 * len(occurrences)


class CountingBytes(bytes):
    """Bytes that count how many were read for spaces."""

    counted = 0

    def count(self, sub, start=0, end=None):
        CountingBytes.counted += (len(self) if end is None else end) - start
        return super().count(sub, start, len(self) if end is None else end)


def test_spaces_before_words_are_counted_once():
    text = "palmyre " * 10_000
    CountingBytes.counted = 0
    found = Pieces(text, CountingBytes(folded_text(text))).with_parts([b"palmyre"])
    assert found == list(range(10_000))
    assert CountingBytes.counted <= 3 * len(text)


def pattern(*slots, **about):
    return HighlightPattern(tuple(frozenset(slot.split()) for slot in slots), **about)


FINDERS = [
    [pattern("palmyre")],
    [pattern("palmyre"), pattern("a"), pattern("12")],
    [pattern("palmyre", "palmyre", "zzz")],
    [pattern("a", "palmyre", "a", slop=20)],
    [pattern("1000")],
    [pattern("palmyre", written=True)],
    [pattern(" ".join(f"palm{letter}" for letter in "abcdefghijklmnopqrstuvwyz"))],
]
TEXTS = {
    "one-word": "Palmyre, ",
    "one-word-alone": "palmyre ",
    "sentences": "A Palmyre. ",
    "lines": "A Palmyre\n",
    "rows-across-sentences": "palmyre. Palmyre. A ",
    "dots": ".",
    "dots-and-quotes": ".»",
    "spaced-dots": ". ",
    "spaces": " ",
    "other-spaces": "\u202f",
    "no-breaks": "palmyre\u00a0",
    "thousands": "1 000 ",
    "thousands-of-dots": "1.000.",
    "initials": "a.",
    "inclusive": "·e",
    "inclusive-stops": ".e.s",
    "apostrophes": "l'a",
    "marks": "\u0323\u0301",
    "composed-late": "e\u0301",
    "other-script": "п",
    "brackets": "(a ",
}


def seconds(function, text):
    """Processor seconds for a text, the least of three."""
    taken = []
    for _ in range(3):
        began = time.process_time()
        function(text)
        taken.append(time.process_time() - began)
    return min(taken)


def assert_linear(function, unit, size):
    small = seconds(function, f"Chapitre {unit * (size // len(unit))} p. 12")
    large = seconds(function, f"Chapitre {unit * (8 * size // len(unit))} p. 12")
    assert large <= 24 * small + 0.05, f"{small:.4f} s, and {large:.4f} s for eight times the text"


@pytest.mark.slow
@pytest.mark.parametrize("unit", TEXTS.values(), ids=TEXTS)
def test_snippets(unit):
    finders = [OccurrenceFinder(patterns) for patterns in FINDERS]

    def every_kind(text):
        for finder in finders:
            snippet(Article(id="1", body=text), finder)
            highlighted(text, finder)

    assert_linear(every_kind, unit, 4000)


@pytest.mark.slow
@pytest.mark.parametrize("unit", TEXTS.values(), ids=TEXTS)
def test_words_and_sentences(unit):
    def all_of_them(text):
        list(tokens(text))
        words_of_each([("", text)])
        list(sentences(text, 0, len(text)))

    assert_linear(all_of_them, unit, 4000)


def test_lines_that_show_nothing_are_stepped_over():
    parts = {1 << n: ([f"{word}".encode()],) for n, word in enumerate(["palmyre", "zzz"])}
    folded = CountingBytes(b"un deux\n" * 50_000 + b"palmyre\n" + b"trois\n" * 50_000)
    CountingBytes.counted = 0
    found, lines = Prefilter(parts).lines(folded)
    assert (found, list(lines)) == (1, [(50_000, 1)])
    assert CountingBytes.counted <= len(folded)
