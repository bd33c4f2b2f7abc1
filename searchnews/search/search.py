"""One search, from the text of a query to the hits of a page."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import Final, NamedTuple

from searchnews.article import Article
from searchnews.engines.base import Match, Reader
from searchnews.errors import IndexDamagedError, InvalidArgumentError
from searchnews.query.clauses import All, Except, Ids
from searchnews.query.compile import Reading
from searchnews.query.parser import ParsedQuery, parse
from searchnews.query.plan import Asked, Plan, plan
from searchnews.query.render import render
from searchnews.query.synonyms import NO_SYNONYMS, Synonyms
from searchnews.search.occurrences import Matcher, spans_of
from searchnews.search.options import Options
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
    options: Options,
) -> Results:
    """Search one commit of an index; `Index.search` says what the arguments are.

    Raises:
        InvalidArgumentError: a number is negative.
    """
    began = time.perf_counter()
    if limit < 0 or offset < 0:
        raise InvalidArgumentError(
            f"limit and offset count hits and cannot be negative: {limit}, {offset}"
        )
    parsed = parse(text)
    planned = _planned(parsed, reader, vocabulary, options)
    strict = reader.search(planned.strict.clause, limit=limit, offset=offset, sort=options.sort)
    presenter = _Presenter(reader, options)
    hits = presenter.hits(strict.page, planned.strict, first_rank=offset + 1)
    # Whether there is a page full of strict hits, not on which page we are, decides.
    relaxed = planned.relaxed() if strict.total < limit else None
    if relaxed is not None:
        rest = reader.search(
            Except(relaxed.clause, planned.strict.clause),
            limit=limit - len(strict.page),
            offset=max(0, offset - strict.total),
            counted=False,
        )
        first_rank = offset + 1 + len(strict.page)
        hits = chain(hits, presenter.hits(rest.page, relaxed, first_rank=first_rank, relaxed=True))
    warnings = [*parsed.warnings, *planned.warnings]
    warnings += _unknown_words(planned.readings, relaxed=relaxed is not None)
    return Results(
        query=text,
        understood=render(parsed.tree),
        total=strict.total,
        hits=tuple(hits),
        suggestion=suggestion(text, planned.readings, vocabulary),
        warnings=tuple(dict.fromkeys(warnings)),
        forms=_forms_found(planned.readings) if options.explain else (),
        took_ms=(time.perf_counter() - began) * 1000,
    )


def stream(reader: Reader, vocabulary: Vocabulary, text: str, options: Options) -> Iterator[Hit]:
    """Every article that matches strictly, one hit after the other, in bounded memory."""
    asked = _planned(parse(text), reader, vocabulary, options).strict
    presenter = _Presenter(reader, options)
    matches = reader.stream(asked.clause, sort=options.sort)
    rank = 1
    while batch := list(islice(matches, _STREAMED)):
        yield from presenter.hits(batch, asked, first_rank=rank)
        rank += len(batch)


def _planned(parsed: ParsedQuery, reader: Reader, vocabulary: Vocabulary, options: Options) -> Plan:
    tree = options.synonyms.applied(parsed.tree)
    return plan(tree, vocabulary, reader.articles, options.filters, options.freshness)


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
    matcher = Matcher(plan(tree, vocabulary, reader.articles).strict.marks)
    lead = spans_of(matcher.marked(article.lead or "", "text"))
    body = spans_of(matcher.marked(article.body, "text"))
    return Highlights(highlighted(article.title or "", matcher), lead, body)


class _Presenter:
    """Makes hits of matches: fetches their articles, cuts their snippets, explains scores."""

    def __init__(self, reader: Reader, options: Options) -> None:
        self._reader = reader
        self._options = options

    def hits(
        self, matches: Sequence[Match], asked: Asked, *, first_rank: int, relaxed: bool = False
    ) -> Iterator[Hit]:
        """The hits of matches, which are what was asked for."""
        matcher = Matcher(asked.marks) if self._options.snippets else None
        ids = [match.id for match in matches]
        explanations = self._explanations(ids, asked) if self._options.explain else {}
        for rank, match in enumerate(matches, first_rank):
            article = _article(match)
            yield Hit(
                rank,
                match.score,
                relaxed,
                article,
                snippet(article, matcher) if matcher else Snippet(""),
                highlighted(article.title, matcher) if article.title and matcher else (),
                tuple(explanations.get(match.id, {}).items()),
            )

    def _explanations(self, ids: Sequence[str], asked: Asked) -> dict[str, dict[str, float]]:
        """What each scoring part of what was asked adds to each of some articles."""
        parts: dict[str, dict[str, float]] = {article_id: {} for article_id in ids}
        for label, clause in asked.parts if ids else ():
            among = All((Ids(frozenset(ids)), clause))
            for match in self._reader.search(among, limit=len(ids), counted=False).page:
                scores = parts[match.id]
                scores[label] = scores.get(label, 0.0) + match.score
        return parts


def _article(match: Match) -> Article:
    try:
        return Article.from_json(match.stored)
    except ValueError as error:
        raise IndexDamagedError(
            f"the stored article {match.id} cannot be read; run `searchnews check`, then "
            "`searchnews index --rebuild` with the folders it was made from"
        ) from error


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
