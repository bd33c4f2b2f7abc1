"""PostgreSQL's full text search, with its French configuration, where a server is named.

SEARCHNEWS_BENCH_POSTGRES holds how to reach a database that may be filled, as in
`host=localhost dbname=bench user=bench`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from scripts.bench.peers.peer import Answer, Document, words_only
from scripts.bench.peers.queries import Query

VARIABLE: Final = "SEARCHNEWS_BENCH_POSTGRES"
_TITLE: Final = "to_tsvector('bench', title)"


class Postgres:
    """One table, with a GIN index over the words of title and body."""

    def __init__(self, directory: Path) -> None:
        import psycopg

        directory.mkdir(parents=True, exist_ok=True)
        self._size_file = directory / "size"
        self._connection: Any = psycopg.connect(os.environ[VARIABLE], autocommit=True)

    def index(self, documents: Iterable[Document]) -> None:
        """Index everything."""
        execute = self._connection.execute
        execute("CREATE EXTENSION IF NOT EXISTS unaccent")
        execute("DROP TABLE IF EXISTS texts")
        execute("DROP TEXT SEARCH CONFIGURATION IF EXISTS bench")
        execute("CREATE TEXT SEARCH CONFIGURATION bench (COPY = french)")
        execute(
            "ALTER TEXT SEARCH CONFIGURATION bench ALTER MAPPING FOR hword, hword_part, word"
            " WITH unaccent, french_stem"
        )
        execute(
            "CREATE TABLE texts(id text, title text, body text, day text, words tsvector"
            " GENERATED ALWAYS AS (to_tsvector('bench', title || ' ' || body)) STORED)"
        )
        with (
            self._connection.cursor() as cursor,
            cursor.copy("COPY texts(id, title, body, day) FROM STDIN") as copy,
        ):
            for document in documents:
                copy.write_row(document)
        execute("CREATE INDEX ON texts USING gin(words)")
        execute("VACUUM ANALYZE texts")
        size = execute("SELECT pg_total_relation_size('texts')").fetchone()[0]
        self._size_file.write_bytes(b"")
        os.truncate(self._size_file, size)  # what the benchmark weighs

    def open(self) -> None:
        """The connection is open."""

    def search(self, query: str, limit: int) -> list[str]:
        """The ids of the best documents."""
        words = " | ".join(words_only(query).split())
        rows = self._connection.execute(
            "SELECT id FROM texts, to_tsquery('bench', %s) q WHERE words @@ q"
            " ORDER BY ts_rank(words, q) DESC LIMIT %s",
            (words, limit),
        )
        return [row[0] for row in rows] if words else []

    def answer(self, query: Query, limit: int, *, snippets: bool) -> Answer | None:
        """A page of results, with ts_headline; it has no fuzzy query, nor patterns."""
        if query.kind in ("fuzzy", "wildcard"):
            return None
        words = words_only(" ".join(query.words)).split()
        joined = {"or": " | ", "phrase": " <-> "}.get(query.kind, " & ").join(words)
        tsquery = f"{joined}:*" if query.kind == "prefix" else joined
        condition, values = "words @@ q", []
        if query.kind == "dated":
            condition = f"words @@ q AND {_TITLE} @@ q AND day BETWEEN %s AND %s"
            values = [query.first_day, query.last_day]
        source = f"FROM texts, to_tsquery('bench', %s) q WHERE {condition}"
        shown = "ts_headline('bench', body, to_tsquery('bench', %s))" if snippets else "%s"
        rows = self._connection.execute(
            f"SELECT id, title, {shown} FROM (SELECT id, title, body {source}"
            " ORDER BY ts_rank(words, q) DESC LIMIT %s) best",
            (tsquery, tsquery, *values, limit),
        ).fetchall()
        total = self._connection.execute(f"SELECT count(*) {source}", (tsquery, *values)).fetchone()
        return Answer(total[0], len(rows))
