"""The fields of an article in tantivy."""

from __future__ import annotations

from typing import Final

import tantivy

from searchnews.engines.base import FILLER, Document
from searchnews.index_fields import WHOLE_TERMS, WITH_POSITIONS, WITHOUT_POSITIONS

_TOKENIZER: Final = "words"


def schema() -> tantivy.Schema:
    """Words split at spaces, as they are; and what is stored with each article."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    for name in WITH_POSITIONS:
        builder.add_text_field(name, tokenizer_name=_TOKENIZER, index_option="position")
    for name in WITHOUT_POSITIONS:
        builder.add_text_field(name, tokenizer_name=_TOKENIZER, index_option="basic")
    for name in WHOLE_TERMS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    for name in ("day", "number"):
        builder.add_integer_field(name, indexed=True, fast=True)
    builder.add_integer_field("moment", fast=True)
    builder.add_bytes_field("stored", stored=True)
    return builder.build()


def register_words(index: tantivy.Index) -> None:
    """Have an index split words; tantivy does not keep in its files how."""
    # The filter drops fillers and leaves their positions empty.
    words = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).filter(
        tantivy.Filter.custom_stopword([FILLER])
    )
    index.register_tokenizer(_TOKENIZER, words.build())


def document(article: Document) -> tantivy.Document:
    """An article as tantivy takes it."""
    fields = tantivy.Document()
    fields.add_text("id", article.id)
    for name in (*WITH_POSITIONS, *WITHOUT_POSITIONS):
        if text := getattr(article, name):
            fields.add_text(name, text)
    for name in WHOLE_TERMS:
        for term in getattr(article, name):
            fields.add_text(name, term)
    fields.add_integer("number", article.number)
    if article.day is not None:
        fields.add_integer("day", article.day)
    if article.moment is not None:
        fields.add_integer("moment", article.moment)
    fields.add_bytes("stored", article.stored)
    return fields
