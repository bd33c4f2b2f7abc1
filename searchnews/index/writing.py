"""Bringing an index up to date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from searchnews.article import Article
from searchnews.errors import InvalidArgumentError
from searchnews.index.opened import OpenedIndex

if TYPE_CHECKING:
    from searchnews.indexing.progress import Progress
    from searchnews.indexing.report import Report


class Writing(OpenedIndex):
    """What changes an index."""

    def update(
        self,
        *paths: str | PathLike[str],
        source: str | None = None,
        mapping: Mapping[str, str] | None = None,
        date_from_mtime: bool = False,
        keep_missing: bool = False,
        jobs: int | None = None,
        progress: Progress | None = None,
    ) -> Report:
        """Bring the index up to date with files, or all files under folders.

        Unchanged files are not read again, changed ones replace their articles, and the articles
        of vanished ones are removed.

        Args:
            paths: files and folders.
            source: who published the articles that do not name it.
            mapping: field of ours -> its name in JSON: {"title": "headline"}.
            date_from_mtime: whether a file's time of change dates articles without a date.
            keep_missing: whether articles of vanished files stay.
            jobs: processes that read web pages and the like, and bring the vocabulary up to date;
                from three on they cut texts into words, too. None for as many as there are
                processors. They change nothing but the time it takes.
            progress: called now and then with bytes read, bytes in all and articles read.

        Raises:
            InvalidArgumentError: there is nothing at a path, or `mapping` names no field of ours.
            IndexLockedError: another process is writing.
            EngineError: it could not be written, for example to a full disk.
        """
        from searchnews.indexing.update import update
        from searchnews.indexing.writer import open_writer
        from searchnews.ingest.base import ReadingOptions

        options = ReadingOptions(source, mapping or {}, date_from_mtime)
        with open_writer(self._layout, self._snapshots.engine, jobs) as writer:
            return update(
                writer,
                [Path(path) for path in paths],
                options,
                keep_missing=keep_missing,
                progress=progress,
            )

    def add(self, articles: Iterable[Article], *, jobs: int | None = None) -> Report:
        """Add articles; one with an id that is there already replaces that one.

        `jobs` is the same as for `update`. Where one of them is none, what was committed before it
        stays: some seconds of a long run.

        Raises:
            InvalidArgumentError: what is to be added is no article, or no list of articles.
            IndexLockedError: another process is writing.
            EngineError: it could not be written.
        """
        from searchnews.indexing.writer import open_writer

        if isinstance(articles, Article | Mapping | str):
            raise InvalidArgumentError("articles are added in a list: add([article])")
        with open_writer(self._layout, self._snapshots.engine, jobs) as writer:
            return writer.add_all(_checked(articles))

    def delete(self, ids: Iterable[str]) -> int:
        """Delete articles for good: files do not bring them back. Gives how many there were.

        Raises:
            InvalidArgumentError: `ids` is one text.
            IndexLockedError: another process is writing.
            EngineError: it could not be written.
        """
        from searchnews.indexing.writer import open_writer

        with open_writer(self._layout, self._snapshots.engine) as writer:
            return writer.delete_all(ids)


def _checked(articles: Iterable[Article]) -> Iterator[Article]:
    for article in articles:
        if not isinstance(article, Article):
            raise InvalidArgumentError(
                f"an article is a searchnews.Article, not a {type(article).__name__}; make one of "
                "what is known of it: Article(id=..., title=..., body=...)"
            )
        yield article
