"""Measure how stories are recognised among the articles of an index, and show pairs to read.

    python -m scripts.evaluation.stories INDEX --read 50

All pairs of dispatches within two days are compared exactly, so that it is known how many of those
that are alike are found. The index is only read.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import tempfile
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

import numpy as np
import numpy.typing as npt

from searchnews.query.clauses import Everything
from searchnews.storage.grouping.stories import IndexDispatches
from searchnews.storage.layout import Layout
from searchnews.storage.snapshots import Snapshot, Snapshots
from searchnews.stories.candidates import DAYS
from searchnews.stories.stories import Stories
from searchnews.stories.update import ALIKE, dates_of, update_stories
from searchnews.stories.vectors import Vectors


def main() -> None:
    """Print what was measured, and pairs to read."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("index", type=Path)
    parser.add_argument("--read", type=int, default=0, metavar="PAIRS")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    snapshots = Snapshots(Layout(arguments.index))
    with closing(snapshots), tempfile.TemporaryDirectory() as folder:
        snapshot = snapshots.latest()
        source = IndexDispatches(snapshot.reader, snapshot.articles, snapshot.groups)
        path = Path(folder, "stories.db")
        began = time.process_time()
        update_stories(path, source)
        seconds = time.process_time() - began
        articles = snapshot.reader.articles
        print(
            f"{articles:,} articles: {seconds / articles * 1e6:.0f} µs an article, "
            f"{path.stat().st_size / articles:.0f} bytes"
        )
        count(snapshot, Stories(snapshot.groups, path))
        found = pairs_of(path)
        exact = exact_pairs(source)
        print(f"{len(found & exact):,} of {len(exact):,} pairs that are alike were found")
        chosen = random.Random(arguments.seed).sample(
            sorted(found), min(arguments.read, len(found))
        )
        show(snapshot, chosen)


def count(snapshot: Snapshot, stories: Stories) -> None:
    """Print how many stories there are."""
    numbers = snapshot.reader.numbers(Everything()).numbers
    is_dispatch = snapshot.groups.leaders_of(numbers) == numbers
    for what, some in (("articles", numbers), ("dispatches", numbers[is_dispatch])):
        sizes = Counter(stories.leaders_of(some).tolist()).values()
        several = [size for size in sizes if size > 1]
        print(
            f"{len(several):,} stories of several {what}, which are {sum(several):,}; "
            f"{max(several, default=1)} at most"
        )


def pairs_of(path: Path) -> set[tuple[int, int]]:
    """The pairs that were found, the higher number first."""
    with closing(sqlite3.connect(path)) as connection:
        return set(connection.execute("SELECT article, other FROM pairs WHERE article > other"))


def exact_pairs(source: IndexDispatches) -> set[tuple[int, int]]:
    """All pairs that are alike."""
    dispatches = source.dispatches()
    rarity = source.counted_rarity()
    vectors = Vectors.of(source.texts(dispatches.numbers.tolist()), rarity)
    dates = dates_of(dispatches.days)
    order = np.argsort(dates, kind="stable")
    pairs: set[tuple[int, int]] = set()
    for date in np.unique(dates).tolist():
        first, today, end = np.searchsorted(dates[order], (date - DAYS, date, date + 1))
        rows = order[first:end]
        weights = _matrix(vectors, rows)
        cosines = weights[today - first :] @ weights.T
        for later, earlier in np.argwhere(cosines >= ALIKE).tolist():
            if today - first + later > earlier:
                both = rows[today - first + later], rows[earlier]
                low, high = sorted(int(dispatches.numbers[row]) for row in both)
                pairs.add((high, low))
    return pairs


def _matrix(vectors: Vectors, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.float32]:
    """The vectors of some dispatches, a row each."""
    some = vectors.taken(rows)
    _, columns = np.unique(some.terms, return_inverse=True)
    matrix = np.zeros((len(rows), int(columns.max(initial=0)) + 1), np.float32)
    matrix[some.rows(), columns] = some.weights
    return matrix


def show(snapshot: Snapshot, pairs: list[tuple[int, int]]) -> None:
    """Print pairs to read."""
    for pair in pairs:
        print()
        for _, stored in snapshot.reader.numbered(pair):
            article = snapshot.article(stored)
            print(
                f"  {article.date} {article.source} | {article.title}\n    {article.body[:250]!r}"
            )


if __name__ == "__main__":
    main()
