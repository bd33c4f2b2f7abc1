"""What an export says of the groups that its articles are in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from searchnews.errors import IndexDamagedError
from searchnews.query.clauses import Everything
from searchnews.storage.snapshots import Snapshot


class InGroups(NamedTuple):
    """Where an article stands; None where that is not known, or was not asked for."""

    copies: int | None
    """How many other articles are copies or versions of the same dispatch."""
    story: str | None
    """The id of the article that leads its story."""


class GroupColumns:
    """Fills the columns `copies` and `story`, as far as they are wanted."""

    def __init__(self, snapshot: Snapshot, wanted: Collection[str]) -> None:
        self._snapshot = snapshot
        self._wanted = {"copies", "story"}.intersection(wanted)
        self._sizes = np.empty(0, np.int64)
        if not self._wanted:
            return
        numbers = snapshot.reader.numbers(Everything()).numbers
        try:
            self._sizes = np.bincount(snapshot.groups.leaders_of(numbers), minlength=1)
        except IndexDamagedError:  # of the copies alone: `check` makes them again
            self._wanted = set()

    def of(self, numbers: Iterable[int]) -> Iterator[InGroups]:
        """Those of some articles."""
        wanted = np.array(list(numbers), np.int64)
        copies: list[int | None] = [None] * len(wanted)
        stories: list[str | None] = [None] * len(wanted)
        if "copies" in self._wanted:
            leaders = self._snapshot.groups.leaders_of(wanted)
            # In a cluster some may have come since they were counted.
            is_counted = leaders < len(self._sizes)
            sizes = np.where(is_counted, self._sizes[np.where(is_counted, leaders, 0)], 1)
            copies = np.maximum(sizes - 1, 0).tolist()
        if "story" in self._wanted:
            leaders = self._snapshot.stories.leaders_of(wanted)
            ids = self._ids(leaders)
            stories = [ids.get(leader) for leader in leaders.tolist()]
        yield from map(InGroups, copies, stories)

    def _ids(self, numbers: npt.NDArray[np.uint32]) -> dict[int, str]:
        found = self._snapshot.reader.numbered(np.unique(numbers).tolist())
        return {number: self._snapshot.article(stored).id for number, stored in found}
