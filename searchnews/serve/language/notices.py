"""What searchnews says, in the language of a page."""

from __future__ import annotations

from searchnews.serve.language.locale import Locale
from searchnews.serve.language.typography import french_typography
from searchnews.wording.french import in_french


def notice(said: str, locale: Locale) -> str:
    """What is said, in the language of a page.

    >>> from searchnews.serve.language.locale import FRENCH
    >>> notice("there is no word to search for; * stands for every article", FRENCH)
    'il n’y a aucun mot à chercher\u202f; * désigne tous les articles'
    """
    return french_typography(in_french(said)) if locale.tag == "fr" else said


def is_known(said: str) -> bool:
    """Whether what is said has a French form."""
    return in_french(said) != said
