"""Bringing the manifest in line with the engine, after a crash between their two commits."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from searchnews.article import Article
from searchnews.indexing.counted_ids import identity_of
from searchnews.indexing.numbering import Numbering, digest_of_article
from searchnews.storage.manifest import ALL_FILES, IndexedArticle, Manifest
from searchnews.storage.stored_articles import StoredArticles

if TYPE_CHECKING:
    from searchnews.storage.cluster.writing import ClusterWriter

_AT_ONCE: Final = 1000
"""So many articles of a cluster are looked at at a time."""


class Reconciliation:
    """Looks at articles as the engine has them, and notes in the manifest what is otherwise."""

    def __init__(self, manifest: Manifest, numbering: Numbering) -> None:
        self._manifest = manifest
        self._numbering = numbering

    def with_all(self, articles: Iterable[tuple[int, bytes]]) -> None:
        """With all articles of the engine: their numbers, and what `Article.to_json` made."""
        for number, json in articles:
            self._manifest.see(self._take_in(number, json), ALL_FILES)
        for article_id in self._manifest.unseen(ALL_FILES):
            self._forget(article_id)

    def with_cluster(self, writer: ClusterWriter, articles: StoredArticles, stamp: str) -> None:
        """With what this machine was doing: others commit to a cluster, too."""
        writer.delete_again()
        ids, is_overtaken = iter(writer.uncertain()), writer.is_overtaken
        while some := list(islice(ids, _AT_ONCE)):
            self.with_some(some, articles.as_json_of(some), written_again=is_overtaken)
        writer.is_reconciled(stamp)

    def with_some(
        self,
        ids: Iterable[str],
        articles: Iterable[tuple[int, bytes]],
        *,
        written_again: bool = False,
    ) -> None:
        """With those that the engine has of some; whether these are to get new numbers."""
        there = {self._take_in(number, json) for number, json in articles}
        for article_id in set(ids) - there:
            self._forget(article_id)
        if written_again:
            for article_id in there:
                self._write_again(article_id)

    def _take_in(self, number: int, json: bytes) -> str:
        """Note an article as the engine has it; gives its id."""
        article = Article.from_json(json)
        digest = digest_of_article(json)
        known = self._manifest.article(article.id)
        self._numbering.take(number)
        if known is None or known.digest != digest:
            file = self._manifest.file(Path(article.path)) if article.path else None
            indexed = IndexedArticle(
                digest, file.file if file else None, number, identity=identity_of(article)
            )
            self._manifest.put_article(article.id, indexed)
        elif known.number != number:  # it was removed, and came again
            self._manifest.put_number(article.id, number)
        return article.id

    def _write_again(self, article_id: str) -> None:
        """Have an article written when its file is read, though it has not changed."""
        known = self._manifest.article(article_id)
        if known is not None and article_id not in self._manifest.forbidden:
            self._manifest.put_article(article_id, known._replace(digest=b""))
            if known.file is not None:
                self._manifest.read_again(known.file)

    def _forget(self, article_id: str) -> None:
        lost = self._manifest.article(article_id)
        self._manifest.remove_article(article_id)
        if lost is not None and lost.file is not None:
            self._manifest.read_again(lost.file)
