"""The fields of an article in tantivy."""

from __future__ import annotations

from typing import Final

import tantivy

from searchnews.engines.base import (
    FIELDS_WITH_POSITIONS,
    FIELDS_WITHOUT_POSITIONS,
    FILLER,
    TERM_FIELDS,
    Document,
)

_WORDS: Final = "words"


def schema() -> tantivy.Schema:
    """Words as they are given, split at spaces; the article stored whole."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    for name in FIELDS_WITH_POSITIONS:
        builder.add_text_field(name, tokenizer_name=_WORDS, index_option="position")
    for name in FIELDS_WITHOUT_POSITIONS:
        builder.add_text_field(name, tokenizer_name=_WORDS, index_option="basic")
    for name in TERM_FIELDS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("day", indexed=True, fast=True)
    builder.add_bytes_field("stored", stored=True)
    return builder.build()


def register_words(index: tantivy.Index) -> None:
    """Tell an index how to split words; tantivy does not keep that in its files."""
    # The filter drops fillers and leaves their positions empty.
    words = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).filter(
        tantivy.Filter.custom_stopword([FILLER])
    )
    index.register_tokenizer(_WORDS, words.build())


def document(article: Document) -> tantivy.Document:
    """An article as tantivy takes it."""
    fields = tantivy.Document()
    fields.add_text("id", article.id)
    for name in (*FIELDS_WITH_POSITIONS, *FIELDS_WITHOUT_POSITIONS, *TERM_FIELDS):
        if text := getattr(article, name):
            fields.add_text(name, text)
    if article.day is not None:
        fields.add_integer("day", article.day)
    fields.add_bytes("stored", article.stored)
    return fields
