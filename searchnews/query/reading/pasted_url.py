"""URLs of pages among the words of a query."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

# What a URL begins with; few words do, so the rest is imported and compiled only then.
_BEGINNING: Final = re.compile(r"(?i:https?://|www\.)|[a-z\d][a-z\d.-]+\.[a-z]{2,}/")
_TYPED: Final = r"[^\s\"«»“”„]+"
_PUNCTUATION: Final = ".,;:!?…'’"


class PastedUrl(NamedTuple):
    """A URL in a query."""

    url: str
    """Normalised."""
    end: int
    """Where it ends in the query, in characters."""


def pasted_url(text: str, start: int) -> PastedUrl | None:
    """The URL that begins at `start` of a query; None if none does.

    >>> pasted_url("voir (https://www.journal.fr/crue?x=1), dit-il", 6)
    PastedUrl(url='journal.fr/crue?x=1', end=37)
    >>> pasted_url("et/ou", 0)
    """
    if _BEGINNING.match(text, start) is None:
        return None
    from searchnews.urls import is_pasted_url

    url = typed_url(text, start)
    is_one = url is not None and is_pasted_url(text[start : url.end])
    return url if is_one else None


def typed_url(text: str, start: int) -> PastedUrl | None:
    """The URL, or its beginning, that is typed behind `url:`.

    >>> typed_url("url:journal.fr raids", 4)
    PastedUrl(url='journal.fr', end=14)
    """
    from searchnews.urls import normalized_url

    typed = re.match(_TYPED, text[start:])
    if typed is None:
        return None
    kept = typed[0].rstrip(_PUNCTUATION)
    while kept.endswith(")") and kept.count(")") > kept.count("("):
        kept = kept[:-1].rstrip(_PUNCTUATION)
    url = normalized_url(kept.rstrip("*"))
    return None if url is None else PastedUrl(url, start + len(kept))
