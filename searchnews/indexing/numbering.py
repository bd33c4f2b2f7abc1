"""The numbers of articles, in the order of indexing: each is given once.

One whose file was only moved gets another, and beside it stands the one that it had.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from hashlib import blake2b
from typing import NamedTuple

from searchnews.article import Article
from searchnews.errors import SearchNewsError
from searchnews.storage.manifest import IndexedArticle, Manifest
from searchnews.storage.moved import GoneArticle


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


def note_move(
    manifest: Manifest,
    article: Article,
    file: int | None,
    number: int,
    known: IndexedArticle | None,
) -> None:
    """Note in the manifest that an article was only moved, if it was.

    `file` is the one that gives it now, None where an app does; `known` is what stood under its id.
    """
    if file is None:
        return
    before = manifest.moved.gone(article.id) if known is None else _elsewhere(manifest, file, known)
    path = manifest.path_of(file) if before is not None else None
    if before is None or path is None or article.path is None:
        return
    inside = article.path.removeprefix(str(path))
    there = replace(article, path=f"{before.path}{inside}")
    if digest_of_article(there.to_json()) == before.digest:
        manifest.moved.note(number, before.number)


def _elsewhere(manifest: Manifest, file: int, known: IndexedArticle) -> GoneArticle | None:
    """What is known of an article that another file gave until now; None if this one did."""
    if known.file is None or known.file == file or known.number is None:
        return None
    path = manifest.path_of(known.file)
    return GoneArticle(known.digest, known.number, path) if path is not None else None


def digest_of_article(json: bytes) -> bytes:
    """What the manifest keeps of an article, to know whether it has changed."""
    return blake2b(json, digest_size=16).digest()
