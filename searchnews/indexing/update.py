"""Bringing an index up to date with files: reading what is new, replacing what has changed."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Final, NamedTuple

from searchnews.errors import UnreadableFileError
from searchnews.indexing.article_updates import ArticleUpdates, CurrentFile
from searchnews.indexing.file_changes import FileState, digest_of, settled
from searchnews.indexing.progress import Progress, ProgressCounter
from searchnews.indexing.report import Report, Skipped
from searchnews.indexing.writer import IndexWriter
from searchnews.ingest.base import Problem, ReadArticle, ReadingOptions
from searchnews.ingest.discover import FoundFile, Unlisted, absolute, discover
from searchnews.ingest.failures import unreadable
from searchnews.ingest.files import FileReading
from searchnews.ingest.formats.table import is_probably_slow
from searchnews.ingest.limits import LIMITS, Limits
from searchnews.ingest.workers import Workers, prefetched
from searchnews.storage.manifest import UNKNOWN_TIME, IndexedFile
from searchnews.storage.ownership import is_ours

_MOST_REASONS: Final = 3  # kept of a file without articles


def update(
    writer: IndexWriter,
    paths: Iterable[Path],
    options: ReadingOptions,
    *,
    keep_missing: bool = False,
    progress: Progress | None = None,
    limits: Limits = LIMITS,
) -> Report:
    """Bring an index up to date with the files under some paths.

    Any file may vanish, change or become unreadable at any moment: then it is named, what it gave
    before is kept, and the run goes on.

    Raises:
        InvalidArgumentError: there is nothing at a path.
    """
    run = _Update(writer, options, progress, limits)
    return run.run(list(paths), keep_missing=keep_missing)


class _Started(NamedTuple):
    """A file whose reading has begun, or is about to."""

    reading: FileReading
    state: FileState | None
    """What the file was like just before; None if it could not be looked at."""
    mtime_ns: int
    """What the manifest is to keep as its time."""


class _Update:
    """One run."""

    def __init__(
        self,
        writer: IndexWriter,
        options: ReadingOptions,
        progress: Progress | None,
        limits: Limits,
    ) -> None:
        self._writer = writer
        self._manifest = writer.manifest
        self._options = options
        self._fingerprint = options.fingerprint()
        self._limits = limits
        self._progress = ProgressCounter(progress)
        self._workers = Workers(writer.processes)
        self._report = Report()
        self._articles = ArticleUpdates(writer, self._report)

    def run(self, paths: list[Path], *, keep_missing: bool) -> Report:
        began = time.perf_counter()
        in_run = self._manifest.in_run
        in_run.begin()
        unlisted = [folder for path in paths for folder in self._discover(path)]
        if not keep_missing:
            for path in paths:
                self._remove_vanished(path, unlisted)
        self._progress.begin(in_run.size(), in_run.unchanged_size(self._fingerprint))
        to_visit = itertools.starmap(FoundFile, in_run.to_visit(self._fingerprint))
        for found, started in prefetched(map(self._start_early, to_visit), self._workers.window):
            self._visit(found, started)
            self._progress.end_file(found.size)
        self._read_again()
        unchanged = in_run.unchanged(self._fingerprint)
        self._report.unchanged += unchanged.articles
        self._report.skipped += itertools.starmap(Skipped, unchanged.without_articles)
        self._articles.finish()
        self._writer.commit()
        self._report.articles = self._writer.articles()
        self._report.seconds = time.perf_counter() - began
        return self._report

    def _discover(self, root: Path) -> list[Path]:
        """Note the files under a root; gives the folders in which nobody could look."""
        found = 0
        unlisted = []
        for entry in discover(root, leave_out=is_ours):
            found += 1
            if isinstance(entry, FoundFile):
                self._manifest.in_run.add(*entry)
                continue
            self._report.skipped.append(Skipped(entry.path, entry.reason))
            if isinstance(entry, Unlisted):
                unlisted.append(entry.path)
        if not found:
            self._report.warn(f"there is no file in {absolute(root)}")
        return unlisted

    def _remove_vanished(self, root: Path, unlisted: list[Path]) -> None:
        for file, path in self._manifest.in_run.vanished(absolute(root)):
            if any(path.is_relative_to(folder) for folder in unlisted):
                continue
            self._manifest.moved.note_gone(file, path)
            self._articles.remove(self._manifest.ids_of(file))
            self._manifest.forget_file(file)

    def _start_early(self, found: FoundFile) -> tuple[FoundFile, _Started | None]:
        """A file that was found; its reading is begun if it is new and slow to read."""
        path = found.path
        if not is_probably_slow(path.name) or self._manifest.file(path) is not None:
            return found, None
        started = self._start(path)
        started.reading.start()
        return found, started

    def _start(self, path: Path) -> _Started:
        state = FileState.of(path)
        mtime_ns = settled(state.mtime_ns) if state is not None else UNKNOWN_TIME
        reading = FileReading(
            path,
            self._options,
            on_position=self._progress.at_position,
            workers=self._workers,
            limits=self._limits,
        )
        return _Started(reading, state, mtime_ns)

    def _visit(self, found: FoundFile, started: _Started | None) -> None:
        """Read a file that is new or looks changed, unless its bytes are what they were."""
        path = found.path
        known = self._manifest.file(path)
        if known is not None and known.options == self._fingerprint and known.size == found.size:
            mtime_ns = settled(found.mtime_ns)
            if known.digest and known.digest == _digest(path):
                self._manifest.put_file(known._replace(mtime_ns=mtime_ns))
                self._manifest.in_run.note_same(path)
                return
        self._read(path, started or self._start(path))

    def _read_again(self) -> None:
        """Read the files that have an article that was removed with another file, too.

        They may be in a folder that is no path of this run: nobody would know that it is to be
        indexed again.
        """
        done: set[Path] = set()
        while paths := sorted(self._articles.to_read_again - done):
            for path in paths:
                done.add(path)
                if self._manifest.in_run.has(path) or self._may_be_read(path):
                    self._read(path, self._start(path))

    def _may_be_read(self, path: Path) -> bool:
        """Whether a file that is in no path of this run is there, and was read as this run reads.

        If not, that is said.
        """
        known = self._manifest.file(path)
        if known is None:  # gone in this run, too
            return False
        is_there = FileState.of(path) is not None
        if is_there and known.options == self._fingerprint:
            return True
        why = "it was read with other options" if is_there else "it is not there now"
        self._report.warn(
            f"{path} has articles that were removed with another file, and was not read again: "
            f"{why}; index its folder again"
        )
        return False

    def _read(self, path: Path, started: _Started) -> None:
        self._articles.to_read_again.discard(path)
        self._manifest.in_run.note_read(path)
        # Before it is read: its state afterwards tells whether it has changed since.
        digest = _digest(path)
        if isinstance(digest, UnreadableFileError):
            started.reading.close()
            known = self._manifest.file(path)
            kept = self._manifest.articles_of(known.file) if known else 0
            reason = _with_kept(f"the file cannot be opened: {digest}", kept)
            self._report.skipped.append(Skipped(path, reason))
            return
        file = CurrentFile(path, self._manifest.begin_file(path))
        self._read_articles(file, started.reading)
        self._end_file(file, started, digest)

    def _read_articles(self, file: CurrentFile, reading: FileReading) -> None:
        try:
            for item in reading.items():
                if isinstance(item, ReadArticle):
                    self._progress.add_article()
                    self._articles.add(item, file)
                else:
                    self._note_problem(item, file)
        except UnreadableFileError as error:
            file.is_whole = False
            before = f"; {file.articles:,} articles before were read" if file.articles else ""
            file.skipped.add(file.path, f"{error}{before}")

    def _note_problem(self, problem: Problem, file: CurrentFile) -> None:
        path = problem.path or file.path
        if problem.lost:
            file.skipped.add(path, problem.message)
            file.is_whole = file.is_whole and not problem.may_hide_articles
        else:
            self._report.warn(f"{path}: {problem.message}")

    def _end_file(self, file: CurrentFile, started: _Started, digest: bytes) -> None:
        """Remove what the file no longer has, and note what it was like."""
        state = FileState.of(file.path)
        is_unchanged = state is not None and state == started.state
        missing = self._manifest.unseen(file.number)
        if is_unchanged and file.is_whole:
            self._articles.remove(missing)
        elif is_unchanged:
            file.skipped.add_to_last(lambda reason: _with_kept(reason, len(missing)))
        else:
            did = "vanished" if state is None else "changed"
            message = f"{file.path} {did} while it was read; index it again"
            self._report.warn(_with_kept(message, len(missing)))
        if file.other_ids:
            self._report.warn(
                f"{file.path}: {file.other_ids:,} articles have as id a number that other articles "
                "have, too; the number of each was made longer, and none replaced another"
            )
        if not file.articles and not file.skipped:
            file.skipped.add(file.path, "there is no article in it")
        skipped = file.skipped.all()
        self._report.skipped += skipped
        reasons = (each.reason for each in skipped[:_MOST_REASONS])
        self._manifest.put_file(
            IndexedFile(
                file.number,
                size=started.state.size if started.state else 0,
                mtime_ns=started.mtime_ns if is_unchanged else UNKNOWN_TIME,
                digest=digest if is_unchanged else b"",
                options=self._fingerprint,
                reason=None if file.articles else "; ".join(reasons),
            )
        )


def _digest(path: Path) -> bytes | UnreadableFileError:
    """A digest of a file's bytes, or why there is none."""
    try:
        return digest_of(path)
    except UnreadableFileError as error:
        return error
    except OSError as error:
        return unreadable(error)


def _with_kept(reason: str, kept: int) -> str:
    return f"{reason}; {kept:,} articles it gave before were kept" if kept else reason
