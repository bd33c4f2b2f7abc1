"""The spaces of French typography, which nobody can tell apart in a source."""

from __future__ import annotations

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

    >>> french_typography("rien n'est perdu !").replace(NARROW, ".")
    'rien n’est perdu.!'
    """
    return french_spaces(text).replace("'", "’")
