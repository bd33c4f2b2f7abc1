"""What all the matches of a query say together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Unpack

from searchnews.errors import InvalidArgumentError
from searchnews.index.opened import OpenedIndex
from searchnews.search.options import (
    FilterArguments,
    SearchArguments,
    SearchOptions,
    check_count,
)

if TYPE_CHECKING:
    from searchnews.explore.concordance.concordance import Concordance
    from searchnews.explore.facets.facets import Facets
    from searchnews.explore.query_export import QueryExport
    from searchnews.explore.subject import Subject
    from searchnews.explore.timelines.timelines import Timelines


class Exploring(OpenedIndex):
    """What an index says of all its matches."""

    def concordance(
        self,
        query: str,
        *,
        sort: str | Sequence[str] = (),
        window: int = 12,
        characters: int | None = None,
        limit: int = 0,
        **filters: Unpack[FilterArguments],
    ) -> Concordance:
        """Every occurrence of what a query finds, with the words around it, a row each.

        The rows are read as they are iterated over, in bounded memory.

        Args:
            query: as for `search`.
            sort: up to three levels: "1L" to "20L" and "1R" to "20R", the words left and right of
                the node, "0", the node, "date", "-date" and "source". By date without any.
            window: how many words there are at each side, at most 1,000.
            characters: how many characters there are at each side, instead; at most 20,000.
            limit: how many rows at most; 0 for all.
            filters: `sources`, `date_from`, `date_to`, `synonyms` and `lists`; `FilterArguments`
                says what they are.

        Raises:
            InvalidArgumentError: a number is out of range, or a level or a date makes no sense.
        """
        from searchnews.explore.concordance.concordance import Concordance
        from searchnews.explore.concordance.contexts import Window
        from searchnews.explore.concordance.levels import levels_of

        check_count("limit", limit)
        shown = Window(window) if characters is None else Window(characters, "characters")
        return Concordance(self._subject([query], filters), shown, levels_of(sort), limit)

    def facets(
        self,
        query: str,
        *,
        by: str | Sequence[str],
        limit: int = 0,
        **filters: Unpack[FilterArguments],
    ) -> Facets:
        """How many matches of a query have each value of a field, and what share of all articles.

        Args:
            query: as for `search`.
            by: "source", "agency", "author", "section", "language", "year", "month" or "weekday";
                or several of them.
            limit: how many names of each field at most, the most frequent; 0 for all. Dates are
                always all there.
            filters: as for `concordance`.

        Raises:
            InvalidArgumentError: there is no such field, or a number or a date makes no sense.
        """
        from searchnews.explore.facets.facets import Facets

        check_count("limit", limit)
        return Facets(self._subject([query], filters), [by] if isinstance(by, str) else by, limit)

    def timeline(
        self,
        *queries: str,
        by: str = "auto",
        split: str | None = None,
        limit: int = 0,
        **filters: Unpack[FilterArguments],
    ) -> Timelines:
        """How many matches of a query, or of several, there were when, and what share of all.

        Args:
            queries: each as for `search`; one at least.
            by: "day", "week", "month", "quarter", "year" or "decade"; "auto" takes the shortest
                that makes at most 150 bins and is not too fine for the dates.
            split: "source", "agency", "author", "section" or "language", by which the matches of
                the query are divided.
            limit: into how many names at most, the most frequent; 0 for all.
            filters: as for `concordance`.

        Raises:
            InvalidArgumentError: there is no such interval or field, no query, several of them to
                be split, or there would be too many bins; or a number or a date makes no sense.
        """
        from searchnews.explore.timelines.counted import timelines_of

        check_count("limit", limit)
        if not queries:
            raise InvalidArgumentError("a timeline needs a query; * finds every article")
        subject = self._subject(list(dict.fromkeys(queries)), filters)
        return timelines_of(subject, by, split, limit)

    def export(self, query: str, **options: Unpack[SearchArguments]) -> QueryExport:
        """Every article that matches a query strictly, to be written: `.write("palmyre.csv")`.

        Raises:
            InvalidArgumentError: a sort, a date or a duration makes no sense.
        """
        from searchnews.explore.query_export import QueryExport

        snapshot, settings = self._snapshots.latest(), SearchOptions.of(options)
        return QueryExport(snapshot, self.directory, query, settings)

    def _subject(self, queries: Sequence[str], filters: FilterArguments) -> Subject:
        """The queries in the latest commit."""
        from searchnews.explore.subject import subject_of

        options = SearchOptions.of_filters(filters)
        return subject_of(self._snapshots.latest(), self.directory, queries, options)
