"""How French words are usually written, where that is with accents: été, président, à peine.

An index notes how a word is written only in articles that write it in another way, and in those
what else they write it as: of 45 forms with accents in an article of 350 words that leaves ten.
So another table needs a new index.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from searchnews.analysis.lexicon.sorted_lines import SortedLines

ACCENTED: Final = Path(__file__).with_name("french.accents")

LONGEST: Final = 16
"""In letters, of the words in the table: `analysis.bulk` compares no more."""

_LINES: Final = SortedLines(ACCENTED)


def usual_form(word: str) -> str:
    """How a folded word is usually written, in lower case; as it is, if nothing is known of it.

    >>> [usual_form(word) for word in ("ete", "marche", "palmyre")]
    ['été', 'marche', 'palmyre']
    """
    return _LINES.get(word) or word


@cache
def usual_forms() -> MappingProxyType[str, str]:
    """Folded words that are usually written with accents, and how, sorted by the folded word.

    For whoever asks for more than a few: it takes some milliseconds to read them all.
    """
    return MappingProxyType(dict(_LINES))
