"""The fields of an article in a cluster, and how they are scored there."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from typing import Any, Final

from searchnews.engines.addresses import Address
from searchnews.engines.base import FILLER, Document
from searchnews.index_fields import WHOLE_TERMS, WITH_POSITIONS, WITHOUT_POSITIONS, WORDS
from searchnews.query.bm25 import K1, B
from searchnews.query.clauses import MAX_SLOP

FORMAT: Final = 1
"""Of what is in the cluster: another one needs another index."""

MARKER: Final = "\x01"
"""A word of every article in the fields of names, so that all of them are counted: OpenSearch
counts the articles that have a field. The scores leave it out again."""
HAS: Final = "has"
"""The field that names the fields in which an article has words."""

_LONGEST_TERM: Final = 32_766
"""In bytes; an article with a longer one would be refused."""
_LONGEST_ID: Final = 512
"""In bytes, of what OpenSearch calls `_id`."""
_HASHED: Final = "#sha256:"

_MARKED: Final = tuple(name for name in WITH_POSITIONS if name != WORDS)
_NO_WORD: Final = f" {FILLER}"
_GAP: Final = " ".join([FILLER] * (MAX_SLOP + 1))

# Versions 2 and 3 score "BM25" with different constants, and a mixture of them with both.
_WEIGHT: Final = (
    "double n = term.docFreq; double rarity = Math.log(1 + (field.docCount - n + 0.5) / (n + 0.5));"
    f" return query.boost * rarity * {K1 + 1};"
)
_SCORE: Final = (
    f"double norm = {K1} * (1 - {B} + {B} * (doc.length - {{marker}}) * field.docCount"
    " / (field.sumTotalTermFreq - {marker} * field.docCount));"
    " return weight * doc.freq / (doc.freq + norm);"
)


def body_of_index(address: Address) -> dict[str, Any]:
    """What makes the index of articles: its settings and its fields."""
    return {
        "settings": {
            "number_of_shards": address.shards,
            **replication(address),
            "refresh_interval": "-1",  # nothing is seen before the commit
            "analysis": {
                "analyzer": {
                    "words": {"type": "custom", "tokenizer": "spaces", "filter": ["fillers"]}
                },
                "tokenizer": {"spaces": {"type": "whitespace", "max_token_length": _LONGEST_TERM}},
                # It leaves their positions empty.
                "filter": {"fillers": {"type": "stop", "stopwords": [FILLER]}},
            },
            "similarity": {"text": _similarity(0), "names": _similarity(1)},
        },
        "mappings": {
            "dynamic": "strict",
            # Articles are stored as the index gives them; nothing reads the rest again.
            "_source": {"enabled": False},
            "_meta": {"searchnews": {"format": FORMAT}},
            "properties": _fields(),
        },
    }


def replication(address: Address) -> dict[str, Any]:
    """The setting for how many copies there are of an index."""
    if address.replicas is None:
        return {"auto_expand_replicas": "0-1"}
    return {"number_of_replicas": address.replicas}


def row_id(article_id: str) -> str:
    """The `_id` of an article: its own, or if that is too long a digest of it.

    >>> row_id("a1"), row_id("é" * 400)[:20]
    ('a1', '#sha256:fc377241c748')
    """
    as_bytes = article_id.encode()
    if 0 < len(as_bytes) <= _LONGEST_ID and not article_id.startswith(_HASHED):
        return article_id
    return f"{_HASHED}{hashlib.sha256(as_bytes).hexdigest()}"


def row_of(document: Document) -> dict[str, Any]:
    """An article as the cluster takes it."""
    row: dict[str, Any] = {
        "id": document.id,
        "number": document.number,
        "stored": b64encode(document.stored).decode(),
    }
    if document.day is not None:
        row["day"] = document.day
    if document.moment is not None:
        row["moment"] = document.moment
    has = []
    for name in WITH_POSITIONS:
        text = _without_long_terms(getattr(document, name))
        if text.strip(_NO_WORD):
            has.append(name)
        # The gap comes from the mapping: a sixth less is sent.
        row[name] = _parts(text)
        if name in _MARKED or name not in has:
            row[name].append(MARKER)
    for name in WITHOUT_POSITIONS:
        if text := _without_long_terms(getattr(document, name)).strip(_NO_WORD):
            has.append(name)
            row[name] = text
    for name in WHOLE_TERMS:
        if names := getattr(document, name):
            has.append(name)
            row[name] = list(names)
    row[HAS] = has
    return row


def words_in(text: str) -> set[str]:
    """The words of a field, each once, as they are in the index."""
    words = set(_without_long_terms(text).split())
    words.discard(FILLER)
    return words


def _fields() -> dict[str, Any]:
    properties: dict[str, Any] = {
        "id": {"type": "keyword"},
        "day": {"type": "long"},
        "moment": {"type": "long", "index": False},
        "number": {"type": "long"},
        "stored": {"type": "binary", "store": True},
        HAS: {"type": "keyword", "doc_values": False},
    }
    for name in WITH_POSITIONS:
        properties[name] = {
            "type": "text",
            "analyzer": "words",
            "similarity": "names" if name in _MARKED else "text",
            "position_increment_gap": MAX_SLOP + 1,
        }
    for name in WITHOUT_POSITIONS:
        properties[name] = {
            "type": "text",
            "analyzer": "words",
            "index_options": "docs",
            "norms": False,
            "similarity": "boolean",
        }
    for name in WHOLE_TERMS:
        properties[name] = {"type": "keyword"}
    return properties


def _similarity(marker: int) -> dict[str, Any]:
    return {
        "type": "scripted",
        "weight_script": {"source": _WEIGHT},
        "script": {"source": _SCORE.replace("{marker}", str(marker))},
    }


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(_GAP)]


def _without_long_terms(text: str) -> str:
    if len(text) * 4 <= _LONGEST_TERM or len(text.encode()) <= _LONGEST_TERM:
        return text
    words = text.split(" ")
    return " ".join([w if len(w.encode()) <= _LONGEST_TERM else FILLER for w in words])
