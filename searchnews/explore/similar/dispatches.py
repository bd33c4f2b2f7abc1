"""Which of some matches are copies of one another, or of the article that they are like."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from searchnews.engines.base import Match
from searchnews.query.clauses import Ids
from searchnews.storage.snapshots import Snapshot


class Dispatches:
    """The groups of copies in one commit, as the articles like one of them have them.

    Raises:
        IndexDamagedError: the groups cannot be read.
    """

    def __init__(self, snapshot: Snapshot, article_id: str) -> None:
        """For the article that others are like; it need not be in the index."""
        self._groups = snapshot.groups
        own = snapshot.reader.search(Ids(frozenset({article_id})), limit=1, counted=False).page
        self._own = self.of(own)

    def of(self, matches: Sequence[Match]) -> list[int]:
        """What names the dispatch of each match: the number of the leader of its group."""
        numbers = np.array([match.number for match in matches], np.int64)
        leaders: list[int] = self._groups.leaders_of(numbers).tolist()
        return leaders

    def is_own(self, match: Match) -> bool:
        """Whether it is a copy, or a version, of the article that it is like."""
        return self.of([match]) == self._own

    def copies(self, match: Match) -> int:
        """How many others are copies or versions of it, but for the article that it is like."""
        return len(self._groups.members(match.number)) - 1 - self.is_own(match)
