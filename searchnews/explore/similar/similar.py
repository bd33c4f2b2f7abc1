"""Articles that are like an article, and the words that made each of them so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from searchnews.article import Article
from searchnews.engines.base import Match
from searchnews.errors import InvalidArgumentError
from searchnews.explore.about import About, QueryMatches
from searchnews.explore.similar.profile import ProfileWord, profile
from searchnews.explore.tables.rows import SimilarRow
from searchnews.explore.tables.table import Table
from searchnews.index_fields import WORDS
from searchnews.query.bm25 import Rarity
from searchnews.query.clauses import All, Clause, Except, Ids, Words, without_bonuses
from searchnews.search.options import SearchOptions
from searchnews.search.planned_query import plan_query
from searchnews.storage.snapshots import Snapshot

# What a reader takes in; each hit has others of the profile, too.
_WORDS_SHOWN: Final = 8


def similar(
    snapshot: Snapshot, index: Path, article: Article, limit: int, options: SearchOptions
) -> Table[SimilarRow]:
    """The articles that are most like one, within the filters; itself, by its id, is not there.

    They are scored by BM25 over the words of its profile, as every search is.

    Raises:
        InvalidArgumentError: it has no words that other articles have.
    """
    rarity = Rarity(snapshot.reader.articles)
    text = "\n".join(filter(None, (article.lead, article.body)))
    in_index = next(snapshot.articles.get([article.id]), None) is not None
    words = profile(article.title or "", text, snapshot.vocabulary, rarity, in_index=in_index)
    if not words:
        raise InvalidArgumentError(
            "the text has no words that tell it from others and that other articles have"
        )
    every = without_bonuses(plan_query("*", snapshot, options).plan.strict.clause)
    like = All((Words(WORDS, tuple((word.word, word.boost) for word in words)), every))
    others = Except(like, Ids(frozenset({article.id})))
    found = snapshot.reader.search(others, limit=limit)
    rows = [
        _row(snapshot, match, made_so)
        for match, made_so in zip(found.page, _words_of(snapshot, found.page, words), strict=True)
    ]
    about = _about(snapshot, index, article, words, found.total, every, options)
    return Table(SimilarRow, tuple(rows), about)


def _row(snapshot: Snapshot, match: Match, words: Sequence[str]) -> SimilarRow:
    article = snapshot.article(match.stored)
    return SimilarRow(
        match.id, article.date, article.source, article.title, match.score, tuple(words)
    )


def _words_of(
    snapshot: Snapshot, matches: Sequence[Match], words: Sequence[ProfileWord]
) -> list[list[str]]:
    """Of each match the words that add most to its score."""
    ids = frozenset(match.id for match in matches)
    scores: dict[str, dict[str, float]] = {match.id: {} for match in matches}
    for word in words if ids else ():
        among = All((Ids(ids), Words(WORDS, ((word.word, word.boost),))))
        for match in snapshot.reader.search(among, limit=len(ids), counted=False).page:
            scores[match.id][word.shown] = match.score
    return [_most_first(scores[match.id])[:_WORDS_SHOWN] for match in matches]


def _most_first(scores: dict[str, float]) -> list[str]:
    return sorted(scores, key=lambda shown: (-scores[shown], shown))


def _about(
    snapshot: Snapshot,
    index: Path,
    article: Article,
    words: Sequence[ProfileWord],
    total: int,
    every: Clause,
    options: SearchOptions,
) -> About:
    """What the answer is about: the words as a query, which finds the same articles."""
    return About(
        queries=(
            QueryMatches(article.id, " OU ".join(f'"{word.shown}"' for word in words), total),
        ),
        out_of=snapshot.reader.search(every, limit=0).total,
        index=str(index),
        commit=snapshot.stamp,
        made=datetime.now(UTC),
        sources=options.filters.sources,
        date_from=options.filters.date_from,
        date_to=options.filters.date_to,
        sort="relevance",
    )
