"""The index: what programs open, search and write to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Unpack

from searchnews import search as searching
from searchnews.article import Article
from searchnews.engines import ENGINES
from searchnews.search.options import SearchArguments, SearchOptions
from searchnews.search.results import Hit, Results
from searchnews.storage.layout import Layout, create_directory
from searchnews.storage.snapshots import Commits

if TYPE_CHECKING:
    from searchnews.indexing.progress import Progress
    from searchnews.indexing.report import Report
    from searchnews.indexing.writer import Session
    from searchnews.storage.check import Checked
    from searchnews.storage.statistics import Statistics


def create(directory: str | PathLike[str], engine: str = ENGINES[0]) -> Index:
    """Make a new, empty index in a directory that does not exist yet, or is empty.

    Raises:
        IndexExistsError: there is something at its place.
        InvalidArgumentError: there is no such engine.
        MissingDependencyError: the package of the engine is not installed.
    """
    layout = Layout(Path(directory))
    create_directory(layout, engine)
    return open(directory)


def open(directory: str | PathLike[str]) -> Index:  # noqa: A001 - `searchnews.open`, as in gzip
    """Open an index.

    Raises:
        IndexNotFoundError: there is none.
        IndexVersionError: it was made by another version; it can be rebuilt.
        IndexDamagedError: it cannot be read.
    """
    return Index(Layout(Path(directory)))


def rebuild(
    directory: str | PathLike[str],
    *paths: str | PathLike[str],
    engine: str | None = None,
    source: str | None = None,
    mapping: Mapping[str, str] | None = None,
    date_from_mtime: bool = False,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> Report:
    """Make an index anew, beside the old one, which answers until it is replaced.

    Without `paths` it is made from the articles that the old one holds; with them from the
    files, as by `Index.update`. `engine` changes the engine.

    Raises:
        IndexNotFoundError: there is no index.
        IndexDamagedError: the articles of the old one cannot be read, and there are no `paths`.
        IndexLockedError: another process is writing.
        EngineError: it could not be written; the old one stands.
    """
    from searchnews.indexing.rebuild import rebuild as rebuild_beside
    from searchnews.indexing.update import update
    from searchnews.ingest.base import ReadingOptions

    options = ReadingOptions(source, mapping or {}, date_from_mtime)

    def fill(writer: Session) -> Report:
        return update(writer, map(Path, paths), options, progress=progress)

    return rebuild_beside(Layout(Path(directory)), engine, fill if paths else None, jobs)


class Index:
    """An index of articles. Reading is safe from many threads, beside one writer anywhere.

    Made by `searchnews.create` and `searchnews.open`.
    """

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._commits = Commits(layout)
        self._commits.last()

    @property
    def directory(self) -> Path:
        """Where it is."""
        return self._layout.directory

    def __enter__(self) -> Index:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def __len__(self) -> int:
        return self._commits.last().reader.articles

    def __iter__(self) -> Iterator[Article]:
        """All articles, in no particular order, in bounded memory."""
        return map(Article.from_json, self._commits.last().reader.every())

    def search(
        self,
        query: str,
        *,
        limit: int = 10,
        offset: int = 0,
        **options: Unpack[SearchArguments],
    ) -> Results:
        """One page of the articles that match a query, best first.

        Args:
            query: in the language of the README; any text at all is a query.
            limit: how many hits at most; 0 only counts, and ranks nothing. Where fewer articles
                match strictly, those that match some of the words follow, marked as relaxed.
            offset: how many hits to leave out first. Both are at most `MAX_HITS`, 2,147,483,647.
            options: `sort`, `sources`, `date_from`, `date_to`, `fresh`, `synonyms`, `snippets`
                and `explain`; `SearchArguments` says what they are.

        Raises:
            InvalidArgumentError: a number is out of range, or a sort, a date or a duration makes
                no sense.
        """
        return searching.search(
            self._commits.last(), query, SearchOptions.of(options), limit=limit, offset=offset
        )

    def stream(self, query: str, **options: Unpack[SearchArguments]) -> Iterator[Hit]:
        """Every article that matches a query strictly, one after the other; see `search`.

        Raises:
            InvalidArgumentError: a sort, a date or a duration makes no sense.
        """
        return searching.stream(self._commits.last(), query, SearchOptions.of(options))

    def get(self, article_id: str) -> Article | None:
        """The article with this id; None if there is none."""
        for _, stored in self._commits.last().reader.stored([article_id]):
            return Article.from_json(stored)
        return None

    def highlights(
        self, article: Article, query: str, **options: Unpack[SearchArguments]
    ) -> searching.Highlights:
        """What matches a query in a whole article, in its title, lead and body; see `search`.

        Raises:
            InvalidArgumentError: a sort, a date or a duration makes no sense.
        """
        return searching.highlights(self._commits.last(), query, article, SearchOptions.of(options))

    def statistics(self) -> Statistics:
        """What is in the index, in numbers."""
        from searchnews.storage.statistics import statistics

        snapshot = self._commits.last()
        return statistics(self._layout, snapshot.description, snapshot.reader, snapshot.vocabulary)

    def check(self) -> Checked:
        """Read every file of the index, and say what is wrong."""
        from searchnews.storage.check import check

        return check(self._layout)

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
            source: who published the articles that do not say it.
            mapping: field of ours -> its name in JSON: {"title": "headline"}.
            date_from_mtime: whether a file's time of change dates articles without a date.
            keep_missing: whether articles of vanished files stay.
            jobs: processes that read web pages and the like, and bring the vocabulary up to date;
                from three on they cut texts into words, too. None for as many as there are
                processors. They change nothing but the time it takes.
            progress: told, now and then, bytes read, bytes in all and articles read.

        Raises:
            InvalidArgumentError: there is nothing at a path, or `mapping` names no field of ours.
            IndexLockedError: another process is writing.
            EngineError: it could not be written, for example to a full disk.
        """
        from searchnews.indexing.update import update
        from searchnews.indexing.writer import session
        from searchnews.ingest.base import ReadingOptions

        options = ReadingOptions(source, mapping or {}, date_from_mtime)
        with session(self._layout, self._commits.engine(), jobs) as writer:
            return update(
                writer,
                [Path(path) for path in paths],
                options,
                keep_missing=keep_missing,
                progress=progress,
            )

    def add(self, articles: Iterable[Article], *, jobs: int | None = None) -> Report:
        """Add articles; one with an id that is there already replaces that one.

        `jobs` is the same as for `update`.

        Raises:
            IndexLockedError: another process is writing.
            EngineError: it could not be written.
        """
        from searchnews.indexing.report import Report
        from searchnews.indexing.writer import Outcome, session

        report = Report()
        with session(self._layout, self._commits.engine(), jobs) as writer:
            for article in articles:
                outcome = writer.add(article).outcome
                report.added += outcome is Outcome.ADDED
                report.updated += outcome is Outcome.UPDATED
                report.unchanged += outcome is Outcome.UNCHANGED
            report.articles = writer.manifest.articles()
        return report

    def delete(self, ids: Iterable[str]) -> int:
        """Delete articles for good: files do not bring them back. Gives how many there were.

        Raises:
            IndexLockedError: another process is writing.
            EngineError: it could not be written.
        """
        from searchnews.indexing.writer import session

        deleted = 0
        with session(self._layout, self._commits.engine()) as writer:
            for article_id in ids:
                deleted += writer.manifest.article(article_id) is not None
                writer.remove(article_id)
                writer.manifest.forbid(article_id)
        return deleted

    def refresh(self) -> None:
        """See the last commit, as every search does by itself."""
        self._commits.last()

    def close(self) -> None:
        """Let go of files; idempotent."""
        self._commits.close()
