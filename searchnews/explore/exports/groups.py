"""What an export says of the groups that its articles are in."""

from __future__ import annotations

import numpy as np

from searchnews.errors import IndexDamagedError
from searchnews.query.clauses import Everything
from searchnews.storage.snapshots import Snapshot


class GroupSizes:
    """How many copies the articles of an index have."""

    def __init__(self, snapshot: Snapshot) -> None:
        """Count all of them once; where they cannot be read nothing is known."""
        self._groups = snapshot.groups
        try:
            leaders = self._groups.leaders_of(snapshot.reader.numbers(Everything()).numbers)
        except IndexDamagedError:  # of the copies alone: `check` makes them again
            self._sizes = None
        else:
            self._sizes = np.bincount(leaders)

    def copies(self, number: int) -> int | None:
        """How many other articles are in the group of one; None if that is not known."""
        if self._sizes is None:
            return None
        (leader,) = self._groups.leaders_of(np.array([number]))
        return int(self._sizes[leader]) - 1
