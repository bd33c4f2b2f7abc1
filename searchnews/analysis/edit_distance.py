"""How many edits lie between two words.

An edit inserts, drops or replaces one character, or swaps two neighbours, and no character is
edited twice: the optimal string alignment distance, which forgives the commonest slips of a
keyboard.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache


def distance(word: str, other: str, limit: int) -> int:
    """The number of edits between two words, or `limit` + 1 if there are more.

    >>> distance("palmyre", "palmire", 2), distance("raqa", "arqa", 2), distance("a", "xyz", 2)
    (1, 1, 3)
    """
    return _osa()(word, other, score_cutoff=limit)


def are_within(word: str, other: str, edits: int) -> bool:
    """Whether two words are at most so many edits apart.

    For words that seldom are: their letters are compared first, and most queries do not import
    what counts edits.

    >>> [are_within("choigou", other, 2) for other in ("shoigou", "chojgu", "choiguo", "palmyre")]
    [True, True, True, False]
    """
    # An edit brings in one new letter and takes one away at most.
    different = set(word).symmetric_difference(other)
    return len(different) <= 2 * edits and distance(word, other, edits) <= edits


@cache
def _osa() -> Callable[..., int]:
    # 15 ms, a sixth of what a whole process takes to answer a query.
    from rapidfuzz.distance import OSA

    return OSA.distance
