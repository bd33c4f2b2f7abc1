"""Misspellings: words that differ by an edit or two.

An edit inserts, drops or replaces one character, or swaps two neighbours (the optimal string
alignment distance, which forgives the commonest slips of a keyboard).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator


def one_edit_away(word: str, alphabet: str) -> Iterator[str]:
    """Every string one edit away from a word, written in an alphabet; some come twice.

    >>> sorted(set(one_edit_away("la", "al")))
    ['a', 'aa', 'al', 'ala', 'l', 'laa', 'lal', 'll', 'lla']
    """
    splits = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    for left, right in splits:
        if right:
            yield left + right[1:]
        if len(right) > 1 and right[0] != right[1]:
            yield left + right[1] + right[0] + right[2:]
        for letter in alphabet:
            yield left + letter + right
            if right and letter != right[0]:
                yield left + letter + right[1:]


def closer_than(word: str, edits: int) -> Callable[[str], bool]:
    """A test for words at most so many edits away from a word.

    >>> near = closer_than("choigou", 2)
    >>> [near(other) for other in ("shoigou", "chojgu", "choiguo", "palmyre")]
    [True, True, True, False]
    """
    letters = set(word)

    def near(other: str) -> bool:
        # An edit brings in one new letter and takes one away at most.
        different = letters.symmetric_difference(other)
        return len(different) <= 2 * edits and distance(word, other, edits) <= edits

    return near


def distance(a: str, b: str, limit: int) -> int:
    """The number of edits between two words, or `limit` + 1 if there are more.

    >>> distance("palmyre", "palmire", 2), distance("raqa", "arqa", 2), distance("a", "xyz", 2)
    (1, 1, 3)
    """
    if abs(len(a) - len(b)) > limit:
        return limit + 1
    before: list[int] = []
    previous = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        current = [i]
        for j, y in enumerate(b, 1):
            best = min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                best = min(best, before[j - 2] + 1)
            current.append(best)
        if min(current) > limit and min(previous) > limit:
            return limit + 1
        before, previous = previous, current
    return min(previous[-1], limit + 1)


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
