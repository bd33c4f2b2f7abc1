"""Addresses of pages among the words of a query."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

# What an address begins with; few words do, so the rest is imported only then.
_BEGINNING: Final = re.compile(r"(?i:https?://|www\.)|[a-z\d][a-z\d.-]+\.[a-z]{2,}/")
_TYPED: Final = re.compile(r"[^\s\"«»“”„]+")
_PUNCTUATION: Final = ".,;:!?…'’"


class PastedAddress(NamedTuple):
    """An address in a query."""

    address: str
    """Normalised."""
    end: int
    """Where it ends in the query, in characters."""


def pasted_address(text: str, start: int) -> PastedAddress | None:
    """The address that begins at `start` of a query; None if none does.

    >>> pasted_address("voir (https://www.journal.fr/crue?x=1), dit-il", 6)
    PastedAddress(address='journal.fr/crue?x=1', end=37)
    >>> pasted_address("et/ou", 0)
    """
    if _BEGINNING.match(text, start) is None:
        return None
    from searchnews.addresses import is_pasted_address

    address = typed_address(text, start)
    is_one = address is not None and is_pasted_address(text[start : address.end])
    return address if is_one else None


def typed_address(text: str, start: int) -> PastedAddress | None:
    """The address, or its beginning, that is typed behind `url:`.

    >>> typed_address("url:journal.fr raids", 4)
    PastedAddress(address='journal.fr', end=14)
    """
    from searchnews.addresses import normalized_address

    typed = _TYPED.match(text, start)
    if typed is None:
        return None
    kept = typed[0].rstrip(_PUNCTUATION)
    while kept.endswith(")") and kept.count(")") > kept.count("("):
        kept = kept[:-1].rstrip(_PUNCTUATION)
    address = normalized_address(kept.rstrip("*"))
    return None if address is None else PastedAddress(address, start + len(kept))
