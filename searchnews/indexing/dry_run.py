"""Counting what indexing would read, without an index: for trying a format on a million files."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from searchnews.article import Article
from searchnews.ingest.base import Item, ReadingOptions, UnreadableFileError
from searchnews.ingest.discover import Found, discover
from searchnews.ingest.files import Begun
from searchnews.ingest.formats import is_dear_by_name
from searchnews.ingest.workers import Workers, ahead
from searchnews.processes import Processes


@dataclass(slots=True)
class Census:
    """What there is to be read under some paths."""

    files: int = 0
    """That gave articles."""
    articles: int = 0
    with_title: int = 0
    with_date: int = 0
    with_source: int = 0
    skipped: list[tuple[Path, str]] = field(default_factory=list)
    """Files, and parts of files, that gave no article, each with the reason."""
    seconds: float = 0.0

    def count(self, article: Article) -> None:
        """Count an article."""
        self.articles += 1
        self.with_title += article.title is not None
        self.with_date += article.date is not None
        self.with_source += article.source is not None

    def to_dict(self) -> dict[str, Any]:
        """The census as the command line prints it in JSON."""
        return {
            "files": self.files,
            "articles": self.articles,
            "with_title": self.with_title,
            "with_date": self.with_date,
            "with_source": self.with_source,
            "skipped": [{"path": str(path), "reason": reason} for path, reason in self.skipped],
            "seconds": round(self.seconds, 2),
        }


def census(
    paths: Iterable[Path],
    options: ReadingOptions,
    *,
    leave_out: Callable[[Path], bool] = lambda _: False,
    jobs: int | None = None,
) -> Census:
    """Count the articles of the files under some paths; folders that `leave_out` names are not.

    Raises:
        InvalidArgumentError: there is nothing at a path.
    """
    began = time.perf_counter()
    counted = Census()
    with closing(Processes(jobs)) as processes:
        workers = Workers(processes)

        def begin(path: Path) -> Begun:
            begun = Begun(path, options, workers=workers)
            if is_dear_by_name(path.name):
                begun.begin()
            return begun

        files = []
        for path in paths:
            for each in discover(path, leave_out):
                if isinstance(each, Found):
                    files.append(each.path)
                else:
                    counted.skipped.append((each.path, each.reason))
        for path, begun in ahead(((path, begin(path)) for path in files), workers.window):
            _count_file(counted, path, begun.items())
    counted.seconds = time.perf_counter() - began
    return counted


def _count_file(counted: Census, path: Path, items: Iterable[Item]) -> None:
    before = counted.articles
    reasons = len(counted.skipped)
    try:
        for item in items:
            if isinstance(item, Article):
                counted.count(item)
            elif item.lost:
                where = f"line {item.line}: " if item.line else ""
                counted.skipped.append((item.path or path, f"{where}{item.reason}"))
    except UnreadableFileError as error:
        counted.skipped.append((path, str(error)))
    if counted.articles > before:
        counted.files += 1
    elif len(counted.skipped) == reasons:
        counted.skipped.append((path, "there is no article in it"))
