"""Counting what indexing would read, without an index: for trying a format on a million files."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from searchnews.article import Article
from searchnews.errors import UnreadableFileError
from searchnews.indexing.report import Skipped, SkippedParts
from searchnews.ingest.base import ReadArticle, ReadingOptions
from searchnews.ingest.discover import FoundFile, discover
from searchnews.ingest.files import FileReading
from searchnews.ingest.formats.table import is_probably_slow
from searchnews.ingest.workers import Workers, prefetched
from searchnews.processes import Processes


@dataclass(slots=True)
class DryRun:
    """What there is to be read under some paths."""

    files: int = 0
    """That gave articles."""
    articles: int = 0
    with_title: int = 0
    with_date: int = 0
    with_source: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    """Files, and parts of files, that gave no article, each with the reason."""
    seconds: float = 0.0

    def count(self, article: Article) -> None:
        """Count an article."""
        self.articles += 1
        self.with_title += article.title is not None
        self.with_date += article.date is not None
        self.with_source += article.source is not None

    def to_dict(self) -> dict[str, Any]:
        """The counts as the command line prints them in JSON."""
        return {
            "files": self.files,
            "articles": self.articles,
            "with_title": self.with_title,
            "with_date": self.with_date,
            "with_source": self.with_source,
            "skipped": [{"path": str(s.path), "reason": s.reason} for s in self.skipped],
            "seconds": round(self.seconds, 2),
        }


def dry_run(
    paths: Iterable[Path],
    options: ReadingOptions,
    *,
    leave_out: Callable[[Path], bool] = lambda _: False,
    jobs: int | None = None,
) -> DryRun:
    """Count the articles of the files under some paths, but for folders that `leave_out` names.

    Raises:
        InvalidArgumentError: there is nothing at a path.
    """
    began = time.perf_counter()
    counts = DryRun()
    with closing(Processes(jobs)) as processes:
        workers = Workers(processes)

        def start(path: Path) -> tuple[Path, FileReading]:
            reading = FileReading(path, options, workers=workers)
            if is_probably_slow(path.name):
                reading.start()
            return path, reading

        files = []
        for path in paths:
            for entry in discover(path, leave_out):
                if isinstance(entry, FoundFile):
                    files.append(entry.path)
                else:
                    counts.skipped.append(Skipped(entry.path, entry.reason))
        for path, reading in prefetched(map(start, files), workers.window):
            _count_file(counts, path, reading)
    counts.seconds = time.perf_counter() - began
    return counts


def _count_file(counts: DryRun, path: Path, reading: FileReading) -> None:
    before = counts.articles
    skipped = SkippedParts()
    try:
        for item in reading.items():
            if isinstance(item, ReadArticle):
                counts.count(item.article)
            elif item.lost:
                skipped.add(item.path or path, item.message)
    except UnreadableFileError as error:
        skipped.add(path, str(error))
    if counts.articles > before:
        counts.files += 1
    elif not skipped:
        skipped.add(path, "there is no article in it")
    counts.skipped += skipped.all()
