"""Making an index anew beside the old one, which answers until the new one takes its place."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from typing import TypeVar

from searchnews.article import Article
from searchnews.engines import ENGINES, load_engine
from searchnews.engines.base import Engine
from searchnews.errors import IndexDamagedError, SearchNewsError
from searchnews.indexing.report import Report
from searchnews.indexing.writer import Outcome, Session, session
from searchnews.storage.layout import Layout, create_directory, read_description
from searchnews.storage.lock import writer_lock
from searchnews.storage.manifest import Manifest

_T = TypeVar("_T")


def rebuild(
    layout: Layout,
    engine: str | None,
    fill: Callable[[Session], Report] | None,
    jobs: int | None = None,
) -> Report:
    """Make an index anew and put it in the place of the old one.

    `engine` is its name; None stays with the old one's. `fill` reads the files again; without it
    the articles that the old index holds are indexed anew. Articles that an app added are taken
    over either way.

    Raises:
        IndexNotFoundError: there is no index.
        IndexDamagedError: the articles of the old one cannot be read, and there is no `fill`.
    """
    try:
        old = read_description(layout).engine
    except IndexDamagedError:
        if fill is None:
            raise
        old = engine or ENGINES[0]
    made_with = engine or old
    with writer_lock(layout):
        new = layout.rebuilt
        shutil.rmtree(new.directory, ignore_errors=True)
        create_directory(new, made_with)
        made = load_engine(made_with).open(new.engine)
        with session(new, made, jobs) as writer:
            if fill is None:
                report = _take_over_all(layout, old, writer)
            else:
                report = fill(writer)
                _take_over_added(layout, old, writer, report)
            writer.commit()
            report.articles = writer.manifest.articles()
        _replace(layout, new)
    return report


def _take_over_all(layout: Layout, engine: str, writer: Session) -> Report:
    report = Report()
    revisions = dict(_old_manifest(layout, Manifest.revisions))
    try:
        for stored in load_engine(engine).open(layout.engine).reader().every():
            article = Article.from_json(stored)
            writer.add(article, revision=revisions.get(article.id))
            report.added += 1
    except (IndexDamagedError, ValueError) as error:
        raise IndexDamagedError(
            f"the articles in {layout.directory} cannot be read ({error}); run `searchnews index "
            "--rebuild` with the folders they were made from"
        ) from error
    for article_id in _old_manifest(layout, Manifest.forbidden):
        writer.manifest.forbid(article_id)
    return report


def _take_over_added(layout: Layout, engine: str, writer: Session, report: Report) -> None:
    """Take over the articles that no file gives."""
    wanted = _old_manifest(layout, Manifest.ids_without_file)
    if not wanted:
        return
    try:
        old: Engine = load_engine(engine).open(layout.engine)
        for article_id, stored in old.reader().stored(wanted):
            if writer.manifest.article(article_id) is None:
                placed = writer.add(Article.from_json(stored))
                report.added += placed.outcome is Outcome.ADDED
    except (IndexDamagedError, ValueError) as error:
        report.warn(f"articles that were added by an app could not be taken over: {error}")


def _old_manifest(layout: Layout, ask: Callable[[Manifest], list[_T]]) -> list[_T]:
    try:
        manifest = Manifest(layout.manifest, read_only=True)
    except SearchNewsError:
        return []  # an index that was never written to, or is damaged beyond this
    try:
        return ask(manifest)
    except SearchNewsError:
        return []
    finally:
        manifest.close()


def _replace(layout: Layout, new: Layout) -> None:
    """Put the new index in the place of the old; `read_description` mends an interruption."""
    old = layout.replaced
    shutil.rmtree(old.directory, ignore_errors=True)
    layout.directory.rename(old.directory)
    new.directory.rename(layout.directory)
    shutil.rmtree(old.directory, ignore_errors=True)
