"""The names of concepts: how they are typed, which are the same, which come close."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from searchnews.analysis.edit_distance import distance
from searchnews.analysis.fold import fold

SIGN: Final = "@"
"""What a concept begins with in a query."""

LONGEST_NAME: Final = 64
"""Characters of a name."""

_NAME: Final = re.compile(rf"\w[\w-]{{0,{LONGEST_NAME - 1}}}")
_BETWEEN: Final = re.compile(r"[\s_-]+")
_FAR: Final = 3  # edits
_LETTERS_AN_EDIT: Final = 3


def is_name(text: str) -> bool:
    """Whether a text may be the name of a concept: letters, digits, - and _.

    >>> is_name("partis"), is_name("élections-2022"), is_name("a.b"), is_name("")
    (True, True, False, False)
    """
    return _NAME.fullmatch(text) is not None


def name_key(name: str) -> str:
    """What is the same for names that mean the same concept.

    Neither capitals nor accents matter, and spaces, - and _ are one sign.

    >>> name_key("Partis_Politiques"), name_key("élus locaux")
    ('partis-politiques', 'elus-locaux')
    """
    return "-".join(map(fold, _BETWEEN.split(name.strip())))


def typed_name(name: str) -> str:
    """A name as it can be typed in a query: without spaces.

    >>> typed_name("Partis politiques")
    'Partis-politiques'
    """
    return "-".join(name.split())


def nearest_name(name: str, names: Iterable[str]) -> str | None:
    """The one of some names that was most likely meant; None if none is close.

    >>> nearest_name("partie", ["partis", "presidents"])
    'partis'
    >>> nearest_name("EmmanuelMacron", ["partis", "presidents"])
    """
    key = name_key(name)
    most = min(_FAR, max(1, len(key) // _LETTERS_AN_EDIT))
    close = [(distance(key, name_key(other), most), other) for other in names]
    return min((pair for pair in close if pair[0] <= most), default=(0, None))[1]
