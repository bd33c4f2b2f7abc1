"""The names of concepts: how they are typed, which are the same, which come close."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from searchnews.analysis.edit_distance import distance
from searchnews.analysis.fold import fold
from searchnews.query.language import OPERATORS

SIGN: Final = "@"
"""What a concept begins with in a query."""

LONGEST_NAME: Final = 64
"""Characters of a name."""

# Patterns that are compiled when they are first needed: few queries name concepts.
_NAME: Final = rf"\w[\w-]{{0,{LONGEST_NAME - 1}}}"
_BETWEEN: Final = r"[\s_-]+"
_WORD: Final = r"\w+(?!\w*:)"  # but for names of fields
_ELIDED: Final = r"(?i)\b(?:[cdjlmnst]|(?:jus|lors|puis|quoi)?qu)['’ʼ]"
_LONGEST_MADE: Final = 40
_WITHOUT_WORDS: Final = "recherche"
_FAR: Final = 3  # edits
_LETTERS_AN_EDIT: Final = 3


def is_name(text: str) -> bool:
    """Whether a text may be the name of a concept: letters, digits, - and _.

    >>> is_name("partis"), is_name("élections-2022"), is_name("a.b"), is_name("")
    (True, True, False, False)
    """
    return re.fullmatch(_NAME, text) is not None


def name_key(name: str) -> str:
    """What is the same for names that mean the same concept.

    Neither capitals nor accents matter, and spaces, - and _ are one sign.

    >>> name_key("Partis_Politiques"), name_key("élus locaux")
    ('partis-politiques', 'elus-locaux')
    """
    return "-".join(map(fold, re.split(_BETWEEN, name.strip())))


def typed_name(name: str) -> str:
    """A name as it can be typed in a query: without spaces.

    >>> typed_name("Partis politiques")
    'Partis-politiques'
    """
    return "-".join(name.split())


def name_of_query(query: str) -> str:
    """A name for a query: its first words, without operators and the names of fields.

    >>> name_of_query("raids ET (titre:Palmyre OU l'État islamique)")
    'raids-Palmyre-État-islamique'
    >>> name_of_query("*")
    'recherche'
    """
    words = re.findall(_WORD, re.sub(_ELIDED, " ", unicodedata.normalize("NFC", query)))
    name = ""
    for word in words:
        longer = f"{name}-{word}" if name else word[:_LONGEST_MADE]
        if word in OPERATORS or len(longer) > _LONGEST_MADE:
            continue
        name = longer
    return name or _WITHOUT_WORDS


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
