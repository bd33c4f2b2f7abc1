"""The index: what programs open, search and write to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Unpack

from searchnews import search as searching
from searchnews.article import Article, is_unicode
from searchnews.engines import ENGINES
from searchnews.errors import InvalidArgumentError
from searchnews.search.options import SearchArguments, SearchOptions
from searchnews.search.results import Hit, Results
from searchnews.storage.layout import Layout
from searchnews.storage.snapshots import Snapshots

if TYPE_CHECKING:
    from searchnews.explore.query_export import QueryExport
    from searchnews.indexing.progress import Progress
    from searchnews.indexing.report import Report
    from searchnews.indexing.writer import IndexWriter
    from searchnews.storage.check import Checked
    from searchnews.storage.statistics import Statistics


def create(directory: str | PathLike[str], engine: str = ENGINES[0]) -> Index:
    """Make a new, empty index in a directory that does not exist yet, or is empty.

    Raises:
        IndexExistsError: there is something at its place.
        InvalidArgumentError: there is no such engine.
        MissingDependencyError: the package of the engine is not installed.
    """
    from searchnews.storage.creation import create_directory

    create_directory(Layout(Path(directory)), engine)
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
    """Make an index again; the old one answers until the new one replaces it.

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

    def fill(writer: IndexWriter) -> Report:
        return update(writer, map(Path, paths), options, progress=progress)

    return rebuild_beside(Layout(Path(directory)), engine, fill if paths else None, jobs)


class Index:
    """An index of articles. Any number of threads may read it while one process writes.

    Made by `searchnews.create` and `searchnews.open`.
    """

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._snapshots = Snapshots(layout)
        self._snapshots.latest()

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
        return self._snapshots.latest().reader.articles

    def __iter__(self) -> Iterator[Article]:
        """All articles, in no particular order, in bounded memory."""
        return iter(self._snapshots.latest().articles)

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
            self._snapshots.latest(), query, SearchOptions.of(options), limit=limit, offset=offset
        )

    def stream(self, query: str, **options: Unpack[SearchArguments]) -> Iterator[Hit]:
        """Every article that matches a query strictly, one after the other; see `search`.

        Raises:
            InvalidArgumentError: a sort, a date or a duration makes no sense.
        """
        return searching.stream(self._snapshots.latest(), query, SearchOptions.of(options))

    def export(self, query: str, **options: Unpack[SearchArguments]) -> QueryExport:
        """Every article that matches a query strictly, to be written: `.write("palmyre.csv")`.

        Raises:
            InvalidArgumentError: a sort, a date or a duration makes no sense.
        """
        from searchnews.explore.query_export import QueryExport

        snapshot, settings = self._snapshots.latest(), SearchOptions.of(options)
        return QueryExport(snapshot, self.directory, query, settings)

    def get(self, article_id: str) -> Article | None:
        """The article with this id; None if there is none.

        Raises:
            InvalidArgumentError: it is no text.
        """
        if not isinstance(article_id, str):
            raise InvalidArgumentError(f"the id of an article is a text, not {article_id!r}")
        if not is_unicode(article_id):
            return None
        return next(self._snapshots.latest().articles.get([article_id]), None)

    def highlights(
        self, article: Article, query: str, **options: Unpack[SearchArguments]
    ) -> searching.Highlights:
        """What matches a query in a whole article, in its title, lead and body; see `search`.

        Raises:
            InvalidArgumentError: a sort, a date or a duration makes no sense.
        """
        return searching.highlights(
            self._snapshots.latest(), query, article, SearchOptions.of(options)
        )

    def statistics(self) -> Statistics:
        """What is in the index, in numbers."""
        from searchnews.storage.statistics import statistics

        return statistics(self._layout, self._snapshots.latest())

    def check(self) -> Checked:
        """Read every file of the index, and say what is wrong.

        Raises:
            IndexNotFoundError, IndexVersionError: as `searchnews.open`.
        """
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

        `jobs` is the same as for `update`.

        Raises:
            IndexLockedError: another process is writing.
            EngineError: it could not be written.
        """
        from searchnews.indexing.writer import open_writer

        with open_writer(self._layout, self._snapshots.engine, jobs) as writer:
            return writer.add_all(articles)

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

    def refresh(self) -> None:
        """See the last commit, as every search does by itself."""
        self._snapshots.latest()

    def close(self) -> None:
        """Let go of files; idempotent."""
        self._snapshots.close()
