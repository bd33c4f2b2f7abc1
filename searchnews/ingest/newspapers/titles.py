"""What stands in the field of a title where there is none."""

from __future__ import annotations

import re
from typing import Final

from searchnews.ingest.lines import letters_of

# What libraries and Olive write: "UNKNOWN", "Untitled Article", "[Sans titre]", "Ohne Titel",
# "DOCUMENT_TITLE_PLACEHOLDER".
_NO_TITLE: Final = re.compile(
    r"\W*(?:unknown(?: title)?|untitled(?: (?:article|ad|advertisement|image|picture))?|no title"
    r"|sans titre|titre inconnu|inconnu|ohne titel|unbekannt|senza titolo|n/a|none|null"
    r"|[a-z]+(?:[ _-][a-z]+){0,3}[ _-]placeholder)?\W*",
    re.IGNORECASE,
)


def real_title(written: str | None) -> str | None:
    r"""A title in one line; None where the words say that there is none.

    >>> real_title("La crue du\n Val"), real_title("UNKNOWN"), real_title("[Sans titre]")
    ('La crue du Val', None, None)
    """
    title = " ".join((written or "").split())
    return None if _NO_TITLE.fullmatch(title) else title


def whole_title(title: str | None, heading: str) -> str | None:
    """A title as it is printed, where libraries have cut it: "Abonnés, favorisez dans vos a..."."""
    if title is None or not title.endswith(("...", "…")):
        return title
    return heading if letters_of(heading).startswith(letters_of(title)) else title
