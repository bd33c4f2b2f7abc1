"""The spaces of French typography, which nobody can tell apart in a source."""

from __future__ import annotations

import re
from typing import Final

from searchnews.explore.plots.french import NARROW, NO_BREAK

_SPACES: Final = (
    (" :", f"{NO_BREAK}:"),
    ("« ", f"«{NO_BREAK}"),
    (" »", f"{NO_BREAK}»"),
    (" ;", f"{NARROW};"),
    (" ?", f"{NARROW}?"),
    (" !", f"{NARROW}!"),
)
_ELISION: Final = re.compile(r"(?<=\w)'(?=[\w«“(])")


def french_spaces(text: str) -> str:
    """The text with the no-break spaces that belong before and inside its signs.

    >>> french_spaces("« Palmyre » : rien ?").replace(NO_BREAK, "_").replace(NARROW, ".")
    '«_Palmyre_»_: rien.?'
    """
    for written, meant in _SPACES:
        text = text.replace(written, meant)
    return text


def french_typography(text: str) -> str:
    """The text as it is printed: with these spaces, and with curved apostrophes.

    Those around what is to be typed in a shell stay as they are.

    >>> french_typography("rien n'est perdu !").replace(NARROW, ".")
    'rien n’est perdu.!'
    >>> french_typography("pip install 'searchnews[parquet]'")
    "pip install 'searchnews[parquet]'"
    """
    return _ELISION.sub("’", french_spaces(text))
