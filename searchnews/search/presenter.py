"""From the matches of an engine to hits worth reading."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import Final

from searchnews.article import Article
from searchnews.engines.base import Match
from searchnews.query.clauses import All, Ids
from searchnews.query.plan import EngineQuery
from searchnews.search.occurrences import OccurrenceFinder
from searchnews.search.options import SearchOptions
from searchnews.search.results import Hit, Presentation, Snippet, Span
from searchnews.search.snippets import highlighted, snippet
from searchnews.storage.snapshots import Snapshot

_NOTHING: Final = Presentation(Snippet(""))


class _WhenRead(Presentation):
    """What is made of an article when it is first read; that needs no index."""

    __slots__ = ("_article", "_finder", "_spans", "_whole")

    def __init__(self, article: Article, finder: OccurrenceFinder) -> None:
        self._article = article
        self._finder = finder
        self._whole: Snippet | None = None
        self._spans: tuple[Span, ...] | None = None

    @property
    def snippet(self) -> Snippet:
        """The passage that answers."""
        if self._whole is None:
            self._whole = snippet(self._article, self._finder)
        return self._whole

    @property
    def title_highlights(self) -> tuple[Span, ...]:
        """The spans of the title that matched."""
        if self._spans is None:
            title = self._article.title
            self._spans = highlighted(title, self._finder) if title else ()
        return self._spans


# A query has the same patterns on its next page.
_finder = lru_cache(100)(OccurrenceFinder)


class Presenter:
    """Makes hits of matches: reads their articles, explains their scores."""

    def __init__(self, snapshot: Snapshot, options: SearchOptions) -> None:
        self._snapshot = snapshot
        self._options = options

    def hits(
        self,
        matches: Sequence[Match],
        query: EngineQuery,
        *,
        first_rank: int,
        strict_ids: Collection[str] = (),
    ) -> Iterator[Hit]:
        """The hits of matches of a query; those without a strict id are relaxed."""
        finder = _finder(query.patterns) if self._options.snippets else None
        ids = [match.id for match in matches]
        explanations = self._explanations(ids, query) if self._options.explain else {}
        for rank, match in enumerate(matches, first_rank):
            article = self._snapshot.articles.remembered(match.stored)
            yield Hit(
                rank,
                match.score,
                match.id not in strict_ids,
                article,
                match.number,
                _WhenRead(article, finder) if finder else _NOTHING,
                tuple(explanations.get(match.id, {}).items()),
            )

    def _explanations(self, ids: Sequence[str], query: EngineQuery) -> dict[str, dict[str, float]]:
        """What each scoring part of a query adds to each of some articles."""
        scores_of: dict[str, dict[str, float]] = {article_id: {} for article_id in ids}
        for label, clause in query.parts if ids else ():
            among = All((Ids(frozenset(ids)), clause))
            for match in self._snapshot.reader.search(among, limit=len(ids), counted=False).page:
                scores = scores_of[match.id]
                scores[label] = scores.get(label, 0.0) + match.score
        return scores_of
