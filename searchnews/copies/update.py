"""Bringing copies up to date with a commit of the index."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence, Set
from contextlib import closing
from pathlib import Path
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from searchnews.copies.arrivals import Arrivals, write_arrivals
from searchnews.copies.candidates import candidates
from searchnews.copies.comparison import (
    ComparedText,
    compared_texts,
    containment,
    shared_fingerprints,
)
from searchnews.copies.database import CopiesDatabase, Pair
from searchnews.copies.failures import damaged, writing
from searchnews.copies.fingerprints import distinct
from searchnews.copies.layout import CopiesLayout
from searchnews.copies.merging import merge, to_be_merged
from searchnews.copies.postings import postings_of
from searchnews.copies.segments import Segment
from searchnews.copies.source import TextSource
from searchnews.dates import day_number
from searchnews.durability import sync_directory
from searchnews.errors import IndexDamagedError

Progress: TypeAlias = Callable[[int, int], None]
"""Called now and then with how many of the articles have been compared, and how many there are."""

ARTICLES_AT_ONCE: Final = 20_000
"""What an interrupted update can cost; they take some 50 MB."""
_FINGERPRINTS_AT_ONCE: Final = 1 << 20
# Pairs whose texts are in memory together: a few megabytes.
_PAIRS_AT_ONCE: Final = 500


def update_copies(
    directory: Path,
    source: TextSource,
    progress: Progress | None = None,
    *,
    articles_at_once: int = ARTICLES_AT_ONCE,
) -> None:
    """Recognise the copies among all articles of a commit, in a directory of their own.

    New articles are compared with all others, and those that are no more are forgotten; what is
    damaged, or was made by other rules, is made again. One at a time may do it, in any process.
    An update that is interrupted goes on where it was; readers see what was there before, or
    `articles_at_once` more.

    Raises:
        EngineError: it cannot be written.
    """
    layout = CopiesLayout(directory)
    layout.create()
    try:
        _update(layout, source, progress, articles_at_once)
    except IndexDamagedError:
        layout.clear()
        _update(layout, source, progress, articles_at_once)


def _update(
    layout: CopiesLayout, source: TextSource, progress: Progress | None, articles_at_once: int
) -> None:
    with closing(CopiesDatabase(layout.database)) as database:
        if not database.is_of(source.index) or database.last > source.last:
            raise damaged(layout.database, "it is of another index")
        update = _Update(layout, database, source, progress, articles_at_once)
        update.check_known()
        update.forget_removed()
        update.compare_new()


class _Update:
    """One update."""

    def __init__(
        self,
        layout: CopiesLayout,
        database: CopiesDatabase,
        source: TextSource,
        progress: Progress | None,
        articles_at_once: int,
    ) -> None:
        self._layout = layout
        self._database = database
        self._source = source
        self._progress = progress
        self._done = source.count(database.last)
        self._articles_at_once = articles_at_once
        self._numbers = database.segments()
        layout.keep_segments(self._numbers)
        self._segments = [Segment(layout.segment(number)) for number in self._numbers]
        self._texts: dict[int, ComparedText] = {}

    def check_known(self) -> None:
        """Make sure that no article has come with a lower number than those compared before.

        A machine that was held up while it wrote to a cluster may have sent such.

        Raises:
            IndexDamagedError: one has; all are compared again.
        """
        numbers = [segment.articles.numbers for segment in self._segments]
        known = sum(int(self._source.are_there(some).sum()) for some in numbers)
        if known != self._done:
            raise damaged(self._layout.database, "articles came late, or were lost")

    def forget_removed(self) -> None:
        """Regroup the copies of articles that the index has no more."""
        for numbers in self._database.grouped():
            removed = numbers[~self._source.are_there(numbers)].tolist()
            self._database.regroup(self._database.forget(removed))

    def compare_new(self) -> None:
        """Compare the articles that came since the last time."""
        for path in self._layout.waiting_segments():
            numbers = _numbers_of(path)
            if not len(numbers) or numbers[0] <= self._database.last:
                with writing(path):
                    path.unlink()
            elif numbers[-1] <= self._source.last:
                self._compare_stored(int(numbers[0]) - 1)
                with writing(path):
                    path.replace(self._next_path())
                self._compare(int(numbers[-1]))
        self._compare_stored(self._source.last)
        self._database.put_stamp(self._source.stamp)
        self._commit()

    def _compare_stored(self, up_to: int) -> None:
        """Compare articles whose fingerprints do not wait, up to this number."""
        if up_to <= self._database.last:
            return
        batches: list[Arrivals] = []
        articles, fingerprints = 0, 0
        for texts in filter(None, self._source.between(self._database.last, up_to)):
            batches.append(Arrivals.of(texts))
            articles += len(texts)
            fingerprints += len(batches[-1].fingerprints.values)
            if articles >= self._articles_at_once or fingerprints >= _FINGERPRINTS_AT_ONCE:
                write_arrivals(self._next_path(), batches)
                self._compare(batches[-1].numbers[-1])
                batches, articles, fingerprints = [], 0, 0
        if articles:
            write_arrivals(self._next_path(), batches)
            self._compare(up_to)
        self._database.last = up_to

    def _compare(self, up_to: int) -> None:
        """Compare the articles of the next segment; with it, all are known up to this number."""
        self._numbers.append(self._next_number())
        self._segments.append(Segment(self._layout.segment(self._numbers[-1])))
        *older, new = self._segments
        found = candidates(new, older, self._source.are_there)
        pairs = sorted(
            {
                *zip(found.later.tolist(), found.earlier.tolist(), strict=True),
                *self._database.pairs_among(set(found.doubtful.tolist())),
            }
        )
        for first in range(0, len(pairs), _PAIRS_AT_ONCE):
            self._compare_pairs(pairs[first : first + _PAIRS_AT_ONCE])
        self._database.regroup({number for pair in pairs for number in pair})
        self._database.last = up_to
        self._commit()
        self._merge()
        self._done += len(new.articles.numbers)
        if self._progress is not None:
            self._progress(self._done, max(self._done, self._source.count(self._source.last)))

    def _compare_pairs(self, numbers: Collection[tuple[int, int]]) -> None:
        """Compare the texts of pairs of articles, and note which are copies."""
        texts = self._texts_of({number for pair in numbers for number in pair})
        pairs = [
            (texts[later], texts[earlier])
            for later, earlier in numbers
            if later in texts and earlier in texts
        ]
        found = []
        for (later, earlier), distinctive in zip(pairs, self._distinctive(pairs), strict=True):
            contained = containment(later, earlier, distinctive)
            if contained is not None:
                found.append(Pair(later.number, earlier.number, contained))
        self._database.drop_pairs(numbers)
        paired = {number for pair in found for number in pair[:2]}
        moments = ((n, day_number(date) if (date := texts[n].date) else None) for n in paired)
        self._database.put_pairs(found, moments)

    def _texts_of(self, numbers: Set[int]) -> dict[int, ComparedText]:
        """The articles that there are; those that were asked for before are not read again."""
        new = sorted(numbers - self._texts.keys())
        self._texts = {n: text for n, text in self._texts.items() if n in numbers}
        for text in compared_texts([*self._source.texts(new)]):
            self._texts[text.number] = text
        return self._texts

    def _distinctive(self, pairs: Sequence[tuple[ComparedText, ComparedText]]) -> list[float]:
        """Which part of the fingerprints that each pair shares are no commonplaces."""
        shared = [shared_fingerprints(*pair) for pair in pairs]
        of_all = np.concatenate([np.empty(0, np.uint32), *shared])
        fingerprints = distinct(of_all)
        postings = postings_of(self._segments, fingerprints, self._source.are_there)
        is_commonplace = postings.commonplaces()[np.searchsorted(fingerprints, of_all)]
        counts = np.array([len(of_pair) for of_pair in shared], np.int64)
        pair_of_each = np.repeat(np.arange(len(pairs)), counts)
        commonplaces = np.bincount(pair_of_each, is_commonplace, minlength=len(pairs))
        distinctive: list[float] = (1 - commonplaces / np.maximum(counts, 1)).tolist()
        return distinctive

    def _merge(self) -> None:
        if count := to_be_merged(self._segments):
            merge(self._next_path(), self._segments[-count:], self._source.are_there)
            number = self._next_number()
            self._segments[-count:] = [Segment(self._layout.segment(number))]
            self._numbers[-count:] = [number]
            self._commit()

    def _commit(self) -> None:
        self._database.put_segments(self._numbers)
        with writing(self._layout.directory):
            sync_directory(self._layout.directory)  # the names of the segments
        self._database.commit()
        self._layout.keep_segments(self._numbers)

    def _next_number(self) -> int:
        return self._numbers[-1] + 1 if self._numbers else 1

    def _next_path(self) -> Path:
        return self._layout.segment(self._next_number())


def _numbers_of(path: Path) -> npt.NDArray[np.uint32]:
    """The articles of a segment that waits; none if it is damaged: they are read again."""
    try:
        return Segment(path).articles.numbers
    except IndexDamagedError:
        return np.empty(0, np.uint32)
