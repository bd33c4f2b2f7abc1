"""tantivy with its French analysis, set up as its documentation does."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import tantivy
from tantivy import Occur

from scripts.bench.peers.peer import Answer, Document, day_number, words_only
from scripts.bench.peers.queries import Query

_FIELDS = ["title", "body"]


class PlainTantivy:
    """tantivy with its query parser and snippets, in two fields."""

    def __init__(self, directory: Path, threads: int = 2) -> None:
        self._directory = directory
        self._threads = threads

    def index(self, documents: Iterable[Document]) -> None:
        """Index everything."""
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw")
        for name in _FIELDS:
            builder.add_text_field(name, stored=True, tokenizer_name="french")
        builder.add_integer_field("day", indexed=True, fast=True)
        self._directory.mkdir(parents=True)
        self._index = tantivy.Index(builder.build(), path=str(self._directory))
        self._index.register_tokenizer("french", french_analyzer())
        writer = self._index.writer(64_000_000 * self._threads, self._threads)
        for d in documents:
            writer.add_document(
                tantivy.Document(id=[d.id], title=[d.title], body=[d.body], day=[day_number(d.day)])
            )
        writer.commit()
        writer.wait_merging_threads()
        self._ready()

    def open(self) -> None:
        """Open the index."""
        self._index = tantivy.Index.open(str(self._directory))
        self._index.register_tokenizer("french", french_analyzer())
        self._ready()

    def _ready(self) -> None:
        self._index.reload()
        self._searcher = self._index.searcher()

    def search(self, query: str, limit: int) -> list[str]:
        """The ids of the best documents."""
        parsed, _ = self._index.parse_query_lenient(words_only(query), _FIELDS)
        hits = self._searcher.search(parsed, limit=limit).hits
        return [str(self._searcher.doc(address).get_first("id")) for _, address in hits]

    def answer(self, query: Query, limit: int, *, snippets: bool) -> Answer:
        """A page of results, with tantivy's own snippets."""
        native = self._query(query)
        found = self._searcher.search(native, limit=limit, count=True)
        shown = [self._searcher.doc(address) for _, address in found.hits]
        titles = [document.get_first("title") for document in shown]
        if snippets:
            maker = tantivy.SnippetGenerator.create(
                self._searcher, native, self._index.schema, "body"
            )
            for document in shown:
                maker.snippet_from_doc(document).to_html()
        total = found.count  # type: ignore[attr-defined]  # its stub forgets it
        return Answer(total, len(titles))

    def _query(self, query: Query) -> tantivy.Query:
        text = words_only(" ".join(query.words))
        schema = self._index.schema
        match query.kind:
            case "phrase":
                return self._index.parse_query_lenient(f'"{text}"', _FIELDS)[0]
            case "prefix" | "wildcard":
                pattern = _folded(query.words[0]).replace("*", ".*").replace("?", ".")
                return self._in_either(tantivy.Query.regex_query, pattern)
            case "fuzzy":
                return self._in_either(tantivy.Query.fuzzy_term_query, _folded(text))
            case "dated":
                title = self._index.parse_query_lenient(text, ["title"])[0]
                days = tantivy.Query.range_query(
                    schema,
                    "day",
                    tantivy.FieldType.Integer,
                    day_number(query.first_day),
                    day_number(query.last_day),
                )
                return tantivy.Query.boolean_query([(Occur.Must, title), (Occur.Must, days)])
        all_of_them = query.kind != "or"
        return self._index.parse_query_lenient(text, _FIELDS, conjunction_by_default=all_of_them)[0]

    def _in_either(
        self, kind: Callable[[tantivy.Schema, str, str], tantivy.Query], word: str
    ) -> tantivy.Query:
        fields = [kind(self._index.schema, name, word) for name in _FIELDS]
        return tantivy.Query.boolean_query([(Occur.Should, each) for each in fields])


def _folded(word: str) -> str:
    from unidecode import unidecode

    return unidecode(word).lower()


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
