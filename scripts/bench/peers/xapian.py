"""Xapian with its French stemmer; its Python module comes with the system, not from PyPI."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from scripts.bench.peers.peer import Answer, Document, day_number, words_only
from scripts.bench.peers.queries import Query

_TITLE = "S"
_DAY = 0
_SNIPPET = 240  # in characters


class Xapian:
    """Xapian with its query parser and snippets."""

    def __init__(self, directory: Path) -> None:
        import xapian

        self._xapian: Any = xapian
        self._directory = directory

    def index(self, documents: Iterable[Document]) -> None:
        """Index everything."""
        xapian = self._xapian
        self._directory.parent.mkdir(parents=True, exist_ok=True)
        database = xapian.WritableDatabase(str(self._directory), xapian.DB_CREATE_OR_OPEN)
        generator = xapian.TermGenerator()
        generator.set_stemmer(xapian.Stem("french"))
        for d in documents:
            document = xapian.Document()
            generator.set_document(document)
            generator.index_text(d.title, 1, _TITLE)
            generator.index_text(d.title)
            generator.increase_termpos()
            generator.index_text(d.body)
            document.set_data("\n".join((d.id, d.title, d.body)))
            document.add_value(_DAY, xapian.sortable_serialise(day_number(d.day)))
            database.add_document(document)
        database.commit()
        database.close()
        self.open()

    def open(self) -> None:
        """Open the database."""
        xapian = self._xapian
        self._database = xapian.Database(str(self._directory))
        self._parser = xapian.QueryParser()
        self._parser.set_database(self._database)
        self._parser.set_stemmer(xapian.Stem("french"))
        self._parser.set_stemming_strategy(xapian.QueryParser.STEM_SOME)
        self._parser.add_prefix("title", _TITLE)

    def search(self, query: str, limit: int) -> list[str]:
        """The ids of the best documents."""
        self._parser.set_default_op(self._xapian.Query.OP_OR)
        found = self._found(self._parser.parse_query(words_only(query)), limit)
        return [match.document.get_data().decode().partition("\n")[0] for match in found]

    def answer(self, query: Query, limit: int, *, snippets: bool) -> Answer | None:
        """A page of results, with Xapian's snippets; it has no fuzzy query, nor patterns."""
        if query.kind in ("fuzzy", "wildcard"):
            return None
        xapian = self._xapian
        words = " ".join(query.words)
        is_or = query.kind == "or"
        self._parser.set_default_op(xapian.Query.OP_OR if is_or else xapian.Query.OP_AND)
        flags = xapian.QueryParser.FLAG_DEFAULT | xapian.QueryParser.FLAG_WILDCARD
        text = {"phrase": f'"{words}"', "dated": f"title:{words}"}.get(query.kind, words)
        native = self._parser.parse_query(text, flags)
        if query.kind == "dated":
            first, last = (
                xapian.sortable_serialise(day_number(day))
                for day in (query.first_day, query.last_day)
            )
            days = xapian.Query(xapian.Query.OP_VALUE_RANGE, _DAY, first, last)
            native = xapian.Query(xapian.Query.OP_FILTER, native, days)
        found = self._found(native, limit)
        shown = []
        for match in found:
            _, title, body = match.document.get_data().decode().split("\n", 2)
            shown.append((title, found.snippet(body, _SNIPPET) if snippets else ""))
        return Answer(found.get_matches_estimated(), len(shown))

    def _found(self, query: Any, limit: int) -> Any:
        enquire = self._xapian.Enquire(self._database)
        enquire.set_query(query)
        return enquire.get_mset(0, limit)
