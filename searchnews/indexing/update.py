"""Bringing an index up to date with files: reading what is new, replacing what has changed."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

from searchnews.article import Article
from searchnews.indexing.file_changes import digest_of, settled
from searchnews.indexing.report import Report, Skipped
from searchnews.indexing.writer import Outcome, Session
from searchnews.ingest.base import Problem, ReadingOptions, UnreadableFileError
from searchnews.ingest.cleaning.recurring import Recurring, RecurringLines, without_lines
from searchnews.ingest.discover import Found, Unlisted, absolute, discover
from searchnews.ingest.files import Begun
from searchnews.ingest.formats import is_dear_by_name, is_scraped
from searchnews.ingest.workers import Workers, ahead
from searchnews.storage.layout import is_index
from searchnews.storage.manifest import UNKNOWN_TIME, IndexedFile

Progress: TypeAlias = Callable[[int, int, int], None]
"""Told, now and then: bytes read, bytes to read in all, articles read."""


def update(
    session: Session,
    paths: Iterable[Path],
    options: ReadingOptions,
    *,
    keep_missing: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Bring an index up to date with the files under some paths.

    Raises:
        InvalidArgumentError: there is nothing at a path.
    """
    return _Update(session, options, progress).run(list(paths), keep_missing=keep_missing)


class _Update:
    """One run."""

    def __init__(
        self, session: Session, options: ReadingOptions, progress: Progress | None
    ) -> None:
        self._session = session
        self._manifest = session.manifest
        self._options = options
        self._fingerprint = options.fingerprint()
        self._progress = progress
        self._workers = Workers(session.processes)
        self._report = Report()
        known: dict[str, set[str]] = {}
        for source, line, _ in self._manifest.furniture():
            known.setdefault(source, set()).add(line)
        self._recurring = RecurringLines(known)
        self._forbidden = 0
        self._revisions: dict[str, int] = {}
        self._to_read_again: set[Path] = set()
        self._bytes_read = 0
        """Of the files that are done; `_position` in the one at hand."""
        self._position = 0
        self._bytes_in_all = 0
        self._articles_read = 0

    def run(self, paths: list[Path], *, keep_missing: bool) -> Report:
        began = time.perf_counter()
        self._manifest.in_run.begin()
        unlisted = [folder for path in paths for folder in self._discover(path)]
        if not keep_missing:
            for path in paths:
                self._remove_vanished(path, unlisted)
        self._bytes_in_all = self._manifest.in_run.size()
        self._bytes_read = self._manifest.in_run.unchanged(self._fingerprint).size
        to_visit = self._manifest.in_run.to_visit(self._fingerprint)
        found = ahead(map(self._begin, to_visit), self._workers.window)
        for path, size, mtime_ns, begun in found:
            self._visit(path, size, mtime_ns, begun)
            self._bytes_read += size
            self._position = 0
            self._show_progress()
        # Files whose article another file had taken, and lost again in this run.
        for path in sorted(self._to_read_again):
            if self._manifest.in_run.has(path):
                self._read(path)
        self._count_unchanged()
        self._learn()
        self._session.commit()
        return self._finished(began)

    def _learn(self) -> None:
        """Take lines that were found to return out of the articles that came before."""
        lines: dict[str, set[str]] = {}
        for learnt, ids in self._recurring.learnt():
            self._manifest.put_furniture(*learnt)
            for article_id in ids:
                lines.setdefault(article_id, set()).add(learnt.line)
        self._session.revise(lines, lambda article: without_lines(article, lines[article.id]))
        self._report.furniture = list(itertools.starmap(Recurring, self._manifest.furniture()))

    def _discover(self, root: Path) -> list[Path]:
        """Note the files under a root; gives the folders in which nobody could look."""
        found = 0
        unlisted = []
        for file in discover(root, leave_out=is_index):
            found += 1
            if isinstance(file, Found):
                self._manifest.in_run.add(*file)
                continue
            self._report.skip([Skipped(file.path, file.reason)])
            if isinstance(file, Unlisted):
                unlisted.append(file.path)
        if not found:
            self._report.warn(f"there is no file in {absolute(root)}")
        return unlisted

    def _remove_vanished(self, root: Path, unlisted: list[Path]) -> None:
        for file, path in self._manifest.in_run.vanished(absolute(root)):
            if any(path.is_relative_to(folder) for folder in unlisted):
                continue
            self._remove(self._manifest.ids_of(file))
            self._manifest.forget_file(file)

    def _begin(self, found: tuple[Path, int, int]) -> tuple[Path, int, int, Begun | None]:
        """Begin to read a file that was found, if it is new and dear to read."""
        path = found[0]
        begun = None
        if is_dear_by_name(path.name) and self._manifest.file(path) is None:
            begun = Begun(path, self._options, self._tell, self._workers)
            begun.begin()
        return *found, begun

    def _visit(self, path: Path, size: int, mtime_ns: int, begun: Begun | None) -> None:
        """Read a file that is new or looks changed, unless its bytes are what they were."""
        known = self._manifest.file(path)
        if (
            known is not None
            and known.options == self._fingerprint
            and known.size == size
            and known.digest
            and known.digest == digest_of(path)
        ):
            self._manifest.put_file(known._replace(mtime_ns=settled(mtime_ns)))
            self._manifest.in_run.note_same(path)
            return
        self._read(path, begun)

    def _count_unchanged(self) -> None:
        unchanged = self._manifest.in_run.unchanged(self._fingerprint)
        self._report.unchanged += unchanged.articles
        self._report.skip([Skipped(*without) for without in unchanged.without_articles])

    def _read(self, path: Path, begun: Begun | None = None) -> None:
        self._to_read_again.discard(path)
        self._manifest.in_run.note_read(path)
        digest = digest_of(path)
        if digest is None:
            known = self._manifest.file(path)
            kept = self._manifest.articles_of(known.file) if known else 0
            told = _with_kept("the file cannot be opened", kept)
            self._report.skip([Skipped(path, told)])
            return
        before = path.stat()
        file = self._manifest.begin_file(path)
        given, skipped, is_whole = self._read_articles(path, file, begun)
        gone = self._manifest.unseen(file)
        if is_whole:
            self._remove(gone)
        elif gone:
            last = skipped.pop()
            skipped.append(Skipped(last.path, _with_kept(last.reason, len(gone))))
        if not given and not skipped:
            skipped.append(Skipped(path, "there is no article in it"))
        self._report.skip(skipped)
        reason = "; ".join(each.reason for each in skipped[:3]) if not given else None
        mtime_ns = settled(before.st_mtime_ns)
        with suppress(OSError):
            after = path.stat()
            if (after.st_size, after.st_mtime_ns) != (before.st_size, before.st_mtime_ns):
                self._report.warn(f"{path} changed while it was read; index it again")
                mtime_ns, digest = UNKNOWN_TIME, b""
        self._manifest.put_file(
            IndexedFile(file, before.st_size, mtime_ns, digest, self._fingerprint, reason)
        )

    def _read_articles(
        self, path: Path, file: int, begun: Begun | None
    ) -> tuple[int, list[Skipped], bool]:
        """How many articles a file gave, what was wrong, and whether it was read whole."""
        given = 0
        skipped: list[Skipped] = []
        is_whole = True
        try:
            begun = begun or Begun(path, self._options, self._tell, self._workers)
            for item in begun.items():
                if isinstance(item, Problem):
                    told = f"line {item.line}: {item.reason}" if item.line else item.reason
                    where = item.path or path
                    if item.lost:
                        skipped.append(Skipped(where, told))
                        is_whole = is_whole and not item.may_hide_articles
                    else:
                        self._report.warn(f"{where}: {told}")
                elif self._is_outdated(item):
                    told = f"an older revision of {item.id} than the one that stands"
                    skipped.append(Skipped(Path(item.path or path), told))
                else:
                    given += 1
                    self._add(item, path, file)
        except UnreadableFileError as error:
            is_whole = False
            reason = f"{error}; {given:,} articles before were read" if given else str(error)
            skipped.append(Skipped(path, reason))
        return given, skipped, is_whole

    def _is_outdated(self, article: Article) -> bool:
        """Whether another file has a newer revision of what an agency sent."""
        revision = article.extra.get("revision")
        if not isinstance(revision, int):
            return False
        known = self._revisions.get(article.id)
        if known is None:
            stored = self._session.committed(article.id)
            known = stored.extra.get("revision", 0) if stored is not None else 0
        self._revisions[article.id] = max(known, revision)
        return known > revision

    def _add(self, article: Article, path: Path, file: int) -> None:
        self._articles_read += 1
        if is_scraped(article.path or path.name):
            article = self._recurring.cleaned(article)
        is_first = self._manifest.see(article.id)
        outcome, taken_from = self._session.add(article, file)
        if outcome is Outcome.FORBIDDEN:
            self._forbidden += 1
        elif not is_first:
            self._report.warn(f"{path} has the article {article.id} twice; the later one stands")
        elif outcome is Outcome.ADDED:
            self._report.added += 1
        elif outcome is Outcome.UPDATED:
            self._report.updated += 1
        else:
            self._report.unchanged += 1
        if taken_from is not None and (other := self._manifest.path_of(taken_from)) is not None:
            self._report.warn(
                f"the article {article.id} is in {other} and in {path}; the later one stands"
            )
        if self._articles_read % 100 == 0:
            self._show_progress()

    def _remove(self, ids: list[str]) -> None:
        for article_id in ids:
            self._to_read_again.update(self._session.remove(article_id))
        self._report.removed += len(ids)

    def _tell(self, position: int) -> None:
        self._position = position

    def _show_progress(self) -> None:
        if self._progress is not None:
            read = min(self._bytes_read + self._position, self._bytes_in_all)
            self._progress(read, self._bytes_in_all, self._articles_read)

    def _finished(self, began: float) -> Report:
        report = self._report
        if self._forbidden:
            report.warn(
                f"{self._forbidden:,} articles that were deleted from the index were not brought "
                "back; --rebuild brings them back"
            )
        report.finish()
        report.articles = self._manifest.articles()
        report.seconds = time.perf_counter() - began
        return report


def _with_kept(reason: str, kept: int) -> str:
    return f"{reason}; {kept:,} articles it gave before were kept" if kept else reason
