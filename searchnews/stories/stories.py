"""The stories of an index, as they are read."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt

from searchnews.copies.group_reader import GroupReader, Place
from searchnews.copies.groups import Groups
from searchnews.stories import STORIES_VERSION


class Stories:
    """The stories that the last update has left, for any number of threads.

    A dispatch that is like no other is a story of its own; its copies are always in it.
    """

    def __init__(self, groups: Groups, database: Path) -> None:
        """For the groups of copies, and the database that `update_stories` writes."""
        self._groups = groups
        self._reader = GroupReader(database, STORIES_VERSION)

    @property
    def stamp(self) -> str | None:
        """The commit whose articles have all been compared; None before the first.

        Raises:
            IndexDamagedError: the database cannot be read.
        """
        return self._reader.stamp

    def leaders_of(self, numbers: npt.NDArray[np.integer]) -> npt.NDArray[np.uint32]:
        """The article that leads the story of each of some articles; as `Groups.leaders_of`."""
        return self._reader.leaders_of(self._groups.leaders_of(numbers))

    def count(self, numbers: npt.NDArray[np.integer]) -> int:
        """How many stories some articles are of."""
        return len(np.unique(self.leaders_of(numbers)))

    def places(self, number: int) -> list[Place]:
        """The dispatches of the story of an article, in order of publication, its leader first.

        Each is the article that leads its copies.
        """
        (leader,) = self._groups.leaders_of(np.array([number]))
        return self._reader.places(int(leader))

    def close(self) -> None:
        """Let go of the file; idempotent. The groups of copies stay open."""
        self._reader.close()
