"""The names that databases and libraries have for languages."""

from __future__ import annotations

from typing import Final

from searchnews.ingest.lines import normalized, unaccented

_NAMES: Final = {
    "fr": "francais french franzosisch frances francese frans fre",
    "en": "anglais english englisch ingles inglese engels eng",
    "de": "allemand german deutsch aleman tedesco duits ger",
    "es": "espagnol spanish spanisch espanol spagnolo spaans spa",
    "it": "italien italian italienisch italiano italiaans ita",
    "nl": "neerlandais dutch niederlandisch neerlandes olandese nederlands dut",
    "pt": "portugais portuguese portugiesisch portugues portoghese portugees por",
}
_CODE_OF: Final = {name: code for code, names in _NAMES.items() for name in names.split()}


def language_code(name: str) -> str | None:
    """The code of two letters of a language whose name is in one of the seven that are known.

    >>> language_code("Français"), language_code("Französisch"), language_code("basque")
    ('fr', 'fr', None)
    """
    return _CODE_OF.get(unaccented(normalized(name)).lower())
