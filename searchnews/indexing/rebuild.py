"""Making an index again; the old one answers until the new one takes its place."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from typing import Final

from searchnews.article import Article
from searchnews.engines import EMBEDDED, load_engine
from searchnews.engines.base import Engine
from searchnews.errors import IndexDamagedError, InvalidArgumentError, SearchNewsError
from searchnews.indexing.background import IndexToRead
from searchnews.indexing.copies_updates import update_copies
from searchnews.indexing.known_of_articles import (
    KnownOfArticles,
    asked_of_manifest,
    known_of_articles,
)
from searchnews.indexing.numbering import FormerNumbers
from searchnews.indexing.report import Report
from searchnews.indexing.writer import IndexWriter, Outcome, unlocked_writer
from searchnews.processes import Processes
from searchnews.sqlite import merge_log
from searchnews.storage.creation import complete, engine_at, stage
from searchnews.storage.description import Description
from searchnews.storage.layout import Layout
from searchnews.storage.lock import writer_lock
from searchnews.storage.manifest import Manifest
from searchnews.storage.ownership import claim
from searchnews.storage.replacement import current_description, discard, install, settle
from searchnews.storage.stored_articles import StoredArticles

_NOT_TAKEN_OVER: Final = "what was added by an app could not be taken over"


def rebuild(
    layout: Layout,
    engine: str | None,
    fill: Callable[[IndexWriter], Report] | None,
    jobs: int | None = None,
) -> Report:
    """Make an index again and put it in the place of the old one.

    `engine` is its name; None stays with the old one's. `fill` reads the files again; without it
    the new index is made from the articles that the old one holds. Articles that an app added are
    taken over either way.

    Raises:
        InvalidArgumentError: there is no such engine, or there cannot be so many jobs; or the index
            is in a cluster, and there is a `fill`.
        IndexNotFoundError: there is no index.
        IndexExistsError: there is something else.
        IndexDamagedError: the articles of the old one cannot be read, and there is no `fill`.
        IndexLockedError: another process is writing.
        EngineError: it could not be written; the old one stands.
    """
    if layout.address is not None and fill is not None:
        raise InvalidArgumentError(
            f"{layout.name} may hold articles of other machines, whose files are not here; run "
            "`searchnews index --rebuild` without folders, which makes it again from its articles"
        )
    _described_engine(layout, may_be_lost=fill is not None)
    claim(layout)
    with writer_lock(layout), closing(Processes(jobs)) as processes:
        settle(layout)
        old = _described_engine(layout, may_be_lost=fill is not None)
        made_with = engine_at(layout, engine or old)
        description = Description.of_new_index(made_with)
        staged = stage(layout, made_with)
        try:
            made = load_engine(made_with).open(staged.location)
            with (
                _former_numbers(layout, old) as former,
                unlocked_writer(staged, made, processes, former=former) as writer,
            ):
                report = _filled(layout, old, writer, fill)
                _take_over_moves(former, writer)
            if staged.address is None:
                update_copies(IndexToRead(staged, made_with, writer.last_number))
            complete(staged, description)
        except BaseException:
            discard(layout, staged)
            raise
        install(layout, staged)
    return report


def _filled(
    layout: Layout,
    engine: str | None,
    writer: IndexWriter,
    fill: Callable[[IndexWriter], Report] | None,
) -> Report:
    """Write the articles of a new index; `layout` and `engine` are those of the old one."""
    if fill is None:
        report = _take_over_all(layout, engine, writer)
    else:
        report = fill(writer)
        _take_over_added(layout, engine, writer, report)
    report.articles = writer.manifest.articles()
    return report


def _take_over_moves(former: FormerNumbers, writer: IndexWriter) -> None:
    """Keep what is known of articles that were moved, as they keep their numbers."""
    with suppress(SearchNewsError):
        for number, before in former.manifest.moved.since(0) if former.manifest else ():
            writer.manifest.moved.put(number, before)


@contextmanager
def _former_numbers(layout: Layout, engine: str | None) -> Iterator[FormerNumbers]:
    """The numbers of the articles of the old index, as far as they can be read."""
    with ExitStack() as stack:
        last, manifest = 0, None
        with suppress(SearchNewsError):
            last = stack.enter_context(closing(_opened(layout, engine).reader())).last_number
        with suppress(SearchNewsError):
            if layout.manifest.exists():
                manifest = Manifest(layout.manifest, read_only=True)
                stack.callback(_merge_log, layout)
                stack.enter_context(closing(manifest))
                last = max(last, manifest.last_number)
        if layout.address is not None:
            from searchnews.storage.cluster.here import shared_by

            last = max(last, shared_by(layout).last_number())
        yield FormerNumbers(last, manifest)


def _merge_log(layout: Layout) -> None:
    """Remove the log that reading the old manifest has left, in case that it stands."""
    with suppress(sqlite3.Error):
        merge_log(layout.manifest)


def _described_engine(layout: Layout, *, may_be_lost: bool) -> str | None:
    """The engine of the index; None if its description is damaged, where it `may_be_lost`."""
    try:
        return current_description(layout).engine
    except IndexDamagedError:
        if may_be_lost:
            return None
        raise


def _take_over_all(layout: Layout, engine: str | None, writer: IndexWriter) -> Report:
    report = Report()
    try:
        known = known_of_articles(layout)
    except IndexDamagedError as error:
        known = KnownOfArticles({}, ())
        report.warn(f"{error}; articles that were deleted may come back")
    try:
        with closing(_opened(layout, engine).reader()) as reader:
            for number, article in StoredArticles(reader, layout.dictionary).numbered():
                writer.add(article, revision=known.revisions.get(article.id), number=number or None)
                report.added += 1
    except IndexDamagedError as error:
        raise IndexDamagedError(
            f"the articles in {layout.name} cannot be read ({error}); run `searchnews index "
            "--rebuild` with the folders they were made from"
        ) from error
    for article_id in known.forbidden:
        writer.manifest.forbidden.add(article_id)
    return report


def _take_over_added(
    layout: Layout, engine: str | None, writer: IndexWriter, report: Report
) -> None:
    """Take over the articles that no file gives, as far as a damaged index still has them."""
    try:
        wanted: list[str] | None = asked_of_manifest(layout, Manifest.ids_without_file)
    except IndexDamagedError:
        wanted = None
    if wanted == []:
        return
    try:
        with closing(_opened(layout, engine).reader()) as reader:
            articles = StoredArticles(reader, layout.dictionary)
            for article in _added_by_apps(articles, wanted, report):
                if writer.manifest.article(article.id) is None:
                    report.added += writer.add(article).outcome is Outcome.ADDED
    except IndexDamagedError as error:
        report.warn(f"{_NOT_TAKEN_OVER}: {error}")


def _added_by_apps(
    articles: StoredArticles, wanted: list[str] | None, report: Report
) -> Iterator[Article]:
    """The articles with the ids that are wanted; those without a path where that is not known."""
    if wanted is None:
        yield from (article for article in articles if article.path is None)
        return
    for article_id in wanted:
        try:
            yield from articles.get([article_id])
        except IndexDamagedError as error:
            report.warn(f"{_NOT_TAKEN_OVER}, {article_id}: {error}")


def _opened(layout: Layout, engine: str | None) -> Engine:
    """The engine of the old index; without its name, the first that can open it."""
    names = (engine,) if engine is not None else EMBEDDED
    for name in names[:-1]:
        with suppress(SearchNewsError):
            return load_engine(name).open(layout.location)
    return load_engine(names[-1]).open(layout.location)
