"""Words of an index that differ from a word by an edit or two, as misspellings do.

SQLite and a few string operations find the candidates; `edit_distance` decides.
"""

from __future__ import annotations

import string
from collections.abc import Iterator
from typing import Final

from searchnews.analysis.edit_distance import are_within, distance
from searchnews.vocabulary.lookup import Vocabulary

# What words of the index are made of, but for letters that no table writes in ASCII.
_ALPHABET: Final = string.ascii_lowercase + string.digits

_AFTER_ALL_LETTERS: Final = "\U0010ffff"

# Of 125,000 words some hundred at most share their first five letters: to look at those takes less
# time than to look up every string that differs from a word after them.
_SHARED_START: Final = 5


def neighbours(
    vocabulary: Vocabulary, word: str, edits: int, *, same_start: bool = False, least: int = 1
) -> dict[str, int]:
    """The words one or two edits away, itself not, that at least so many articles have.

    With their article counts. With `same_start` words two edits away begin with the same letter,
    and no others are looked at.
    """
    found = _one_edit_away(vocabulary, word, least)
    if edits > 1:
        found |= _two_edits_away(vocabulary, word, word[:1] if same_start else "", least)
        found.pop(word, None)
    return found


def common_neighbours(vocabulary: Vocabulary, word: str, articles: int) -> dict[str, int]:
    """The words one edit away that at least so many articles have.

    They are looked for among the commonest words first: in 20 microseconds instead of 150.
    """
    least, commonest = vocabulary.commonest()
    if len(word) < 3 or articles <= least:
        return neighbours(vocabulary, word, 1, least=articles)
    first, last = word[0], word[-1]
    near: dict[str, int] = {}
    for length in (len(word) - 1, len(word), len(word) + 1):
        for other, count in commonest.get(length, ()):
            if count < articles:
                break
            # One edit leaves the first letter, or the last, of three letters or more.
            alike = other[0] == first or other[-1] == last
            if alike and other != word and are_within(word, other, 1):
                near[other] = count
    return near


def _one_edit_away(vocabulary: Vocabulary, word: str, least: int) -> dict[str, int]:
    # In the order of the file words are looked up in three quarters of the time.
    if len(word) <= _SHARED_START:
        known = vocabulary.known(sorted(one_edit_away(word, _ALPHABET)))
        return {other: articles for other, articles in known.items() if articles >= least}
    # Most are looked for among the words that begin alike, which are few.
    start = word[:_SHARED_START]
    known = vocabulary.known(sorted(one_edit_away(word, _ALPHABET, _SHARED_START)))
    found = {other: articles for other, articles in known.items() if articles >= least}
    alike = vocabulary.rows(
        "SELECT word, articles FROM words"
        " WHERE articles >= ? AND length(word) BETWEEN ? AND ? AND word >= ? AND word < ?",
        *(least, len(word) - 1, len(word) + 1),
        *(start, start + _AFTER_ALL_LETTERS),
    )
    found.update(row for row in alike if row[0] != word and are_within(word, row[0], 1))
    return found


def _two_edits_away(vocabulary: Vocabulary, word: str, start: str, least: int) -> dict[str, int]:
    """The words with a start at most two edits away, itself perhaps among them."""
    # SQLite sees all words, Python only the few that may be near.
    kept = kept_by_two_edits(word)
    rows = vocabulary.rows(
        "SELECT word, articles FROM words"  # noqa: S608
        " WHERE articles >= ? AND length(word) BETWEEN ? AND ? AND word >= ? AND word < ?"
        f" AND ({' OR '.join(['instr(word, ?)'] * len(kept))})",
        *(least, len(word) - 2, len(word) + 2),
        *(start, start + _AFTER_ALL_LETTERS),
        *kept,
    )
    return {other: articles for other, articles in rows if distance(word, other, 2) <= 2}


def one_edit_away(word: str, alphabet: str, before: int | None = None) -> Iterator[str]:
    """Every string one edit away from a word, written in an alphabet; some come twice.

    With `before` only those that differ from the word before that letter.

    >>> sorted(set(one_edit_away("la", "al")))
    ['a', 'aa', 'al', 'ala', 'l', 'laa', 'lal', 'll', 'lla']
    >>> sorted(set(one_edit_away("la", "al", before=1)))
    ['a', 'aa', 'al', 'ala', 'lla']
    """
    for i in range(len(word) + 1 if before is None else before):
        left, right, rest = word[:i], word[i:], word[i + 1 :]
        if right:
            yield left + rest
            yield from [left + letter + rest for letter in alphabet if letter != right[0]]
        if rest and right[0] != rest[0]:
            yield left + rest[0] + right[0] + rest[1:]
        yield from [left + letter + right for letter in alphabet]


def kept_by_two_edits(word: str) -> set[str]:
    """Runs of letters of which every word two edits away has at least one.

    Of three parts of a word two edits leave one as it is, but that letters may be swapped across
    the border of two: then one of these, swapped, is left by the other edit.

    >>> sorted(kept_by_two_edits("raquas"))
    ['as', 'au', 'qa', 'qu', 'ra', 'rq', 'us']
    """
    first, second = len(word) // 3, len(word) * 2 // 3
    parts = {word[:first], word[first:second], word[second:]}
    for border in (first, second):
        if 0 < border < len(word):
            swapped = f"{word[: border - 1]}{word[border]}{word[border - 1]}{word[border + 1 :]}"
            parts |= {swapped[:first], swapped[first:second], swapped[second:]}
    return parts
