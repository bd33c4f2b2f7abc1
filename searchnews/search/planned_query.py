"""A query planned for one commit: where search, and whatever else takes queries, begins."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Final, NamedTuple

from searchnews.query.bm25 import Rarity
from searchnews.query.compiled import QueryWord
from searchnews.query.forms import IndexWords
from searchnews.query.language import excerpt
from searchnews.query.plan import Plan, plan
from searchnews.query.reading.parser import ParsedQuery, parse
from searchnews.query.render import render
from searchnews.query.synonyms import NO_SYNONYMS
from searchnews.search.options import DEFAULT_OPTIONS, SearchOptions, check_query
from searchnews.storage.snapshots import Snapshot

_LONGEST_REMEMBERED: Final = 200  # characters of a query


class PlannedQuery(NamedTuple):
    """A query as it was read, and what it asks of an engine."""

    text: str
    parsed: ParsedQuery
    plan: Plan
    unknown: tuple[str, ...] = ()
    """Names typed as `@name` that no list and no saved search has; they were read as words."""

    @property
    def understood(self) -> str:
        """The query as it was read, in the same language."""
        return render(self.parsed.tree)

    @property
    def words(self) -> tuple[QueryWord, ...]:
        """The words of the query, each with the words of the index that stand for it."""
        return self.plan.words

    @property
    def warnings(self) -> tuple[str, ...]:
        """What could not be used or looked up as it was typed, each once."""
        return tuple(dict.fromkeys((*self.parsed.warnings, *self.plan.warnings)))

    def missing_words(self, *, relaxed: bool = False) -> Iterator[str]:
        """Which words no article has, and what was read instead, in the relaxed hits as well.

        Each once: it may have been typed twice, or stand in two pairs of `a PRÈS b PRÈS c`.
        """
        for word in {word.typed: word for word in self.words}.values():
            if word.forms.has_typed:
                continue
            warning = f"no article has {excerpt(word.typed)!r}"
            if word.forms.members:
                warning += f"; found as {', '.join(word.forms.words[:3])}"
            if relaxed and word.nearest.members:
                warning += f"; read as {', '.join(word.nearest.words[:3])} in what follows"
            yield warning


def plan_query(
    text: str, snapshot: Snapshot, options: SearchOptions = DEFAULT_OPTIONS
) -> PlannedQuery:
    """Read a query, and plan what an engine is to look up; any text at all is a query.

    Raises:
        InvalidArgumentError: it is no text.
    """
    check_query(text)
    today = options.today or datetime.date.today()
    # A list that a name stands for may be changed at any moment, and an article gets older.
    depends_on_more = options.freshness is not None or options.synonyms is not NO_SYNONYMS
    if "@" in text or depends_on_more or len(text) > _LONGEST_REMEMBERED:
        return _planned(text, snapshot, options, today)
    vocabulary = snapshot.vocabulary
    vocabulary.forget_if_changed()
    # A page of hits asks for counts beside them, and is followed by another one.
    return vocabulary.once(
        (text, today, options.filters, snapshot.reader.articles),
        lambda: _planned(text, snapshot, options, today),
    )


def _planned(
    text: str, snapshot: Snapshot, options: SearchOptions, today: datetime.date
) -> PlannedQuery:
    parsed = parse(text, today)
    unknown: tuple[str, ...] = ()
    if "@" in text:
        parsed, unknown = _with_concepts(parsed, snapshot, options, today)
    tree = options.synonyms.applied(parsed.tree)
    words = IndexWords(snapshot.vocabulary, Rarity(snapshot.reader.articles))
    planned = plan(tree, words, options.filters, options.freshness)
    return PlannedQuery(text, parsed, planned, unknown)


def _with_concepts(
    parsed: ParsedQuery, snapshot: Snapshot, options: SearchOptions, today: datetime.date
) -> tuple[ParsedQuery, tuple[str, ...]]:
    """The query with what its concepts stand for, and the names that none has."""
    # Imported here: few queries have concepts.
    from searchnews.query.concepts.reading import read_concepts
    from searchnews.search.concepts import concepts_of

    concepts = concepts_of(snapshot.layout, options.lists, today)
    read = read_concepts(parsed.tree, concepts, today, within=options.saved_as)
    return ParsedQuery(read.tree, (*parsed.warnings, *read.warnings)), read.unknown
