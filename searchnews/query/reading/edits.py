"""How many letters a word may be off, as it is typed behind it."""

from __future__ import annotations

import re
from typing import Final

DIGITS: Final = 9
"""Of a number that are read: more mean no more."""

# Of a word read backwards, which takes time that is linear in its length.
_EDITS_BACKWARDS: Final = re.compile(r"\W*(\d*+)((?:[.,]\d++)?[-+]?)~")


def without_edits(text: str) -> tuple[str, int]:
    """A word without the `~` at its end, and how many edits that allows; 0 if there is none.

    What is no number of letters, as others write it, is 1.

    >>> without_edits("Choigou~2"), without_edits("Palmire~."), without_edits("raid")
    (('Choigou', 2), ('Palmire', 1), ('raid', 0))
    >>> without_edits("Choigou~0.8"), without_edits("Choigou~-1")
    (('Choigou', 1), ('Choigou', 1))
    """
    match = _EDITS_BACKWARDS.match(text[::-1])
    if match is None:
        return text, 0
    digits = "" if match[2] else match[1][::-1]
    return text[: len(text) - match.end()], int(digits[:DIGITS] or 1)
