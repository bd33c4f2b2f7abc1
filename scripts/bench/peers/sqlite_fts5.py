"""SQLite FTS5: accents folded, no stems."""

from __future__ import annotations

import sqlite3
import weakref
from collections.abc import Iterable
from pathlib import Path

from scripts.bench.peers.peer import Answer, Document, words_only
from scripts.bench.peers.queries import Query


class Fts5:
    """One table of SQLite."""

    def __init__(self, directory: Path) -> None:
        self._path = directory / "fts5.db"

    def index(self, documents: Iterable[Document]) -> None:
        """Index everything."""
        self._path.parent.mkdir(parents=True)
        self.open()
        self._connection.execute(
            "CREATE VIRTUAL TABLE texts USING fts5("
            "id UNINDEXED, title, body, day UNINDEXED, tokenize = 'unicode61 remove_diacritics 2')"
        )
        with self._connection:
            self._connection.executemany("INSERT INTO texts VALUES (?, ?, ?, ?)", documents)

    def open(self) -> None:
        """Open the table."""
        self._connection = sqlite3.connect(self._path)
        weakref.finalize(self, self._connection.close)

    def search(self, query: str, limit: int) -> list[str]:
        """The ids of the best documents."""
        words = " OR ".join(f'"{word}"' for word in words_only(query).split())
        rows = self._connection.execute(
            "SELECT id FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT ?", (words, limit)
        )
        return [row[0] for row in rows] if words else []

    def answer(self, query: Query, limit: int, *, snippets: bool) -> Answer | None:
        """A page of results, with FTS5's own snippets; it has no fuzzy query, nor *ologue."""
        fts5_query = _fts5_query(query)
        if fts5_query is None:
            return None
        condition, values = "texts MATCH ?", [fts5_query]
        if query.kind == "dated":
            condition += " AND day BETWEEN ? AND ?"
            values += query.first_day, query.last_day
        shown = "snippet(texts, 2, '<b>', '</b>', '…', 40)" if snippets else "title"
        rows = self._connection.execute(
            f"SELECT id, title, {shown} FROM texts WHERE {condition} ORDER BY rank LIMIT ?",
            (*values, limit),
        ).fetchall()
        count = f"SELECT count(*) FROM texts WHERE {condition}"
        return Answer(self._connection.execute(count, values).fetchone()[0], len(rows))


def _fts5_query(query: Query) -> str | None:
    words = words_only(" ".join(query.words)).split()
    match query.kind:
        case "phrase":
            return f'"{" ".join(words)}"'
        case "or":
            return " OR ".join(f'"{word}"' for word in words)
        case "prefix":
            return f'"{words[0]}" *'
        case "dated":
            return f'title : "{words[0]}"'
        case "wildcard" | "fuzzy":
            return None
    return " ".join(f'"{word}"' for word in words)
