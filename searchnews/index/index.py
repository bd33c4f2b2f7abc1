"""The public face of an index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from searchnews.index.exploring import Exploring
from searchnews.index.searching import Searching
from searchnews.index.writing import Writing

if TYPE_CHECKING:
    from searchnews.saved.saved_searches import SavedSearches
    from searchnews.search.user_lists import UserLists
    from searchnews.storage.check import Checked
    from searchnews.storage.statistics import Statistics, Summary


class Index(Searching, Exploring, Writing):
    """An index of articles. Any number of threads may read it while one process writes.

    Made by `searchnews.create` and `searchnews.open`.
    """

    @property
    def saved(self) -> SavedSearches:
        """Its saved searches: `add`, `list`, `remove` and `run`."""
        from searchnews.saved.saved_searches import SavedSearches

        return SavedSearches(self._layout, self._snapshots)

    @property
    def lists(self) -> UserLists:
        """Its lists, `@partis` in queries: `add`, `names`, `text` and `remove`."""
        from searchnews.search.user_lists import UserLists

        return UserLists(self._layout)

    def statistics(self) -> Statistics:
        """What is in the index, in numbers."""
        from searchnews.storage.statistics import statistics

        return statistics(self._layout, self._snapshots.latest())

    def summary(self) -> Summary:
        """How many articles there are, of how many papers, and from when to when; at once."""
        from searchnews.storage.statistics import summary

        return summary(self._snapshots.latest())

    def check(self) -> Checked:
        """Read every file of the index, and say what is wrong.

        Raises:
            IndexNotFoundError, IndexVersionError: as `searchnews.open`.
        """
        from searchnews.storage.check import check

        return check(self._layout)
