"""Finding articles, and reading them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Unpack

from searchnews.article import Article, check_id, is_unicode
from searchnews.index.opened import OpenedIndex
from searchnews.search.options import SearchArguments, SearchOptions, check_count

if TYPE_CHECKING:
    from searchnews.search.completion import Completions
    from searchnews.search.results import Fold, Highlights, Hit, Results


class Searching(OpenedIndex):
    """What an index finds."""

    def __iter__(self) -> Iterator[Article]:
        """All articles, in no particular order, in bounded memory."""
        return iter(self._snapshots.latest().articles)

    def search(
        self,
        query: str,
        *,
        limit: int = 10,
        offset: int = 0,
        fold: Fold | None = None,
        **options: Unpack[SearchArguments],
    ) -> Results:
        """One page of the articles that match a query, best first.

        Args:
            query: in the language of the README; any text at all is a query.
            limit: how many hits at most; 0 only counts, and ranks nothing. Where fewer articles
                match strictly, those that match some of the words follow, marked as relaxed.
            offset: how many hits to leave out first. Both are at most `MAX_HITS`, 2,147,483,647.
            fold: "copies" for one hit for all copies and versions of a dispatch, which are counted
                once in the total then: the best of them, with the others that match. "stories" for
                one hit for all that was published of an event; they are recognised when they are
                first asked for, which takes a second for ten thousand articles.
            options: `sort`, `sources`, `date_from`, `date_to`, `fresh`, `synonyms`, `lists`,
                `snippets` and `explain`; `SearchArguments` says what they are.

        Raises:
            InvalidArgumentError: a number is out of range, or a sort, a date or a duration makes
                no sense.
        """
        from searchnews.search.search import search

        return search(
            self._snapshots.latest(),
            query,
            SearchOptions.of(options),
            limit=limit,
            offset=offset,
            fold=fold,
        )

    def stream(
        self, query: str, *, fold: Fold | None = None, **options: Unpack[SearchArguments]
    ) -> Iterator[Hit]:
        """Every article that matches a query strictly, one after the other; see `search`.

        Raises:
            InvalidArgumentError: a sort, a date or a duration makes no sense.
        """
        from searchnews.search.search import stream

        return stream(self._snapshots.latest(), query, SearchOptions.of(options), fold=fold)

    def get(self, article_id: str) -> Article | None:
        """The article with this id; None if there is none.

        Raises:
            InvalidArgumentError: it is no text.
        """
        check_id(article_id)
        if not is_unicode(article_id):
            return None
        return next(self._snapshots.latest().articles.get([article_id]), None)

    def complete(self, text: str, *, limit: int = 8) -> Completions:
        """What may be meant by a query whose last word is being typed.

        Words, sources and titles of the index, at most `limit` of each. There are none as long as
        the last word has a single letter, or is part of anything but plain words.

        Raises:
            InvalidArgumentError: `limit` is out of range.
        """
        from searchnews.search.completion import complete

        check_count("limit", limit)
        return complete(self._snapshots.latest(), text, limit)

    def highlights(
        self, article: Article, query: str, **options: Unpack[SearchArguments]
    ) -> Highlights:
        """What matches a query in a whole article, in its title, lead and body; see `search`.

        Raises:
            InvalidArgumentError: a sort, a date or a duration makes no sense.
        """
        from searchnews.search.search import highlights

        return highlights(self._snapshots.latest(), query, article, SearchOptions.of(options))
