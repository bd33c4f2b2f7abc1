"""searchnews itself, as a program calls it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import searchnews
from scripts.bench.peers.peer import Answer, Document
from scripts.bench.peers.queries import Query


class SearchNews:
    """searchnews as the command line searches: strict hits, then relaxed ones."""

    def __init__(
        self, directory: Path | str, engine: str = "tantivy", jobs: int | None = None
    ) -> None:
        self._directory = directory
        self._engine = engine
        self._jobs = jobs

    def index(self, documents: Iterable[Document]) -> None:
        """Index everything."""
        self._index = searchnews.create(self._directory, engine=self._engine)
        articles = (
            searchnews.Article(id=d.id, title=d.title or None, body=d.body, date=d.day or None)
            for d in documents
        )
        self._index.add(articles, jobs=self._jobs)

    def open(self) -> None:
        """Open the index."""
        self._index = searchnews.open(self._directory)

    def search(self, query: str, limit: int) -> list[str]:
        """The ids of the best documents."""
        return [hit.article.id for hit in self._index.search(query, limit=limit, snippets=False)]

    def answer(self, query: Query, limit: int, *, snippets: bool) -> Answer:
        """A page of results."""
        results = self._index.search(_written(query), limit=limit, snippets=snippets)
        shown = [(hit.article.title, hit.snippet.html()) for hit in results]
        return Answer(results.total, len(shown))


def _written(query: Query) -> str:
    text = " ".join(query.words)
    match query.kind:
        case "or":
            return " OU ".join(query.words)
        case "phrase":
            return f'"{text}"'
        case "fuzzy":
            return f"{text}~"
        case "dated":
            return f"titre:{text} date:[{query.first_day} TO {query.last_day}]"
    return text
