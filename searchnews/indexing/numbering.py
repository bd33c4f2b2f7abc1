"""The numbers of articles, in the order of indexing: each is given once."""

from __future__ import annotations

from contextlib import suppress
from typing import NamedTuple

from searchnews.errors import SearchNewsError
from searchnews.storage.manifest import Manifest


class FormerNumbers(NamedTuple):
    """Those of the index that a new one is to replace."""

    last: int
    """The highest that was given."""
    manifest: Manifest | None
    """Which article had which; None where that is not known any more."""

    def number(self, article_id: str, digest: bytes) -> int | None:
        """That of an article with the same content."""
        with suppress(SearchNewsError):  # a damaged manifest costs no article
            if self.manifest is not None:
                known = self.manifest.article(article_id)
                if known is not None and known.digest == digest:
                    return known.number
        return None


class Numbering:
    """Gives numbers to the articles of an index."""

    def __init__(self, last: int, former: FormerNumbers | None = None) -> None:
        """`last` is the highest that was given so far, also to articles that are no more."""
        self._former = former
        self.last = max(last, former.last if former else 0)

    def number(self, article_id: str, digest: bytes) -> int:
        """That of an article which is new, or has changed.

        In an index that replaces another, an article keeps the one it had, so that what is known by
        its number stays true. Else it is a number that none has had, until it is taken.
        """
        known = self._former.number(article_id, digest) if self._former else None
        return self.last + 1 if known is None else known

    def take(self, number: int) -> None:
        """Note that an article has this number."""
        self.last = max(self.last, number)
