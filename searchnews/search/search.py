"""One search, from the text of a query to the hits of a page."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final, NamedTuple, get_args

from searchnews.article import Article
from searchnews.dates import normalize_date
from searchnews.engines.base import Match, Reader, Sort
from searchnews.errors import IndexDamagedError, InvalidArgumentError
from searchnews.query.clauses import All, Except, Ids
from searchnews.query.compile import Reading
from searchnews.query.parser import parse
from searchnews.query.plan import Filters, Plan, plan
from searchnews.query.synonyms import NO_SYNONYMS, Synonyms
from searchnews.query.understood import understood
from searchnews.search.matching import marked, spans_of
from searchnews.search.results import FormsFound, Hit, Results, Snippet, Span
from searchnews.search.snippets import highlighted, snippet
from searchnews.search.suggestions import suggestion
from searchnews.vocabulary import Vocabulary

# Stored articles are fetched so many at a time when all are streamed: some megabytes.
_STREAMED: Final = 200


def search(
    reader: Reader,
    vocabulary: Vocabulary,
    text: str,
    *,
    limit: int = 10,
    offset: int = 0,
    sort: Sort = "relevance",
    sources: Sequence[str] = (),
    date_from: str | None = None,
    date_to: str | None = None,
    synonyms: Synonyms = NO_SYNONYMS,
    snippets: bool = True,
    explain: bool = False,
) -> Results:
    """Search one commit of an index; `Index.search` says what the arguments are.

    Raises:
        InvalidArgumentError: a number is negative, or a sort or a date makes no sense.
    """
    began = time.perf_counter()
    _check_page(limit, offset, sort)
    parsed = parse(text)
    tree = synonyms.applied(parsed.tree)
    planned = plan(tree, vocabulary, reader.articles, _filters(sources, date_from, date_to))
    strict = reader.search(planned.strict, limit=limit, offset=offset, sort=sort)
    found = [(match, False) for match in strict.page]
    # Whether there is a page full of strict hits, not on which page we are, decides.
    relaxed = planned.relaxed if strict.total < limit else None
    if relaxed is not None:
        rest = reader.search(
            Except(relaxed, planned.strict),
            limit=limit - len(found),
            offset=max(0, offset - strict.total),
        )
        found += [(match, True) for match in rest.page]
    presenter = _Presenter(reader, planned, snippets=snippets, explain=explain)
    warnings = [*parsed.warnings, *planned.warnings]
    warnings += _unknown_words(planned.readings, relaxed=relaxed is not None)
    return Results(
        query=text,
        understood=understood(parsed.tree),
        total=strict.total,
        hits=tuple(presenter.hits(found, first_rank=offset + 1)),
        suggestion=suggestion(text, planned.readings, vocabulary),
        warnings=tuple(dict.fromkeys(warnings)),
        forms=_forms_found(planned.readings) if explain else (),
        took_ms=(time.perf_counter() - began) * 1000,
    )


def stream(
    reader: Reader,
    vocabulary: Vocabulary,
    text: str,
    *,
    sort: Sort = "relevance",
    sources: Sequence[str] = (),
    date_from: str | None = None,
    date_to: str | None = None,
    synonyms: Synonyms = NO_SYNONYMS,
    snippets: bool = True,
    explain: bool = False,
) -> Iterator[Hit]:
    """Every article that matches strictly, one hit after the other, in bounded memory.

    Raises:
        InvalidArgumentError: a sort or a date makes no sense.
    """
    _check_page(0, 0, sort)
    filters = _filters(sources, date_from, date_to)
    tree = synonyms.applied(parse(text).tree)
    planned = plan(tree, vocabulary, reader.articles, filters)
    presenter = _Presenter(reader, planned, snippets=snippets, explain=explain)
    matches = reader.stream(planned.strict, sort=sort)
    rank = 1
    while batch := list(islice(matches, _STREAMED)):
        yield from presenter.hits([(match, False) for match in batch], first_rank=rank)
        rank += len(batch)


class Highlights(NamedTuple):
    """What matches a query in a whole article: spans of title, lead and body."""

    title: tuple[Span, ...]
    lead: tuple[Span, ...]
    body: tuple[Span, ...]


def highlights(
    reader: Reader,
    vocabulary: Vocabulary,
    text: str,
    article: Article,
    synonyms: Synonyms = NO_SYNONYMS,
) -> Highlights:
    """What matches a query in a whole article, by the rules of the search."""
    tree = synonyms.applied(parse(text).tree)
    marks = plan(tree, vocabulary, reader.articles).marks
    lead = spans_of(marked(article.lead or "", marks, "text"))
    body = spans_of(marked(article.body, marks, "text"))
    return Highlights(highlighted(article.title or "", marks), lead, body)


class _Presenter:
    """Makes hits of matches: fetches their articles, cuts their snippets, explains scores."""

    def __init__(self, reader: Reader, planned: Plan, *, snippets: bool, explain: bool) -> None:
        self._reader = reader
        self._plan = planned
        self._snippets = snippets
        self._explain = explain

    def hits(self, found: list[tuple[Match, bool]], *, first_rank: int) -> Iterator[Hit]:
        """The hits of matches, each with whether it is relaxed."""
        stored = dict(self._reader.stored([match.id for match, _ in found]))
        explanations = self._explanations(list(stored)) if self._explain else {}
        for rank, (match, relaxed) in enumerate(found, first_rank):
            article = self._article(match.id, stored)
            marks = self._plan.marks + (self._plan.relaxed_marks if relaxed else ())
            yield Hit(
                rank,
                match.score,
                relaxed,
                article,
                snippet(article, marks) if self._snippets else Snippet(""),
                highlighted(article.title, marks) if article.title and self._snippets else (),
                tuple(explanations.get(match.id, {}).items()),
            )

    def _article(self, article_id: str, stored: dict[str, bytes]) -> Article:
        try:
            return Article.from_json(stored[article_id])
        except (KeyError, ValueError) as error:
            raise IndexDamagedError(
                f"the stored article {article_id} cannot be read; run `searchnews check`, then "
                "`searchnews index --rebuild` with the folders it was made from"
            ) from error

    def _explanations(self, ids: list[str]) -> dict[str, dict[str, float]]:
        """What each scoring part of the plan adds to each of some articles."""
        parts: dict[str, dict[str, float]] = {article_id: {} for article_id in ids}
        for label, clause in self._plan.parts:
            among = All((Ids(frozenset(ids)), clause))
            for match in self._reader.search(among, limit=len(ids)).page:
                scores = parts[match.id]
                scores[label] = scores.get(label, 0.0) + match.score
        return parts


def _check_page(limit: int, offset: int, sort: str) -> None:
    if limit < 0 or offset < 0:
        raise InvalidArgumentError(
            f"limit and offset count hits and cannot be negative: {limit}, {offset}"
        )
    if sort not in get_args(Sort):
        raise InvalidArgumentError(f"sort is one of {', '.join(get_args(Sort))}, not {sort!r}")


def _filters(sources: Sequence[str], date_from: str | None, date_to: str | None) -> Filters:
    if isinstance(sources, str):
        sources = (sources,)
    low, high = _date(date_from), _date(date_to)
    if low and high and low > high and not low.startswith(high):
        raise InvalidArgumentError(f"the first date, {low}, comes after the last, {high}")
    return Filters(tuple(sources), low, high)


def _date(text: str | None) -> str | None:
    if text is None:
        return None
    date = normalize_date(text)
    if date is None:
        raise InvalidArgumentError(
            f"{text!r} is not a date; write 2015, 2015-09, 2015-09-18 or 18/09/2015"
        )
    return date


def _unknown_words(readings: Sequence[Reading], *, relaxed: bool) -> Iterator[str]:
    for reading in readings:
        if reading.forms.has_typed:
            continue
        told = f"no article has {reading.typed!r}"
        if reading.forms.members:
            told += f"; found as {', '.join(reading.forms.words[:3])}"
        if relaxed and reading.nearest.members:
            told += f"; read as {', '.join(reading.nearest.words[:3])} in what follows"
        yield told


def _forms_found(readings: Sequence[Reading]) -> tuple[FormsFound, ...]:
    return tuple(
        FormsFound(
            reading.typed,
            tuple(
                (f.word, f.weight, f.articles)
                for f in (reading.forms.members or reading.nearest.members)
            ),
        )
        for reading in readings
    )
