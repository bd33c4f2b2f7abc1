"""Whoosh as its documentation shows it, with its French analysis."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from scripts.bench.peers.peer import Answer, Document, day_number, words_only
from scripts.bench.peers.queries import Query


class PlainWhoosh:
    """Whoosh with its query parser and highlights, in two fields."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def index(self, documents: Iterable[Document]) -> None:
        """Index everything."""
        from whoosh import analysis, fields, index

        french = analysis.LanguageAnalyzer("fr")
        schema = fields.Schema(
            id=fields.ID(stored=True),
            title=fields.TEXT(analyzer=french, stored=True),
            body=fields.TEXT(analyzer=french, stored=True),
            day=fields.NUMERIC(int),
        )
        self._directory.mkdir(parents=True)
        writer = index.create_in(self._directory, schema).writer(limitmb=256)
        for d in documents:
            writer.add_document(id=d.id, title=d.title, body=d.body, day=day_number(d.day))
        writer.commit()
        self.open()

    def open(self) -> None:
        """Open the index."""
        from whoosh import index

        self._searcher: Any = index.open_dir(self._directory).searcher()

    def search(self, query: str, limit: int) -> list[str]:
        """The ids of the best documents."""
        from whoosh.qparser import OrGroup

        parser = self._parser(OrGroup)
        hits = self._searcher.search(parser.parse(words_only(query)), limit=limit)
        return [hit["id"] for hit in hits]

    def answer(self, query: Query, limit: int, *, snippets: bool) -> Answer:
        """A page of results, with Whoosh's highlights."""
        hits = self._searcher.search(self._query(query), limit=limit)
        shown = [(hit["title"], hit.highlights("body") if snippets else "") for hit in hits]
        return Answer(len(hits), len(shown))

    def _parser(self, group: Any) -> Any:
        from whoosh.qparser import FuzzyTermPlugin, MultifieldParser

        parser = MultifieldParser(["title", "body"], self._searcher.schema, group=group)
        parser.add_plugin(FuzzyTermPlugin())
        return parser

    def _query(self, query: Query) -> Any:
        from whoosh.qparser import AndGroup, OrGroup

        text = " ".join(query.words)
        parser = self._parser(OrGroup if query.kind == "or" else AndGroup)
        match query.kind:
            case "phrase":
                text = f'"{text}"'
            case "fuzzy":
                text = f"{text}~"
            case "dated":
                first, last = day_number(query.first_day), day_number(query.last_day)
                text = f"title:{text} day:[{first} TO {last}]"
        return parser.parse(text)
