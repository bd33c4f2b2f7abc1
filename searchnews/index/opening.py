"""Making an index, opening it, and making it again."""

from __future__ import annotations

from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from searchnews.errors import InvalidArgumentError
from searchnews.index.index import Index
from searchnews.storage.layout import layout_of

if TYPE_CHECKING:
    from searchnews.indexing.progress import Progress
    from searchnews.indexing.report import Report
    from searchnews.indexing.writer import IndexWriter
    from searchnews.storage.cluster.recognition import Progress as RecognitionProgress


def create(directory: str | PathLike[str], engine: str | None = None) -> Index:
    """Make a new, empty index in a directory that does not exist yet, or is empty.

    It may also be an address in a cluster: `opensearch://host:9200/presse`. `engine` is the name of
    its engine; None for the default.

    Raises:
        IndexExistsError: there is something at its place.
        InvalidArgumentError: there is no such engine.
        MissingDependencyError: the package of the engine is not installed.
    """
    from searchnews.storage.creation import create_index

    create_index(layout_of(directory), engine)
    return open(directory)


def open(  # noqa: A001 - `searchnews.open`, as in gzip
    directory: str | PathLike[str], *, recognition: RecognitionProgress | None = None
) -> Index:
    """Open the index in a directory, or at an address in a cluster.

    `recognition` is called now and then while copies and stories are recognised in a cluster, which
    takes long for the first time: with "copies" or "stories", how many articles have been compared,
    and how many there are.

    Raises:
        IndexNotFoundError: there is none.
        IndexVersionError: it was made by another version; it can be rebuilt.
        IndexDamagedError: it cannot be read.
    """
    return Index(layout_of(directory), recognition)


def copy(
    place: str | PathLike[str],
    to: str | PathLike[str],
    *,
    engine: str | None = None,
    jobs: int | None = None,
) -> Report:
    """Copy all articles of an index into another one, which is made if there is none.

    Each of the two is a directory, or an address in a cluster; a new one has this `engine`, or the
    default. Articles that are there already are written where they differ, so what was interrupted
    goes on where it was. In the end it is made sure that all are there; then its lists and its
    saved searches come along, but for those whose names are taken.

    Raises:
        InvalidArgumentError: both are the same, or the engine cannot be at such a place.
        IndexNotFoundError: there is no index to copy.
        IndexDamagedError: its articles cannot be read.
        IndexLockedError: another process is writing to the other one.
        EngineError: it could not be written.
    """
    from searchnews.indexing.copying import compare, copy_articles
    from searchnews.indexing.known_of_articles import known_of_articles
    from searchnews.indexing.writer import open_writer
    from searchnews.saved.copying import copy_lists, copy_saved
    from searchnews.storage.creation import create_index
    from searchnews.storage.replacement import has_index

    source, target = layout_of(place), layout_of(to)
    if source.directory.resolve() == target.directory.resolve():
        raise InvalidArgumentError(f"{source.name} and {target.name} are the same index")
    with open(place) as index:
        snapshot = index.snapshot()
        known = known_of_articles(source)
        if not has_index(target):
            create_index(target, engine)
        with open(to) as other:
            with open_writer(target, other.opened_engine, jobs) as writer:
                report = copy_articles(snapshot, known, writer)
            compare(snapshot, other.snapshot().reader, target.name)
        copy_lists(source, target)
        copy_saved(source, target)
    return report


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

    return rebuild_beside(layout_of(directory), engine, fill if paths else None, jobs)
