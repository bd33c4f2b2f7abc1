"""What is new: the articles that match a saved search since it was run the last time.

An article counts as new by its number, whatever clocks and dates say. An article that has changed
has a new number, too; whether the one before matched is remembered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from searchnews.engines.base import Match
from searchnews.errors import InvalidArgumentError
from searchnews.query.clauses import All, Numbers
from searchnews.query.highlight_patterns import Scope
from searchnews.saved.folding import Numbered, Record, folded
from searchnews.saved.message import MOST_ARTICLES, Copy, NewArticle
from searchnews.search.occurrences import OccurrenceFinder
from searchnews.search.options import SearchOptions
from searchnews.search.planned_query import PlannedQuery, plan_query
from searchnews.search.presenter import Presenter
from searchnews.search.results import Hit
from searchnews.search.stored_arguments import arguments_of
from searchnews.storage.identity import index_made
from searchnews.storage.saved.contract import SavedStore
from searchnews.storage.saved.records import SearchRecord
from searchnews.storage.snapshots import Snapshot
from searchnews.value import replaced


class Outlook:
    """Up to which article a snapshot is looked at, and from where."""

    def __init__(self, snapshot: Snapshot) -> None:
        """All that is there for good: what is seen of a commit under way is of the next run."""
        self.snapshot = snapshot
        self.last = snapshot.reader.settled_number
        """Up to which number."""

    @cached_property
    def index_made(self) -> str:
        """Tells the index from another one that was made in its place."""
        return index_made(self.snapshot.layout, self.snapshot.description)

    def first_new(self, record: SearchRecord) -> int:
        """The first number that a search has not looked at; 1 if the index was made anew."""
        if record.index_made != self.index_made:
            return 1
        return record.last_number + 1


class News(NamedTuple):
    """What a run found for one saved search."""

    record: SearchRecord
    query: PlannedQuery
    options: SearchOptions
    snapshot: Snapshot
    new: tuple[str, ...]
    """The ids of articles that match and did not before."""
    records: tuple[Record, ...]
    """What is to be delivered: of the new ones one for each group of copies, in the order of the
    search; and those that have changed, if these are wanted."""
    no_more: frozenset[str]
    """The ids of articles that matched before, have changed, and match no more."""

    @property
    def copies(self) -> int:
        """How many new articles stand behind others as their copies."""
        return sum(len(record.copies) for record in self.records)

    def articles(self, most: int = MOST_ARTICLES) -> Iterator[tuple[NewArticle, ...]]:
        """What is to be delivered, so many records at a time."""
        patterns = self.query.plan.strict.patterns
        finder = OccurrenceFinder(patterns)
        reader = self.snapshot.reader
        for start in range(0, len(self.records), most):
            records = {each.id: each for each in self.records[start : start + most]}
            found = [Match(each, 0.0, None, stored, 0) for each, stored in reader.stored(records)]
            hits = Presenter(self.snapshot, self.options).hits(
                found, self.query.plan.strict, first_rank=1, strict_ids=records
            )
            yield tuple(
                [
                    NewArticle.of(
                        hit,
                        matched=tuple(_matched(hit, finder, len(patterns))),
                        copies=tuple(self._copies(records[hit.article.id])),
                        is_changed=records[hit.article.id].is_changed,
                    )
                    for hit in hits
                ]
            )

    def _copies(self, record: Record) -> Iterator[Copy]:
        for article in self.snapshot.articles.get(record.copies):
            yield Copy(article.id, article.title, article.date, article.source, article.url)


def planned(record: SearchRecord, snapshot: Snapshot) -> tuple[PlannedQuery, SearchOptions]:
    """The query of a saved search, as any search means it.

    Raises:
        InvalidArgumentError: it cannot be run: an option makes no sense any more, or it names a
            list or a file that is gone.
    """
    options = SearchOptions.of(arguments_of(record.arguments))
    options = replaced(options, saved_as=record.name)
    query = plan_query(record.query, snapshot, options)
    if query.unknown:
        raise InvalidArgumentError(
            f"there is no list or saved search {query.unknown[0]}; bring it back, or write the "
            f"query without @{query.unknown[0]}"
        )
    return query, options


def matches(
    query: PlannedQuery, outlook: Outlook, options: SearchOptions, first: int
) -> Iterator[Match]:
    """All articles that match strictly, from a number on, in the order of the search."""
    if first > outlook.last:
        return iter(())
    clause = All((query.plan.strict.clause, Numbers(first, outlook.last)))
    return outlook.snapshot.reader.stream(clause, sort=options.sort)


def changed_since(outlook: Outlook, first: int) -> list[str] | None:
    """The ids of all articles that are new or changed since a number; None if that is all."""
    if first <= 1:
        return None
    if first > outlook.last:
        return []
    every = outlook.snapshot.reader.stream(Numbers(first, outlook.last), sort="date")
    return [match.id for match in every]


def news_of(
    records: Sequence[SearchRecord], outlook: Outlook, store: SavedStore
) -> Iterator[News | tuple[SearchRecord, InvalidArgumentError]]:
    """What is new in each of some saved searches; or why it cannot be said."""
    by_first: dict[int, list[SearchRecord]] = {}
    for record in records:
        by_first.setdefault(outlook.first_new(record), []).append(record)
    for first, group in by_first.items():
        changed = changed_since(outlook, first)
        known = store.matched([record.search for record in group], changed)
        for record in group:
            try:
                query, options = planned(record, outlook.snapshot)
            except InvalidArgumentError as error:
                yield record, error
                continue
            yield _news(record, query, options, outlook, first, known[record.search])


def _news(
    record: SearchRecord,
    query: PlannedQuery,
    options: SearchOptions,
    outlook: Outlook,
    first: int,
    known: set[str],
) -> News:
    """`known` are those of the articles from `first` on that had matched before they changed."""
    new: list[Numbered] = []
    changed: list[Record] = []
    still: set[str] = set()
    for match in matches(query, outlook, options, first):
        if match.id not in known:
            new.append(Numbered(match.id, match.number))
            continue
        still.add(match.id)
        # Where all articles are looked at, most of those known have not changed.
        if record.updates and match.number > record.last_number:
            changed.append(Record(match.id, is_changed=True))
    no_more = frozenset(known - still)
    if first == 1 and no_more:
        # Of all that are known some were deleted: they are not new if they come back.
        no_more = frozenset(each for each, _ in outlook.snapshot.reader.stored(no_more))
    return News(
        record,
        query,
        options,
        outlook.snapshot,
        tuple([each.id for each in new]),
        (*folded(new, outlook.snapshot), *changed),
        no_more,
    )


def _matched(hit: Hit, finder: OccurrenceFinder, patterns: int) -> Iterator[str]:
    """The words that match, each once: those of title and snippet, which are shown.

    What these do not show of the patterns of the query is looked for in the whole text.
    """
    article = hit.article
    seen: set[str] = set()
    shown: set[int] = set()
    texts: tuple[tuple[str | None, Scope], ...] = (
        (article.title, "title"),
        (hit.snippet.text, "text"),
        (article.lead, "text"),
        (article.body, "text"),
    )
    for text, scope in texts:
        if not text or len(shown) == patterns:
            continue
        for occurrence in finder.find(text, scope):
            shown.add(occurrence.pattern)
            for start, end in occurrence.spans:
                word = text[start:end]
                if word.casefold() not in seen:
                    seen.add(word.casefold())
                    yield word
