"""The peers that searchnews is measured against, each as its own documentation sets it up.

A peer indexes pairs of title and body under an id, and answers a query with ids, best first.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import tantivy

import searchnews


class Document(NamedTuple):
    """What a peer indexes."""

    id: str
    title: str
    body: str


class Peer(Protocol):
    """A way to search."""

    def index(self, documents: Iterable[Document]) -> None:
        """Index everything, and be ready to search."""

    def search(self, query: str, limit: int) -> list[str]:
        """The ids of the best documents that have any of the words, ranked."""

    def page(self, query: str, limit: int) -> int:
        """Search as for a page of results, with snippets; gives how many hits it shows."""


class SearchNews:
    """searchnews as the command line searches: strict hits, then relaxed ones."""

    def __init__(self, directory: Path, engine: str = "tantivy") -> None:
        self._index = searchnews.create(directory, engine=engine)

    def index(self, documents: Iterable[Document]) -> None:
        """Index everything."""
        self._index.add(
            searchnews.Article(id=d.id, title=d.title or None, body=d.body) for d in documents
        )

    def search(self, query: str, limit: int) -> list[str]:
        """The ids of the best documents."""
        return [hit.article.id for hit in self._index.search(query, limit=limit, snippets=False)]

    def page(self, query: str, limit: int) -> int:
        """Search as for a page of results."""
        return len([hit.snippet.html() for hit in self._index.search(query, limit=limit)])


class PlainTantivy:
    """tantivy with its French analysis and its query parser: any of the words, in two fields."""

    def __init__(self, directory: Path) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw")
        for name in ("title", "body"):
            builder.add_text_field(name, stored=True, tokenizer_name="french")
        directory.mkdir(parents=True)
        self._index = tantivy.Index(builder.build(), path=str(directory))
        self._index.register_tokenizer("french", french_analyzer())

    def index(self, documents: Iterable[Document]) -> None:
        """Index everything."""
        writer = self._index.writer(128_000_000, 2)
        for document in documents:
            writer.add_document(
                tantivy.Document(id=[document.id], title=[document.title], body=[document.body])
            )
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def search(self, query: str, limit: int) -> list[str]:
        """The ids of the best documents."""
        parsed, _ = self._index.parse_query_lenient(words_only(query), ["title", "body"])
        hits = self._searcher.search(parsed, limit=limit).hits
        return [str(self._searcher.doc(address).get_first("id")) for _, address in hits]

    def page(self, query: str, limit: int) -> int:
        """Search for all of the words, with tantivy's own snippets."""
        parsed, _ = self._index.parse_query_lenient(
            query.replace(" ET ", " AND "), ["title", "body"], conjunction_by_default=True
        )
        snippets = tantivy.SnippetGenerator.create(
            self._searcher, parsed, self._index.schema, "body"
        )
        hits = self._searcher.search(parsed, limit=limit).hits
        for _, address in hits:
            snippets.snippet_from_doc(self._searcher.doc(address)).to_html()
        return len(hits)


class Fts5:
    """SQLite FTS5: accents folded, no stems, any of the words."""

    def __init__(self, directory: Path) -> None:
        directory.mkdir(parents=True)
        self._connection = sqlite3.connect(directory / "fts5.db")
        self._connection.execute(
            "CREATE VIRTUAL TABLE texts USING fts5("
            "id UNINDEXED, title, body, tokenize = 'unicode61 remove_diacritics 2')"
        )

    def index(self, documents: Iterable[Document]) -> None:
        """Index everything."""
        with self._connection:
            self._connection.executemany("INSERT INTO texts VALUES (?, ?, ?)", documents)

    def search(self, query: str, limit: int) -> list[str]:
        """The ids of the best documents."""
        words = " OR ".join(f'"{word}"' for word in words_only(query).split())
        rows = self._connection.execute(
            "SELECT id FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT ?", (words, limit)
        )
        return [row[0] for row in rows] if words else []

    def page(self, query: str, limit: int) -> int:
        """Search for all of the words, with FTS5's own snippets."""
        words = query.replace("'", " ").replace(" ET ", " ")
        rows = self._connection.execute(
            "SELECT id, snippet(texts, 2, '<b>', '</b>', '…', 40) FROM texts WHERE texts MATCH ?"
            " ORDER BY rank LIMIT ?",
            (words, limit),
        )
        return len(rows.fetchall())


class Bm25s:
    """bm25s with Snowball's French stemmer and its French stop words, in memory."""

    def __init__(self, _: Path) -> None:
        import bm25s
        import Stemmer

        self._bm25s: Any = bm25s
        self._stemmer = Stemmer.Stemmer("french")

    def _tokens(self, texts: list[str]) -> Any:
        return self._bm25s.tokenize(
            texts, stopwords="fr", stemmer=self._stemmer, show_progress=False
        )

    def index(self, documents: Iterable[Document]) -> None:
        """Index everything."""
        every = list(documents)
        self._ids = [document.id for document in every]
        self._scores = self._bm25s.BM25()
        self._scores.index(
            self._tokens([f"{d.title} {d.body}" for d in every]), show_progress=False
        )

    def search(self, query: str, limit: int) -> list[str]:
        """The ids of the best documents."""
        tokens = self._tokens([query])
        found, scores = self._scores.retrieve(
            tokens, k=min(limit, len(self._ids)), show_progress=False
        )
        pairs = zip(found[0], scores[0], strict=True)
        return [self._ids[number] for number, score in pairs if score > 0]

    def page(self, query: str, limit: int) -> int:
        """Search; it cuts no snippets."""
        return len(self.search(query, limit))


def french_analyzer() -> tantivy.TextAnalyzer:
    """French analysis as tantivy offers it."""
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    for each in (
        tantivy.Filter.lowercase(),
        tantivy.Filter.stopword("french"),
        tantivy.Filter.ascii_fold(),
        tantivy.Filter.stemmer("french"),
    ):
        builder = builder.filter(each)
    return builder.build()


def words_only(query: str) -> str:
    """The words of a query, for parsers to which signs mean something."""
    return " ".join(re.findall(r"\w+", query)).lower()


def installed() -> dict[str, Callable[[Path], Peer]]:
    """The peers that can run here, by name."""
    peers: dict[str, Callable[[Path], Peer]] = {
        "searchnews": SearchNews,
        "plain tantivy": PlainTantivy,
        "SQLite FTS5": Fts5,
    }
    if find_spec("bm25s") is not None:
        peers["bm25s"] = Bm25s
    return peers
