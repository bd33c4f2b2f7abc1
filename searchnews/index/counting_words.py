"""What an index says of the words of its articles."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from searchnews.index.opened import OpenedIndex
from searchnews.search.options import FilterArguments, SearchOptions

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory

    from searchnews.explore.about import Unit
    from searchnews.explore.subject import Subject
    from searchnews.explore.tables.rows import CollocateRow, KeynessRow
    from searchnews.explore.words.units import By
    from searchnews.explore.words.word_table import WordTable
    from searchnews.sequences.update import Progress
    from searchnews.storage.cluster.recognition import Progress as RecognitionProgress
    from searchnews.storage.layout import Layout


class CountingWords(OpenedIndex):
    """Counts the words of articles, which are kept in order for it when it is first asked for."""

    def __init__(self, layout: Layout, recognition: RecognitionProgress | None = None) -> None:
        super().__init__(layout, recognition)
        self._own: TemporaryDirectory[str] | None = None
        """Where words are kept that cannot be kept in the index."""

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
            self._sequences,
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
            self._subject(queries, filters, count), self._sequences, settings, progress
        )

    @property
    def words_are_counted(self) -> bool:
        """Whether `collocates` and `keyness` find the words of all articles counted."""
        from searchnews.explore.words.source import StoredTexts
        from searchnews.sequences.corpus import is_kept

        return is_kept(self._sequences, StoredTexts(self._snapshots.latest()))

    def count_words(self, progress: Progress | None = None) -> None:
        """Count the words of all articles now, so that nobody waits for it later.

        Where they cannot be kept in the index they are kept until this one is closed.

        Args:
            progress: called now and then with how many articles were counted, and of how many.

        Raises:
            EngineError: they can be kept nowhere, so each answer counts them anew.
            EngineError, IndexDamagedError: articles cannot be read.
        """
        from searchnews.explore.words.source import StoredTexts
        from searchnews.sequences.database import UnkeptError
        from searchnews.sequences.update import update_sequences

        source = StoredTexts(self._snapshots.latest())
        try:
            update_sequences(self._sequences, source, progress)
        except UnkeptError:
            if self._own is not None:
                raise
            from tempfile import TemporaryDirectory

            self._own = TemporaryDirectory(prefix="searchnews-")
            update_sequences(self._sequences, source, progress)

    @property
    def _sequences(self) -> Path:
        """The file of the words: in the index, or one's own."""
        kept = self._layout.sequences
        return kept if self._own is None else Path(self._own.name, kept.name)

    def close(self) -> None:
        """Let go of files; idempotent."""
        super().close()
        if self._own is not None:
            self._own.cleanup()
            self._own = None

    def _subject(
        self, queries: Sequence[str], filters: FilterArguments, unit: Unit = "articles"
    ) -> Subject:
        """The queries in the latest commit."""
        from searchnews.explore.subject import subject_of

        options = SearchOptions.of_filters(filters)
        return subject_of(self._snapshots.latest(), self.name, queries, options, unit)
