"""The hits before and behind the article that is read, so that one need not go back to the list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, cast

from searchnews.serve.api.parameter_table import ARTICLE, FOLD, HITS_LIMIT, PAGE, RANK, SEARCH
from searchnews.serve.api.parameters import Parameter
from searchnews.serve.visit import Visit

if TYPE_CHECKING:
    from searchnews.search.results import Fold, Hit


class Neighbours(NamedTuple):
    """Where an article stands among the hits, and what leads on."""

    rank: int
    total: int
    before: str | None
    """The address of the hit before."""
    behind: str | None


def neighbours(visit: Visit) -> Neighbours | None:
    """The neighbours of an article that was come to from a list of hits.

    None where it was come to otherwise, or stands at this place no more.
    """
    rank = visit.values[RANK]
    if not rank:
        return None
    results = visit.index.search(
        visit.query,
        offset=max(rank - 2, 0),
        # As many as a page has: of fewer hits than that are relaxed ones shown.
        limit=visit.values[HITS_LIMIT],
        fold=cast("Fold | None", visit.values[FOLD] or None),
        **visit.search_arguments,
    )
    by_rank = {hit.rank: hit for hit in results}
    if rank not in by_rank or by_rank[rank].article.id != visit.values[ARTICLE]:
        return None
    before, behind = by_rank.get(rank - 1), by_rank.get(rank + 1)
    return Neighbours(
        rank,
        max(results.total, rank),
        link_to(visit, before) if before is not None else None,
        link_to(visit, behind) if behind is not None else None,
    )


def link_to(visit: Visit, hit: Hit) -> str:
    """The address of a hit, which knows its place among the hits."""
    changes: dict[Parameter[Any], Any] = {ARTICLE: hit.article.id, RANK: hit.rank}
    return visit.link("/article/{id}", changes, carried=(*SEARCH, RANK))


def back_link(visit: Visit) -> str:
    """The address of the page of hits on which an article stands."""
    page = max(visit.values[RANK] - 1, 0) // visit.values[HITS_LIMIT] + 1
    return visit.link("/", {PAGE: page}, carried=(*SEARCH, PAGE))
