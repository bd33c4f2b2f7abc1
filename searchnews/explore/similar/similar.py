"""Articles that are like an article, and the words that made each of them so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import count, islice
from typing import Final

from searchnews.article import Article
from searchnews.engines.base import Match
from searchnews.errors import InvalidArgumentError
from searchnews.explore.about import About, QueryMatches
from searchnews.explore.similar.dispatches import Dispatches
from searchnews.explore.similar.profile import ProfileWord, profile
from searchnews.explore.tables.rows import SimilarRow
from searchnews.explore.tables.table import Table
from searchnews.index_fields import WORDS
from searchnews.query.bm25 import Rarity
from searchnews.query.clauses import All, Clause, Except, Ids, Words, without_bonuses
from searchnews.search.options import SearchOptions
from searchnews.search.planned_query import plan_query
from searchnews.storage.snapshots import Snapshot

# More than a page, as some are copies of others.
_AT_ONCE: Final = 50

# What a reader takes in; each hit has others of the profile, too.
_WORDS_SHOWN: Final = 8


def similar(
    snapshot: Snapshot, index: str, article: Article, limit: int, options: SearchOptions
) -> Table[SimilarRow]:
    """The articles that are most like one, within the filters; itself, by its id, is not there.

    Of the copies of a dispatch the one that is most like it stands for all.

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
    dispatches = Dispatches(snapshot, article.id)
    matches = list(islice(_one_of_each(snapshot, others, dispatches), limit))
    rows = [
        _row(snapshot, match, dispatches, made_so)
        for match, made_so in zip(matches, _words_of(snapshot, matches, words), strict=True)
    ]
    total = snapshot.reader.search(others, limit=0).total
    about = _about(snapshot, index, article, words, total, every, options)
    return Table(SimilarRow, tuple(rows), about)


def _one_of_each(snapshot: Snapshot, clause: Clause, dispatches: Dispatches) -> Iterator[Match]:
    """The matches, best first; of the copies of a dispatch the best one."""
    seen: set[int] = set()
    for offset in count(0, _AT_ONCE):
        page = snapshot.reader.search(clause, limit=_AT_ONCE, offset=offset, counted=False).page
        for match, dispatch in zip(page, dispatches.of(page), strict=True):
            if dispatch not in seen:
                seen.add(dispatch)
                yield match
        if len(page) < _AT_ONCE:
            return


def _row(
    snapshot: Snapshot, match: Match, dispatches: Dispatches, words: Sequence[str]
) -> SimilarRow:
    article = snapshot.article(match.stored)
    return SimilarRow(
        match.id,
        article.date,
        article.source,
        article.title,
        match.score,
        dispatches.is_own(match),
        dispatches.copies(match),
        tuple(words),
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
    index: str,
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
