"""Rows of words: what it takes to look one up, and how much of that one query may take.

An inverted index finds a row by reading the postings of its words. Three things multiply that
work: other words between them, because tantivy looks up each way of spreading these; wildcards,
because it reads the postings of every word that they stand for; and automata, because each holds a
limited number of words, and each combination of them is a look-up of its own. Among 31,292 articles
`"de de de de"~20` took 3 s, now 0.4, and some phrases of wildcards did not end.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import comb, prod
from typing import Final, NamedTuple

from searchnews.query.clauses import MAX_SLOP
from searchnews.query.forms import Forms

# In postings, of which tantivy reads 12 million a second: 0.4 s among 31,292 articles. The
# work of a plain phrase grows with the index, and so does the limit.
_WORK: Final = 4_500_000
_WORK_AN_ARTICLE: Final = 9
# The part of what is left that one row may take: so the rows after it still get something.
_SHARE: Final = 0.75
# The fixed work of a look-up, in postings.
_LOOK_UP: Final = 300
# For a row of single words tantivy reads the postings of the rarest, and skips to the same articles
# in those of the others: about as much again. In articles that have all words it reads where these
# stand; that tells from four words on, the common ones of which are in most articles.
_WITH_OTHERS: Final = 2
_WORDS_OF_LITTLE_WORK: Final = 3
_POSITIONS: Final = 2

_MAX_WAYS: Final = 500
# Forms of a wildcard that are left at least: fewer, the very commonest, would find something else.
_FEWEST_FORMS: Final = 10

MAX_STATES: Final = 800
"""Of an automaton: one for every beginning of its words, in bytes. tantivy takes 1,000."""


class AffordableRow(NamedTuple):
    """A row of words as it can be looked up."""

    forms: tuple[Forms, ...]
    slop: int
    in_a_row: bool = True
    """False if that takes too much work, and its words are searched in any order."""


class RowBudget:
    """What the rows of one query may take together, in an index of so many articles."""

    def __init__(self, articles: int, work: int | None = None) -> None:
        self._left = _WORK + _WORK_AN_ARTICLE * articles if work is None else work

    def afford(self, forms: Sequence[Forms], slop: int) -> AffordableRow:
        """The row with less slop, or fewer forms in its slots, if it needs that to be affordable.

        Its work is taken off the budget.
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
            return AffordableRow(tuple(forms), 0, in_a_row=False)
        self._left -= work
        return AffordableRow(kept, slop)

    def affords_gaps(self, rows: Iterable[Sequence[Forms]], slop: int) -> bool:
        """Whether all of some rows can be looked up whose `slop` is in one place.

        That takes a look-up for each width. Their work is taken off the budget then.
        """
        work = (min(slop, MAX_SLOP) + 1) * sum(map(_work_of_look_up, rows))
        if work > int(self._left * _SHARE):
            return False
        self._left -= work
        return True


def ways(words: int, slop: int) -> int:
    """How many look-ups tantivy needs for words in a row with up to `slop` others between them.

    >>> ways(2, 20), ways(3, 20), ways(4, 20)
    (1, 231, 1771)
    """
    return 1 + slop % 2 if words == 2 else comb(slop + words - 1, words - 1)


def automata(words: Sequence[str]) -> list[list[str]]:
    """The words in groups, each of which one automaton can match.

    A word that is too long for an automaton is a group of its own.
    """
    groups: list[list[str]] = []
    states = 0
    before = b""
    for word in sorted(words):
        encoded = word.encode()
        states += len(encoded) - _shared(before, encoded)
        if not groups or states > MAX_STATES:
            groups.append([])
            states = len(encoded)
        groups[-1].append(word)
        before = encoded
    return groups


def _shared(one: bytes, other: bytes) -> int:
    """How many bytes two words begin with alike."""
    for at, (byte, byte_of_other) in enumerate(zip(one, other, strict=False)):
        if byte != byte_of_other:
            return at
    return min(len(one), len(other))


def is_too_long(word: str) -> bool:
    """Whether no automaton can match a word: it is looked up with each word of the other slots."""
    return len(word.encode()) > MAX_STATES


def _narrowed(forms: tuple[Forms, ...], share: int) -> tuple[Forms, ...]:
    """The forms without the rarest, so that a look-up takes no more than its share if possible."""
    count = max(len(form.members) for form in forms)
    while count >= 2 * _FEWEST_FORMS and _work_of_look_up(forms) > share:
        count //= 2
        forms = tuple(form.commonest(count) for form in forms)
    return forms


def _work_of_look_up(forms: Sequence[Forms]) -> int:
    """The work of one look-up of a row, in postings."""
    if sum([len(form.members) for form in forms]) == len(forms):
        return _LOOK_UP + _work_of_words(forms)
    slots = [form.words for form in forms]
    counts = [_counted(words) for words in slots]
    of_automata = prod(count.automata for count in counts)
    postings = sum(
        form.articles * of_automata // max(1, count.automata)
        for form, count in zip(forms, counts, strict=True)
    )
    return _LOOK_UP * (of_automata + _rows_with_long_words(slots, counts)) + postings


def _work_of_words(forms: Sequence[Forms]) -> int:
    counts = [form.members[0].articles for form in forms]
    work = _WITH_OTHERS * min(counts)
    if len(forms) > _WORDS_OF_LITTLE_WORK:
        articles = max(1, forms[0].index_rarity.articles)
        with_all = articles * prod(count / articles for count in counts)
        work += int((len(forms) - _WORDS_OF_LITTLE_WORK) * _POSITIONS * with_all)
    return work


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
