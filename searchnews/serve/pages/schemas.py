"""The JSON that programs get, as JSON Schema."""

from __future__ import annotations

from typing import Any, Final

from searchnews.serve.api.formats import Form

_TEXT: Final = {"type": "string"}
_MAYBE_TEXT: Final = {"type": ["string", "null"]}
_NUMBER: Final = {"type": "number"}
_COUNT: Final = {"type": "integer", "minimum": 0}
_TEXTS: Final = {"type": "array", "items": _TEXT}
_SPANS: Final = {
    "type": "array",
    "description": "Half-open, in characters.",
    "items": {
        "type": "array",
        "items": {"type": "integer"},
        "minItems": 2,
        "maxItems": 2,
    },
}


def _object(properties: dict[str, Any], *optional: str) -> dict[str, Any]:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required}


_ARTICLE: Final = {
    "id": _TEXT,
    "title": _MAYBE_TEXT,
    "date": {
        "type": ["string", "null"],
        "description": "YYYY, YYYY-MM, YYYY-MM-DD or an ISO time, as precise as is known.",
    },
    "source": _MAYBE_TEXT,
    "agency": _MAYBE_TEXT,
    "authors": _TEXTS,
    "section": _MAYBE_TEXT,
    "url": _MAYBE_TEXT,
    "path": {"type": ["string", "null"], "description": "null unless the server shows paths."},
}

SCHEMAS: Final[dict[str, Any]] = {
    "Problem": _object(
        {
            "type": _TEXT,
            "title": _TEXT,
            "status": {"type": "integer"},
            "detail": _TEXT,
            "preparing": {
                "enum": ["words", "stories"],
                "description": "What is being made, before there can be an answer.",
            },
            "done": {**_COUNT, "description": "Articles of it that are done."},
            "whole": {**_COUNT, "description": "Of so many; 0 if that is not known yet."},
        },
        "preparing",
        "done",
        "whole",
    ),
    "Hit": _object(
        {
            "rank": {"type": "integer", "minimum": 1},
            "score": _NUMBER,
            "relaxed": {"type": "boolean", "description": "Some words of the query only."},
            **_ARTICLE,
            "snippet": _TEXT,
            "highlights": _SPANS,
            "title_highlights": _SPANS,
            "folded": {
                **_object({"articles": _COUNT, "sources": _TEXTS, "ids": _TEXTS}),
                "description": "Where hits are folded: the others that match in its group.",
            },
            "explanation": {"type": "object", "additionalProperties": _NUMBER},
        },
        "folded",
        "explanation",
    ),
    "Hits": _object(
        {
            "query": _TEXT,
            "understood": _TEXT,
            "total": {
                **_COUNT,
                "description": "Articles that match strictly, on all pages, or their groups.",
            },
            "fold": {"enum": ["copies", "stories"], "description": "What hits stand for."},
            "articles": {**_COUNT, "description": "All that match, where hits are folded."},
            "took_ms": _NUMBER,
            "suggestion": _MAYBE_TEXT,
            "warnings": _TEXTS,
            "hits": {"type": "array", "items": {"$ref": "#/components/schemas/Hit"}},
            "forms": {"type": "object"},
            "commit": _TEXT,
            "next": {"type": ["string", "null"], "description": "null on the last page."},
            "next_url": _MAYBE_TEXT,
        },
        "fold",
        "articles",
        "forms",
    ),
    "Article": _object(
        {
            **_ARTICLE,
            "lead": _MAYBE_TEXT,
            "body": _TEXT,
            "credit": _MAYBE_TEXT,
            "language": _MAYBE_TEXT,
            "extra": {"type": "object"},
            "highlights": _object({"title": _SPANS, "lead": _SPANS, "body": _SPANS}),
            "citation": _TEXT,
            "commit": _TEXT,
        },
        "highlights",
    ),
    "Suggestions": _object(
        {
            "q": _TEXT,
            "words": {
                "type": "array",
                "items": _object({"word": _TEXT, "q": _TEXT, "articles": _COUNT}),
            },
            "sources": {
                "type": "array",
                "items": _object({"source": _TEXT, "articles": _COUNT, "url": _TEXT}),
            },
            "titles": {
                "type": "array",
                "items": _object(
                    {
                        "id": _TEXT, "title": _MAYBE_TEXT, "date": _MAYBE_TEXT,
                        "source": _MAYBE_TEXT, "url": _TEXT,
                    }
                ),
            },
        }
    ),
    "Health": _object({"status": _TEXT, "articles": _COUNT, "commit": _TEXT, "version": _TEXT}),
    "Statistics": _object(
        {
            "articles": _COUNT,
            "dated": _COUNT,
            "oldest": _MAYBE_TEXT,
            "newest": _MAYBE_TEXT,
            "sources": {"type": "object", "additionalProperties": _COUNT},
            "words": _COUNT,
            "bytes": _COUNT,
            "engine": _TEXT,
            "engine_version": _TEXT,
            "format": {"type": "integer"},
            "analysis_version": {"type": "integer"},
            "created": _TEXT,
            "made_by": _TEXT,
            "commit": _TEXT,
        }
    ),
}  # fmt: skip
"""By name."""

SCHEMA_OF: Final = {
    ("/", Form.JSON): "Hits",
    ("/article/{id}", Form.JSON): "Article",
    ("/suggest", Form.JSON): "Suggestions",
    ("/stats", Form.JSON): "Statistics",
    ("/health", Form.JSON): "Health",
}
"""What each address answers in JSON."""
