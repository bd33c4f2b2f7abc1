"""What a concordance is sorted by: words left and right of the node, the node, date, source.

Spelt as in AntConc (L. Anthony): `1L` is the first word at the left of the node, `2R` the second at
its right, `0` the node itself; up to three of them, the first one deciding.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple, TypeAlias

from searchnews.analysis.tokenize import words_of
from searchnews.article import Article
from searchnews.dates import moment_number
from searchnews.errors import InvalidArgumentError
from searchnews.explore.concordance.contexts import words_before, words_behind
from searchnews.explore.concordance.nodes import Node

MOST_LEVELS: Final = 3
FURTHEST: Final = 20
"""How many words from the node a level may be."""

_WORD: Final = re.compile(r"([1-9]\d?)([LR])", re.IGNORECASE)
_OTHERS: Final = ("0", "date", "-date", "source")

Key: TypeAlias = tuple[tuple[bool, str] | tuple[bool, int], ...]
"""What sorts a node: for each level whether there is nothing, which comes last, and its value."""


class Level(NamedTuple):
    """One thing that a concordance is sorted by."""

    name: str
    """As it is spelt."""
    left: int = 0
    """Which word at the left it is, if it is one."""
    right: int = 0


def levels_of(names: str | Sequence[str]) -> tuple[Level, ...]:
    """The levels of these names, or of a text in which commas or spaces are between them.

    >>> [level.name for level in levels_of("1r, 2R date")]
    ['1R', '2R', 'date']

    Raises:
        InvalidArgumentError: there is no such level, or there are more than three.
    """
    if isinstance(names, str):
        names = names.replace(",", " ").split()
    levels = tuple(map(_level, names))
    if len(levels) > MOST_LEVELS:
        raise InvalidArgumentError(
            f"a concordance is sorted by {MOST_LEVELS} levels at most, not {len(levels)}"
        )
    return levels


def key_of(node: Node, article: Article, levels: Sequence[Level]) -> Key:
    """What a node is sorted by; words are compared as folded ones, what is missing comes last."""
    left = [level.left for level in levels if level.left]
    right = [level.right for level in levels if level.right]
    before = words_before(node.text, node.start, max(left)) if left else ()
    behind = words_behind(node.text, node.end, max(right)) if right else ()
    keys: list[tuple[bool, str] | tuple[bool, int]] = []
    for level in levels:
        if level.left:
            found = len(before) >= level.left
            keys.append((not found, before[level.left - 1].word if found else ""))
        elif level.right:
            found = len(behind) >= level.right
            keys.append((not found, behind[level.right - 1].word if found else ""))
        elif level.name == "0":
            keys.append((False, " ".join(words_of(node.text[node.start : node.end]))))
        elif level.name == "source":
            keys.append((article.source is None, " ".join(words_of(article.source or ""))))
        else:
            moment = moment_number(article.date) if article.date else 0
            keys.append((article.date is None, -moment if level.name == "-date" else moment))
    return tuple(keys)


def _level(name: str) -> Level:
    if (word := _WORD.fullmatch(name)) is not None and int(word[1]) <= FURTHEST:
        distance, side = int(word[1]), word[2].upper()
        return Level(
            f"{distance}{side}",
            left=distance if side == "L" else 0,
            right=distance if side == "R" else 0,
        )
    if name in _OTHERS:
        return Level(name)
    raise InvalidArgumentError(
        f"a concordance is sorted by 1L to {FURTHEST}L, 1R to {FURTHEST}R, "
        f"{', '.join(_OTHERS)}, not by {name!r}"
    )
