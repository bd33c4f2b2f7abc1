"""Copying all articles of an index into another one: from a laptop to a cluster, and back."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import islice
from typing import Final

from searchnews.article import Article
from searchnews.engines.base import Reader
from searchnews.errors import EngineError
from searchnews.indexing.known_of_articles import KnownOfArticles
from searchnews.indexing.report import Report
from searchnews.indexing.writer import IndexWriter, Outcome
from searchnews.query.clauses import Everything, Ids
from searchnews.storage.snapshots import Snapshot

_BATCH: Final = 1000  # articles that are asked for at once


def copy_articles(source: Snapshot, known: KnownOfArticles, writer: IndexWriter) -> Report:
    """Write all articles of a commit that are not there yet, in the order of their indexing.

    Each keeps its number, unless a higher one was given already. Interrupted, it goes on where it
    was. `known` is what else is known of them: files do not bring back here either what was deleted
    from the source.

    Raises:
        EngineError: it could not be written; or not all articles are there afterwards.
        IndexDamagedError: an article cannot be read.
    """
    began = time.perf_counter()
    report = Report()
    for number, json in _in_order(source):
        article = Article.from_json(json)
        outcome = writer.add(
            article,
            revision=known.revisions.get(article.id),
            number=number if number > writer.last_number else None,
        ).outcome
        report.added += outcome is Outcome.ADDED
        report.updated += outcome is Outcome.UPDATED
        report.unchanged += outcome is Outcome.UNCHANGED
    for article_id in known.forbidden:
        writer.manifest.forbidden.add(article_id)
    writer.commit()
    report.articles = writer.articles()
    report.seconds = time.perf_counter() - began
    return report


def compare(source: Snapshot, target: Reader, name: str) -> int:
    """Make sure that an index has all articles of a commit; gives how many they are.

    Raises:
        EngineError: some are missing in the index with this `name`.
    """
    ids = (article.id for article in source.articles)
    copied = found = 0
    while some := frozenset(islice(ids, _BATCH)):
        copied += len(some)
        found += target.search(Ids(some), limit=0).total
    if found != copied or copied != source.reader.articles:
        raise EngineError(
            f"{name} has {found:,} of the {source.reader.articles:,} articles that were copied; "
            "copy again, which writes those that are missing"
        )
    return copied


def _in_order(source: Snapshot) -> Iterator[tuple[int, bytes]]:
    """All articles by their numbers, which rise, as `Article.to_json` wrote them."""
    numbers = source.reader.numbers(Everything()).numbers.tolist()
    for first in range(0, len(numbers), _BATCH):
        yield from source.articles.as_json_numbered(numbers[first : first + _BATCH])
