"""Misspellings: words that differ by an edit or two.

An edit inserts, drops or replaces one character, or swaps two neighbours (the optimal string
alignment distance, which forgives the commonest slips of a keyboard).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator


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


def is_one_edit_away(word: str, other: str) -> bool:
    """Whether two words are one edit apart: `distance` says so too, in fifty times as long.

    >>> [is_one_edit_away("raqa", other) for other in ("raqqa", "rqa", "raka", "arqa", "raqa")]
    [True, True, True, True, False]
    """
    if word == other:
        return False
    longer = len(word) - len(other)
    i = 0
    for one, two in zip(word, other, strict=False):
        if one != two:
            break
        i += 1
    if longer:
        return word[i + (longer > 0) :] == other[i + (longer < 0) :]
    return word[i + 1 :] == other[i + 1 :] or (
        word[i : i + 2] == other[i + 1 : i + 2] + other[i : i + 1]
        and word[i + 2 :] == other[i + 2 :]
    )


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
