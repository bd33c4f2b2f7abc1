"""The language of who sits at the terminal."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Final

# As POSIX has them: the first that is set decides.
_LOCALES: Final = ("LC_ALL", "LC_MESSAGES", "LANG")


def reads_french(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether the locale is French.

    >>> reads_french({"LANG": "fr_CH.UTF-8"}), reads_french({"LANG": "fr_FR", "LC_ALL": "C"})
    (True, False)
    """
    named = next((name for each in _LOCALES if (name := environment.get(each))), "")
    return named.lower().startswith("fr")


def in_users_language(said: str) -> str:
    """What searchnews says, in French where the locale is French."""
    if not reads_french():
        return said
    from searchnews.wording.french import in_french

    return in_french(said)
