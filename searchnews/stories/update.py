"""Bringing stories up to date with a commit of the index."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from searchnews.copies.failures import damaged, writing
from searchnews.dates import TIMES_OF_A_DAY
from searchnews.errors import IndexDamagedError
from searchnews.sqlite import files_of
from searchnews.stories.candidates import DAYS, candidates
from searchnews.stories.database import StoriesDatabase
from searchnews.stories.grouping import regroup
from searchnews.stories.rarity import Rarity
from searchnews.stories.source import Dispatches, StorySource, StoryText
from searchnews.stories.vectors import Vectors

ALIKE: Final = 0.4
"""The cosine from which on two dispatches tell one story. Of pairs without common text that one
reader judged, 21 of 22 from .5 on were about one event, 20 of 22 from .4, 20 of 22 from .35."""

Progress: TypeAlias = Callable[[int, int], None]
"""Called now and then with how many dispatches have been compared, and how many there are."""

AT_ONCE: Final = 20_000
"""Dispatches whose words are in memory together: some 50 MB."""


def update_stories(
    path: Path, source: StorySource, progress: Progress | None = None, *, at_once: int = AT_ONCE
) -> None:
    """Have a database know the stories of all articles of a commit.

    New dispatches are compared with those of the days around them, and those that are no more are
    forgotten; what is damaged, or was made by other rules, is made again. Any number of processes
    may do so: each waits for the other. An update that is killed costs the work of `at_once`.

    Raises:
        EngineError: it cannot be written.
        IndexDamagedError: an article cannot be read.
    """
    try:
        _update(path, source, progress, at_once)
    except IndexDamagedError:
        with writing(path):
            for file in files_of(path):
                file.unlink(missing_ok=True)
        _update(path, source, progress, at_once)


def _update(path: Path, source: StorySource, progress: Progress | None, at_once: int) -> None:
    with closing(StoriesDatabase(path)) as database:
        if not database.is_of(source.index):
            raise damaged(path, "it is of another index")
        if database.stamp == source.stamp:
            return
        dispatches = source.dispatches()
        gone = np.setdiff1d(database.placed(), dispatches.numbers)
        regroup(database, database.forget(gone.tolist()), set())
        is_new = ~np.isin(dispatches.numbers, database.compared())
        rarity = _rarity(path, database, source) if is_new.any() or source.shares_rarity else None
        reading = _Reading(source, progress, int(is_new.sum()))
        for part in _parts(dispatches, is_new, at_once):
            if rarity is not None:
                _compare(database, reading, rarity, part)
            database.add_compared(np.sort(part.dispatches.numbers[part.is_new]))
            database.commit(None)
        database.put_compared(dispatches.numbers)
        database.commit(source.stamp)


def _rarity(path: Path, database: StoriesDatabase, source: StorySource) -> Rarity:
    """How rare words are. What was compared before is compared again only where others do so.

    Raises:
        IndexDamagedError: others have counted the words again.
    """
    known = database.rarity()
    rarity = source.rarity(known)
    if rarity is not known:
        if known is not None and source.shares_rarity:
            raise damaged(path, "others weigh words in another way by now")
        database.put_rarity(rarity)
    return rarity


class _Reading:
    """Reads dispatches, and says how many it has read, of so many new ones; some it reads twice."""

    def __init__(self, source: StorySource, progress: Progress | None, whole: int) -> None:
        self._source = source
        self._progress = progress
        self._done, self._whole = 0, whole

    def texts(self, numbers: Sequence[int]) -> Iterator[Sequence[StoryText]]:
        """Those with these numbers, some at a time."""
        for texts in self._source.texts(numbers):
            yield texts
            self._done = min(self._done + len(texts), self._whole)
            if self._progress is not None:
                self._progress(self._done, self._whole)


class _Part(NamedTuple):
    """Some new dispatches, and those of the days around them, in order of publication."""

    dispatches: Dispatches
    dates: npt.NDArray[np.int64]
    """Their days, counted from any day on."""
    is_new: npt.NDArray[np.bool_]


def _parts(dispatches: Dispatches, is_new: npt.NDArray[np.bool_], at_once: int) -> Iterator[_Part]:
    """All new dispatches, so many at once, or those of one day."""
    order = np.lexsort((dispatches.numbers, dispatches.days))
    numbers, days, is_new = dispatches.numbers[order], dispatches.days[order], is_new[order]
    dates = dates_of(days)
    first = 0
    while first < len(numbers):
        first += int(np.argmax(is_new[first:])) if is_new[first:].any() else len(numbers)
        if first >= len(numbers):
            return
        # Up to the last day with which there are no more than so many, and always a whole day.
        last_date = max(int(dates[min(first + at_once, len(numbers)) - 1]) - 1, int(dates[first]))
        end = int(np.searchsorted(dates, last_date, "right"))
        begin = int(np.searchsorted(dates, dates[first] - DAYS))
        behind = int(np.searchsorted(dates, last_date + DAYS, "right"))
        is_new_here = is_new[begin:behind].copy()
        is_new_here[: first - begin] = False
        is_new_here[end - begin :] = False
        part = slice(begin, behind)
        yield _near_new(_Part(Dispatches(numbers[part], days[part]), dates[part], is_new_here))
        first = end


def _near_new(part: _Part) -> _Part:
    """Without those that are not within some days of a new one."""
    new_dates = np.unique(part.dates[part.is_new])
    after = np.searchsorted(new_dates, part.dates - DAYS)
    is_near = after < np.searchsorted(new_dates, part.dates + DAYS, "right")
    dispatches = Dispatches(*(each[is_near] for each in part.dispatches))
    return _Part(dispatches, part.dates[is_near], part.is_new[is_near])


def dates_of(days: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Day numbers as days that are counted from 1970 on."""
    written = days // TIMES_OF_A_DAY
    months = (written // 10_000 - 1970) * 12 + written // 100 % 100 - 1
    starts = months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    return starts + written % 100 - 1


def _compare(database: StoriesDatabase, source: _Reading, rarity: Rarity, part: _Part) -> None:
    """Compare new dispatches with those around them, and give places to those that are alike."""
    numbers = part.dispatches.numbers
    by_number = np.argsort(numbers)
    found = Vectors.of(source.texts(numbers[by_number].tolist()), rarity)
    # In order of publication again; an article that has just gone is missing.
    rows = by_number[np.searchsorted(numbers[by_number], found.numbers)]
    order = np.argsort(rows)
    vectors, rows = found.taken(order), rows[order]
    later, earlier = candidates(vectors, part.dates[rows], part.is_new[rows])
    cosines = vectors.cosines(later, earlier)
    is_alike = cosines >= ALIKE
    later, earlier, cosines = later[is_alike], earlier[is_alike], cosines[is_alike]
    days = part.dispatches.days[rows]
    database.put_pairs(
        zip(
            vectors.numbers[later].tolist(),
            vectors.numbers[earlier].tolist(),
            cosines.tolist(),
            strict=True,
        )
    )
    alike = np.unique(np.concatenate((later, earlier)))
    moments = zip(vectors.numbers[alike].tolist(), days[alike].tolist(), strict=True)
    new = database.add_places(moments)
    regroup(database, vectors.numbers[alike].tolist(), new)
