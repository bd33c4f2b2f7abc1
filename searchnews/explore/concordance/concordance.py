"""The concordance of a query (KWIC): a row an occurrence, in the articles that match."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter
from typing import Any, Final

from searchnews.engines.base import Sort
from searchnews.errors import InvalidArgumentError
from searchnews.explore.concordance.bounded_sort import IN_MEMORY, sorted_in_bounds
from searchnews.explore.concordance.contexts import (
    MOST_CHARACTERS,
    MOST_WORDS,
    Window,
    before,
    behind,
    one_line,
)
from searchnews.explore.concordance.levels import Key, Level, key_of
from searchnews.explore.concordance.nodes import nodes_of
from searchnews.explore.subject import Subject
from searchnews.explore.tables.answer import Answer
from searchnews.explore.tables.rows import ConcordanceRow
from searchnews.explore.terminal.english import counted
from searchnews.search.occurrences import OccurrenceFinder

_REPORTED: Final = 100  # articles between two reports of progress
_BY_KEY: Final = itemgetter(0)


class Concordance(Answer[ConcordanceRow]):
    """Every occurrence of what a query finds, with the words around it, read as it is asked for.

    Without levels the articles are in the order of their dates, and none is kept in memory.
    """

    row_type = ConcordanceRow

    def __init__(
        self,
        subject: Subject,
        window: Window,
        levels: Sequence[Level] = (),
        limit: int = 0,
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        """`limit` is the most rows that are given; 0 for all.

        `progress` is called with how many of the articles have been read, and how many there are,
        where all are read before the first row.

        Raises:
            InvalidArgumentError: the window is too small or too large.
        """
        most = MOST_WORDS if window.unit == "words" else MOST_CHARACTERS
        if not isinstance(window.size, int) or not 1 <= window.size <= most:
            raise InvalidArgumentError(
                f"a window has 1 to {most:,} {window.unit} at each side, not {window.size!r}"
            )
        self.about = subject.with_sort(",".join(level.name for level in levels) or "date").about
        self._subject = subject
        self._window = window
        self._levels = tuple(levels)
        self._limit = limit
        self._progress = progress if self._sorts else None
        self._found = self._with_nodes = self._given = 0
        self._is_complete = False

    def __iter__(self) -> Iterator[ConcordanceRow]:
        self._found = self._with_nodes = self._given = 0
        self._is_complete = False
        for row in self._in_order():
            if self._limit and self._given == self._limit:
                return
            self._given += 1
            yield row
        self._is_complete = not self._limit or self._found <= self._limit

    def sums(self) -> dict[str, Any]:
        """How many occurrences there are, in how many articles; None if not all were looked at."""
        known = self._is_complete or self._sorts
        return {
            "occurrences": self._found if known else None,
            "articles": self._with_nodes if known else None,
            "complete": self._is_complete,
        }

    def notes(self) -> tuple[str, ...]:
        """How many occurrences there are, and which articles show none."""
        matches = self.about.queries[0].matches
        if matches and not self._subject.patterns:
            return ("the query has no words that are looked for in titles and texts",)
        if not self._is_complete and not self._sorts:
            return (f"the first {self._given:,} occurrences; there are more",)
        notes = [_occurrences(self._found, self._with_nodes)]
        if not self._is_complete:
            notes = [f"the first {self._given:,} of {notes[0]}"]
        if without := matches - self._with_nodes:
            notes.append(
                f"{without:,} article{'s match' if without > 1 else ' matches'} otherwise than by "
                "words of title and text"
            )
        return tuple(notes)

    @property
    def _engine_sort(self) -> Sort | None:
        """The order that the engine gives the articles in, if it is that of the rows."""
        names = [level.name for level in self._levels]
        return "date" if names in ([], ["date"]) else "-date" if names == ["-date"] else None

    @property
    def _sorts(self) -> bool:
        """Whether all rows must be seen before the first one is known."""
        return self._engine_sort is None

    def _in_order(self) -> Iterator[ConcordanceRow]:
        rows = self._rows()
        if self._sorts:
            if 0 < self._limit <= IN_MEMORY:
                rows = iter(heapq.nsmallest(self._limit, rows, key=_BY_KEY))
            else:
                rows = sorted_in_bounds(rows, _BY_KEY)
        for _, row in rows:
            yield row

    def _rows(self) -> Iterator[tuple[Key, ConcordanceRow]]:
        """The rows as the articles come, each with what it is sorted by."""
        snapshot, window = self._subject.snapshot, self._window
        finder = OccurrenceFinder(self._subject.patterns)
        levels = self._levels if self._sorts else ()
        articles = self.about.queries[0].matches
        matches = snapshot.reader.stream(self._subject.clauses[0], sort=self._engine_sort or "date")
        for read, match in enumerate(matches, 1):
            article = snapshot.article(match.stored)
            has_nodes = False
            for node in nodes_of(article, finder):
                self._found += 1
                has_nodes = True
                row = ConcordanceRow(
                    article.id,
                    article.date,
                    article.source,
                    article.title,
                    before(node.text, node.start, window),
                    one_line(node.text[node.start : node.end]),
                    behind(node.text, node.end, window),
                    node.offset,
                )
                yield key_of(node, article, levels), row
            self._with_nodes += has_nodes
            if self._progress is not None and (read % _REPORTED == 0 or read == articles):
                self._progress(read, articles)


def _occurrences(occurrences: int, articles: int) -> str:
    return f"{counted(occurrences, 'occurrence')} in {counted(articles, 'article')}"
