"""What all the matches of a query say together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from searchnews.index.opened import OpenedIndex
from searchnews.search.options import SearchArguments, SearchOptions

if TYPE_CHECKING:
    from searchnews.explore.query_export import QueryExport


class Exploring(OpenedIndex):
    """What an index says of all its matches."""

    def export(self, query: str, **options: Unpack[SearchArguments]) -> QueryExport:
        """Every article that matches a query strictly, to be written: `.write("palmyre.csv")`.

        Raises:
            InvalidArgumentError: a sort, a date or a duration makes no sense.
        """
        from searchnews.explore.query_export import QueryExport

        snapshot, settings = self._snapshots.latest(), SearchOptions.of(options)
        return QueryExport(snapshot, self.directory, query, settings)
