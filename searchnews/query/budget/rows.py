"""Rows of words: what it takes to look one up, and how much of that one query may take.

An inverted index finds a row by walking through the articles of its words. Three things multiply
that: words that may stand between, as tantivy looks up each way of spreading them; wildcards, as
it reads the postings of every word they stand for; and automata, which hold a limited number of
words, so that each combination of them is a look-up of its own. None is felt by itself, but
`"de de de de"~20` took 7 s among 31,292 articles, and some phrases of wildcards never ended.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import comb, prod
from typing import Final, NamedTuple

from searchnews.query.clauses import MAX_SLOP
from searchnews.query.forms import Forms

# In postings, of which tantivy reads 12 million a second in a row of words: half a second among
# 31,292 articles. What a plain phrase takes grows with the index, so the limit does too.
_WORK: Final = 6_000_000
_WORK_AN_ARTICLE: Final = 12
# What one row may take of what is left: the others in the query still get something.
_SHARE: Final = 0.75
# In postings: what every look-up takes beside them, and those of a row of single words, which are
# skipped to and not all read.
_LOOK_UP: Final = 300
_SKIPPED_TO: Final = 2

_MAX_WAYS: Final = 500
# Of the words that a wildcard stands for. A row of the very commonest ones says nothing of it.
_FEWEST_FORMS: Final = 10

MAX_STATES: Final = 800
"""Of an automaton: one for every beginning of its words, in bytes. tantivy takes 1,000."""


class AffordableRow(NamedTuple):
    """What is left of a row of words so that it can be looked up."""

    forms: tuple[Forms, ...]
    slop: int
    in_a_row: bool = True
    """Whether its words can be looked up in a row at all, and not just in one article."""


class RowBudget:
    """What the rows of one query may take together, in an index of so many articles."""

    def __init__(self, articles: int, work: int | None = None) -> None:
        self._left = _WORK + _WORK_AN_ARTICLE * articles if work is None else work

    def afford(self, forms: Sequence[Forms], slop: int) -> AffordableRow:
        """The row as it can be looked up: with less slop, or fewer words in its slots.

        What it takes is taken off the budget.
        """
        share = int(self._left * _SHARE)
        kept = tuple(forms)
        look_up = _work_of_look_up(kept)
        slop = min(slop, MAX_SLOP)
        while slop and ways(len(kept), slop) > min(_MAX_WAYS, share // look_up):
            slop -= 1
        if look_up > share:
            kept = _narrowed(kept, share)
            look_up = _work_of_look_up(kept)
        work = ways(len(kept), slop) * look_up if slop else look_up
        if work > share:
            return AffordableRow(kept, 0, in_a_row=False)
        self._left -= work
        return AffordableRow(kept, slop)


def ways(words: int, slop: int) -> int:
    """In how many look-ups tantivy finds words in a row with up to `slop` others between them.

    >>> ways(2, 20), ways(3, 20), ways(4, 20)
    (1, 231, 1771)
    """
    return 1 + slop % 2 if words == 2 else comb(slop + words - 1, words - 1)


def automata(words: Sequence[str]) -> list[list[str]]:
    """The words in groups, each of which one automaton can match.

    A word that is too long for an automaton is a group of its own.
    """
    groups: list[list[str]] = []
    beginnings: set[bytes] = set()
    for word in sorted(words):
        encoded = word.encode()
        of_word = {encoded[:end] for end in range(1, len(encoded) + 1)}
        beginnings |= of_word
        if not groups or len(beginnings) > MAX_STATES:
            groups.append([])
            beginnings = of_word
        groups[-1].append(word)
    return groups


def is_too_long(word: str) -> bool:
    """Whether no automaton can match a word; its row is looked up with each word beside it."""
    return len(word.encode()) > MAX_STATES


def _narrowed(forms: tuple[Forms, ...], share: int) -> tuple[Forms, ...]:
    """The forms without the rarer ones, so that a look-up takes its share if that can be."""
    count = max(len(form.members) for form in forms)
    while count >= 2 * _FEWEST_FORMS and _work_of_look_up(forms) > share:
        count //= 2
        forms = tuple(form.commonest(count) for form in forms)
    return forms


def _work_of_look_up(forms: Sequence[Forms]) -> int:
    """What it takes to look up a row in one way, in postings."""
    if sum([len(form.members) for form in forms]) == len(forms):
        return _LOOK_UP + _SKIPPED_TO * min([form.members[0].articles for form in forms])
    slots = [form.words for form in forms]
    counts = [_counted(words) for words in slots]
    of_automata = prod(count.automata for count in counts)
    postings = sum(
        form.articles * of_automata // max(1, count.automata)
        for form, count in zip(forms, counts, strict=True)
    )
    return _LOOK_UP * (of_automata + _rows_with_long_words(slots, counts)) + postings


class _Counts(NamedTuple):
    automata: int
    long_words: int


def _counted(words: Sequence[str]) -> _Counts:
    if sum(map(len, words)) * 4 <= MAX_STATES:  # of four bytes in a letter at most
        return _Counts(1, 0)
    long_words = sum(map(is_too_long, words))
    return _Counts(len(automata(words)) - long_words, long_words)


def _rows_with_long_words(slots: Sequence[Sequence[str]], counts: Sequence[_Counts]) -> int:
    """How many rows of single words have one that no automaton can match."""
    with_none = prod(
        len(words) - count.long_words for words, count in zip(slots, counts, strict=True)
    )
    return prod(map(len, slots)) - with_none
