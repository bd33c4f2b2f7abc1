"""What all the matches of a query say together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Unpack

from searchnews.article import Article, check_id, is_unicode
from searchnews.errors import InvalidArgumentError
from searchnews.index.counting_words import CountingWords
from searchnews.search.options import (
    FilterArguments,
    NarrowingArguments,
    SearchArguments,
    SearchOptions,
    check_count,
)

if TYPE_CHECKING:
    from searchnews.explore.about import Unit
    from searchnews.explore.concordance.concordance import Concordance
    from searchnews.explore.facets.facets import Facets
    from searchnews.explore.query_export import QueryExport
    from searchnews.explore.story import Story
    from searchnews.explore.tables.rows import SimilarRow
    from searchnews.explore.tables.table import Table
    from searchnews.explore.tally import Tally
    from searchnews.explore.timelines.timelines import Timelines
    from searchnews.sequences.update import Progress


class Exploring(CountingWords):
    """What an index says of all its matches."""

    def similar(
        self, article: Article | str, *, limit: int = 10, **among: Unpack[NarrowingArguments]
    ) -> Table[SimilarRow]:
        """The articles that are most like one, most alike first, with the words that made them so.

        Args:
            article: the id of one in the index, or any article: of a file, or a pasted text as
                `Article(id="text", body=...)`. The one with its id is not among those found.
            limit: how many rows at most.
            among: `sources`, `date_from` and `date_to`, as `NarrowingArguments` says.

        Raises:
            InvalidArgumentError: the index has no article with this id, the article has no words
                that tell it from others, a number is out of range, or a date makes no sense.
        """
        from searchnews.explore.similar.similar import similar

        check_count("limit", limit)
        snapshot, options = self._snapshots.latest(), SearchOptions.of_narrowing(among)
        if isinstance(article, Article):
            return similar(snapshot, self.name, article, limit, options)
        check_id(article)
        found = next(snapshot.articles.get([article]), None) if is_unicode(article) else None
        if found is None:
            raise InvalidArgumentError(f"there is no article {article} in {self.name}")
        return similar(snapshot, self.name, found, limit, options)

    def concordance(
        self,
        query: str,
        *,
        sort: str | Sequence[str] = (),
        window: int = 12,
        characters: int | None = None,
        limit: int = 0,
        progress: Progress | None = None,
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
            progress: called now and then with how many of the articles that match have been read,
                and how many there are, where all are read before the first row.
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
        return Concordance(self._subject([query], filters), shown, levels_of(sort), limit, progress)

    def facets(
        self,
        query: str,
        *,
        by: str | Sequence[str],
        limit: int = 0,
        count: Unit = "articles",
        **filters: Unpack[FilterArguments],
    ) -> Facets:
        """How many matches of a query have each value of a field, and what share of all articles.

        Args:
            query: as for `search`.
            by: "source", "agency", "author", "section", "language", "year", "month" or "weekday";
                or several of them.
            limit: how many names of each field at most, the most frequent; 0 for all. Dates are
                always all there.
            count: "articles", or "copies": all copies of a dispatch that are counted together, such
                as those of one source, as one; or "stories": the same of all that tells one event.
            filters: as for `concordance`.

        Raises:
            InvalidArgumentError: there is no such field or unit, or a number or a date makes no
                sense.
        """
        from searchnews.explore.facets.facets import Facets

        check_count("limit", limit)
        subject = self._subject([query], filters, count)
        return Facets(subject, [by] if isinstance(by, str) else by, limit)

    def timeline(
        self,
        *queries: str,
        by: str = "auto",
        split: str | None = None,
        limit: int = 0,
        count: Unit = "articles",
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
            count: as for `facets`.
            filters: as for `concordance`.

        Raises:
            InvalidArgumentError: there is no such interval, field or unit, no query, several of
                them to be split, or there would be too many bins; or a number or a date makes no
                sense.
        """
        from searchnews.explore.timelines.counted import timelines_of

        check_count("limit", limit)
        if not queries:
            raise InvalidArgumentError("a timeline needs a query; * finds every article")
        subject = self._subject(list(dict.fromkeys(queries)), filters, count)
        return timelines_of(subject, by, split, limit)

    def tally(
        self,
        query: str,
        *,
        by: Sequence[str] = (),
        limit: int = 0,
        count: Unit = "articles",
        **filters: Unpack[FilterArguments],
    ) -> Tally:
        """How many matches have each value of some fields, and when they are from: for a page.

        As `facets` and `timeline` by "auto", but they are compared with nothing, which is faster.

        Args:
            query: as for `search`.
            by: fields, as for `facets`.
            limit: how many names of each field at most; 0 for all.
            count: as for `facets`.
            filters: as for `concordance`.

        Raises:
            InvalidArgumentError: as `facets`.
        """
        from searchnews.explore.tally import tally_of

        check_count("limit", limit)
        options = SearchOptions.of_filters(filters)
        return tally_of(self._snapshots.latest(), query, options, by, limit, count)

    @property
    def stories_are_recognised(self) -> bool:
        """Whether what asks for stories finds those of the last commit."""
        return self._snapshots.latest().are_stories_known

    def recognise_stories(self, progress: Progress | None = None) -> None:
        """Recognise the stories of all articles now, so that nobody waits for it later.

        Args:
            progress: called now and then with how many dispatches were read, and of how many.

        Raises:
            IndexLockedError: another process recognises those of an index in a cluster.
            EngineError, IndexDamagedError: articles cannot be read, or nothing written.
        """
        self._snapshots.latest().made_stories(progress)

    @property
    def copies_are_recognised(self) -> bool:
        """Whether what asks for copies need not recognise any; in a directory writers do it."""
        return self._snapshots.latest().are_groups_known

    def recognise_copies(self, progress: Progress | None = None) -> None:
        """Recognise the copies among the articles in a cluster now, as `recognise_stories`."""
        self._snapshots.latest().made_groups(progress)

    def story(self, article_id: str) -> Story:
        """Who else published what an article tells, and what differs between them.

        Raises:
            InvalidArgumentError: there is no such article, or the id is no text.
        """
        from searchnews.explore.story import story_of

        check_id(article_id)
        return story_of(self._snapshots.latest(), article_id)

    def export(self, query: str, **options: Unpack[SearchArguments]) -> QueryExport:
        """Every article that matches a query strictly, to be written: `.write("palmyre.csv")`.

        Raises:
            InvalidArgumentError: a sort, a date or a duration makes no sense.
        """
        from searchnews.explore.query_export import QueryExport

        snapshot, settings = self._snapshots.latest(), SearchOptions.of(options)
        return QueryExport(snapshot, self.name, query, settings)
