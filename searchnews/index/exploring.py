"""What all the matches of a query say together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Unpack

from searchnews.article import Article, is_unicode
from searchnews.errors import InvalidArgumentError
from searchnews.index.opened import OpenedIndex
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
    from searchnews.explore.subject import Subject
    from searchnews.explore.tables.rows import CollocateRow, KeynessRow, SimilarRow
    from searchnews.explore.tables.table import Table
    from searchnews.explore.tally import Tally
    from searchnews.explore.timelines.timelines import Timelines
    from searchnews.explore.words.units import By
    from searchnews.explore.words.word_table import WordTable
    from searchnews.sequences.update import Progress


class Exploring(OpenedIndex):
    """What an index says of all its matches."""

    def collocates(
        self,
        query: str,
        *,
        window: int = 5,
        by: By = "form",
        function_words: bool = False,
        min_count: int = 5,
        min_articles: int = 3,
        min_specificity: float = 2.0,
        sort: str = "specificity",
        limit: int = 0,
        count: Unit = "articles",
        progress: Progress | None = None,
        **filters: Unpack[FilterArguments],
    ) -> WordTable[CollocateRow]:
        """The words that stand near what a query finds more often than chance would have it.

        The first call counts the words of all articles, and keeps them in the index.

        Args:
            query: as for `search`.
            window: how many words at each side are near, at most 100; titles and texts apart.
            by: whether all ways to write a word are counted together ("form"), or all forms of a
                lemma ("lemma").
            function_words: whether these are shown as well.
            min_count: how often a word must stand near, to be shown.
            min_articles: in how many articles it must, copies of a dispatch being one.
            min_specificity: how specific it must be, in absolute value.
            sort: a column, largest first; with a minus, as in "-distance", smallest first.
            limit: how many rows at most; 0 for all.
            count: "articles", or "copies": of all copies of a dispatch the words of one; or
                "stories": the same of all that tells one event.
            progress: called now and then with how many articles were counted, and of how many.
            filters: `sources`, `date_from`, `date_to` and `synonyms`, as `FilterArguments` says.

        Raises:
            InvalidArgumentError: a number is out of range, a column or a date makes no sense, or
                the query has no words.
        """
        from searchnews.explore.words.query_collocates import query_collocates
        from searchnews.explore.words.settings import WordSettings
        from searchnews.explore.words.thresholds import Thresholds

        settings = WordSettings(
            by, function_words, Thresholds(min_count, min_articles, min_specificity), sort, limit
        )
        return query_collocates(
            self._subject([query], filters, count),
            self._layout.sequences,
            window,
            settings,
            progress,
        )

    def keyness(
        self,
        query: str,
        against: str | None = None,
        *,
        by: By = "form",
        function_words: bool = False,
        min_count: int = 5,
        min_articles: int = 3,
        min_specificity: float = 2.0,
        sort: str = "specificity",
        limit: int = 0,
        count: Unit = "articles",
        progress: Progress | None = None,
        **filters: Unpack[FilterArguments],
    ) -> WordTable[KeynessRow]:
        """The words that are more frequent in the articles that match, or less, than in others.

        The others are those that match `against` and not the query; without it, all that do not
        match the query. The filters narrow both. The rest is as for `collocates`.

        Raises:
            InvalidArgumentError: a number is out of range, a column or a date makes no sense, or
                there is nothing to compare with.
        """
        from searchnews.explore.words.query_keyness import query_keyness
        from searchnews.explore.words.settings import WordSettings
        from searchnews.explore.words.thresholds import Thresholds

        settings = WordSettings(
            by, function_words, Thresholds(min_count, min_articles, min_specificity), sort, limit
        )
        queries = [query] if against is None else [query, against]
        return query_keyness(
            self._subject(queries, filters, count), self._layout.sequences, settings, progress
        )

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

    def story(self, article_id: str) -> Story:
        """Who else published what an article tells, and what differs between them.

        Raises:
            InvalidArgumentError: there is no such article.
        """
        from searchnews.explore.story import story_of

        return story_of(self._snapshots.latest(), article_id)

    def export(self, query: str, **options: Unpack[SearchArguments]) -> QueryExport:
        """Every article that matches a query strictly, to be written: `.write("palmyre.csv")`.

        Raises:
            InvalidArgumentError: a sort, a date or a duration makes no sense.
        """
        from searchnews.explore.query_export import QueryExport

        snapshot, settings = self._snapshots.latest(), SearchOptions.of(options)
        return QueryExport(snapshot, self.name, query, settings)

    def _subject(
        self, queries: Sequence[str], filters: FilterArguments, unit: Unit = "articles"
    ) -> Subject:
        """The queries in the latest commit."""
        from searchnews.explore.subject import subject_of

        options = SearchOptions.of_filters(filters)
        return subject_of(self._snapshots.latest(), self.name, queries, options, unit)
