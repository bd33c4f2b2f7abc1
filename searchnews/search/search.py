"""One search, from the text of a query to the hits of a page."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from itertools import islice
from types import ModuleType
from typing import TYPE_CHECKING, Final, get_args

from searchnews.article import Article
from searchnews.engines.base import Matches
from searchnews.errors import InvalidArgumentError
from searchnews.query.clauses import All, Clause, Except, Ids, without_bonuses
from searchnews.query.compiled import QueryWord
from searchnews.query.language import excerpt
from searchnews.query.plan import EngineQuery, Filters, Plan, RelaxedQuery
from searchnews.query.render import render
from searchnews.query.syntax import Phrase, Word
from searchnews.search.occurrences import OccurrenceFinder, spans_of
from searchnews.search.options import SearchOptions, check_count
from searchnews.search.page import Page
from searchnews.search.planned_query import plan_query
from searchnews.search.presenter import Presenter
from searchnews.search.results import Fold, FormsFound, Highlights, Hit, Results
from searchnews.search.snippets import highlighted
from searchnews.search.suggestions import suggestion
from searchnews.storage.snapshots import Snapshot

if TYPE_CHECKING:
    from searchnews.copies.groups import Groups
    from searchnews.stories.stories import Stories

# No more articles match all words of most long queries: who they are is asked with their number.
_FEW: Final = 20
# Stored articles are read so many at a time when all are streamed: some megabytes.
_STREAMED: Final = 200


def search(
    snapshot: Snapshot,
    text: str,
    options: SearchOptions,
    *,
    limit: int,
    offset: int,
    fold: Fold | None = None,
) -> Results:
    """Search one commit of an index; `Index.search` says what limit and offset are.

    Raises:
        InvalidArgumentError: a number is out of range, or hits cannot be folded so.
    """
    began = time.perf_counter()
    check_count("limit", limit)
    check_count("offset", offset)
    query = plan_query(text, snapshot, options)
    if fold is None:
        page = _page(snapshot, query.plan, options, limit, offset)
    else:
        groups = _groups(snapshot, fold)
        page = _folding().folded_page(snapshot, groups, query.plan, options, limit, offset)
    return Results(
        query=text,
        understood=render(query.parsed.tree),
        total=page.total,
        hits=page.hits,
        suggestion=suggestion(
            text,
            query.words,
            snapshot.vocabulary,
            page.total,
            lambda other: _count(snapshot, plan_query(other, snapshot, options).plan.strict),
        ),
        warnings=(
            *query.warnings,
            *_not_required(page),
            *_no_such_sources(snapshot, options, page.total),
            *query.missing_words(relaxed=page.relaxed is not None),
        ),
        forms=_forms_found(query.words) if options.explain else (),
        took_ms=(time.perf_counter() - began) * 1000,
        fold=fold,
        articles=page.articles if fold else None,
    )


def _groups(snapshot: Snapshot, fold: Fold) -> Groups | Stories:
    """What hits stand for.

    Raises:
        InvalidArgumentError: hits cannot be folded so.
    """
    if fold not in get_args(Fold):
        raise InvalidArgumentError(
            f"hits are folded by {' or '.join(get_args(Fold))}, not {fold!r}"
        )
    return snapshot.groups if fold == "copies" else snapshot.stories


def _folding() -> ModuleType:
    # Imported here: it loads numpy, which other searches have no need of.
    from searchnews.search import folding

    return folding


def _page(snapshot: Snapshot, plan: Plan, options: SearchOptions, limit: int, offset: int) -> Page:
    may_relax = limit > 0 and options.sort == "relevance"
    if may_relax and plan.ranks_all and (relaxed := plan.relaxed()) is not None:
        return _ranked_together(snapshot, plan.strict, relaxed, options, limit, offset)
    return _strict_first(snapshot, plan, options, limit, offset, may_relax=may_relax)


def _ranked_together(
    snapshot: Snapshot,
    strict: EngineQuery,
    relaxed: RelaxedQuery,
    options: SearchOptions,
    limit: int,
    offset: int,
) -> Page:
    reader = snapshot.reader
    # Asked for twice at most, and never for its scores.
    matching = without_bonuses(strict.clause)
    total, strictly = reader.search(matching, limit=_FEW)
    page = reader.search(relaxed.query.clause, limit=limit, offset=offset, counted=False).page
    if total > len(strictly) and page:
        among = All((Ids(frozenset(match.id for match in page)), matching))
        strictly = reader.search(among, limit=len(page), counted=False).page
    hits = Presenter(snapshot, options).hits(
        page, relaxed.query, first_rank=offset + 1, strict_ids={match.id for match in strictly}
    )
    return Page(tuple(hits), total, relaxed, total)


def _count(snapshot: Snapshot, strict: EngineQuery) -> int:
    return snapshot.reader.search(without_bonuses(strict.clause), limit=0).total


def _strict_first(
    snapshot: Snapshot,
    plan: Plan,
    options: SearchOptions,
    limit: int,
    offset: int,
    *,
    may_relax: bool,
) -> Page:
    strict = plan.strict
    reader, presenter = snapshot.reader, Presenter(snapshot, options)
    found = reader.search(strict.clause, limit=limit, offset=offset, sort=options.sort)
    ids = {match.id for match in found.page}
    hits = presenter.hits(found.page, strict, first_rank=offset + 1, strict_ids=ids)
    # Whether there is a page full of strict hits, not on which page we are, decides.
    relaxed = plan.relaxed() if may_relax and found.total < limit else None
    if relaxed is None:
        return Page(tuple(hits), found.total, None, found.total)
    rest = reader.search(
        _without_strict(relaxed.query, strict, found),
        limit=limit - len(found.page),
        offset=max(0, offset - found.total),
        counted=False,
    )
    first_rank = offset + 1 + len(found.page)
    more = presenter.hits(rest.page, relaxed.query, first_rank=first_rank)
    return Page((*hits, *more), found.total, relaxed, found.total)


def stream(
    snapshot: Snapshot, text: str, options: SearchOptions, *, fold: Fold | None = None
) -> Iterator[Hit]:
    """Every article that matches strictly, or every group of them, one hit after the other.

    Raises:
        InvalidArgumentError: hits cannot be folded so.
    """
    strict = plan_query(text, snapshot, options).plan.strict
    if fold is not None:
        groups = _groups(snapshot, fold)
        yield from _folding().folded_stream(snapshot, groups, strict, options)
        return
    presenter = Presenter(snapshot, options)
    matches = snapshot.reader.stream(strict.clause, sort=options.sort)
    rank = 1
    while batch := list(islice(matches, _STREAMED)):
        ids = {match.id for match in batch}
        yield from presenter.hits(batch, strict, first_rank=rank, strict_ids=ids)
        rank += len(batch)


def highlights(
    snapshot: Snapshot, text: str, article: Article, options: SearchOptions
) -> Highlights:
    """What matches a query in a whole article, by the rules of the search."""
    finder = OccurrenceFinder(plan_query(text, snapshot, options).plan.strict.patterns)
    return Highlights(
        highlighted(article.title or "", finder),
        spans_of(finder.find(article.lead or "", "text")),
        spans_of(finder.find(article.body, "text")),
    )


def _not_required(page: Page) -> tuple[str, ...]:
    if page.relaxed is None or not any(hit.relaxed for hit in page.hits):
        return ()
    return page.relaxed.warnings


def _no_such_sources(snapshot: Snapshot, options: SearchOptions, total: int) -> Iterator[str]:
    """What is said of filters by sources that there are not; only where nothing was found."""
    for name in options.filters.sources if not total else ():
        every = plan_query("*", snapshot, SearchOptions(filters=Filters(sources=(name,))))
        if not _count(snapshot, every.plan.strict):
            typed = render(Phrase((Word(name),))) if " " in name else name
            yield (
                f"no article has the source {excerpt(name)}; source:{excerpt(typed)} finds those "
                "whose names have these words"
            )


def _without_strict(relaxed: EngineQuery, strict: EngineQuery, found: Matches) -> Clause:
    """The relaxed hits alone. A page with all strict ones spares looking for them once more."""
    if not found.total:
        return relaxed.clause
    if len(found.page) == found.total:
        return Except(relaxed.clause, Ids(frozenset(match.id for match in found.page)))
    return Except(relaxed.clause, strict.clause)


def _forms_found(words: Sequence[QueryWord]) -> tuple[FormsFound, ...]:
    return tuple(
        FormsFound(
            word.typed,
            tuple(
                (form.word, form.weight, form.articles)
                for form in (word.forms.members or word.nearest.members)
            ),
        )
        for word in words
    )
