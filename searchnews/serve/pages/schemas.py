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

_SEEN: Final = {
    "type": ["string", "null"],
    "description": "To be given back as `seen`, as it is, when all of this was seen; null while "
    "the index is written to and its newest words are not known: keep the one before.",
}
_SAVED_SEARCH: Final = {
    "id": {"type": "string", "description": "Another one of its name has another id."},
    "name": _TEXT,
    "query": _TEXT,
    "options": {"type": "object"},
    "deliveries": {**_TEXTS, "description": "How it is delivered; not where to."},
    "updates": {"type": "boolean"},
    "added": _TEXT,
    "last_run": _MAYBE_TEXT,
    "waiting": {
        "type": "object",
        "description": "Messages that were not delivered yet.",
        "additionalProperties": _COUNT,
    },
    "problem": {"type": ["string", "null"], "description": "Why it cannot be run."},
    "unseen": {
        "type": ["integer", "null"],
        "description": "Articles that came in, or have changed, after `seen`; null without it.",
    },
    "url": {"type": "string", "description": "Its hits."},
    "page": _TEXT,
    "atom": _TEXT,
    "feed": {"type": "string", "description": "RSS."},
}
_CRUES: Final = {
    "id": "8f3c1a52-6d0e-5b7a-9c44-2f1f0f0b7f10",
    "name": "crues",
    "query": "crue* OU inondation",
    "options": {"sources": ["ATS"], "date_from": "2015"},
    "deliveries": ["mail"],
    "updates": False,
    "added": "2026-02-03T10:00:00+00:00",
    "last_run": None,
    "waiting": {"mail": 1},
    "problem": None,
    "unseen": 3,
    "url": "/?q=crue%2A+OU+inondation&from=2015&source=ATS",
    "page": "/saved/crues",
    "atom": "/saved/crues.atom",
    "feed": "/saved/crues.rss",
}

SCHEMAS: Final[dict[str, Any]] = {
    "Problem": _object(
        {
            "type": _TEXT,
            "title": _TEXT,
            "status": {"type": "integer"},
            "detail": _TEXT,
            "preparing": {
                "enum": ["words", "copies", "stories"],
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
    "SavedSearches": _object(
        {
            "searches": {"type": "array", "items": {"$ref": "#/components/schemas/SavedSearch"}},
            "seen": _SEEN,
            "saving": {"type": "boolean", "description": "Whether searches can be saved here."},
        }
    ),
    "SavedSearch": {**_object(_SAVED_SEARCH), "examples": [_CRUES]},
    "Latest": _object(
        {
            **_SAVED_SEARCH,
            "understood": _TEXT,
            "warnings": _TEXTS,
            "total": {**_COUNT, "description": "Articles that match strictly, on all pages."},
            "seen": _SEEN,
            "hits": {
                "type": "array",
                "description": "What came into the index last, or has changed last, first.",
                "items": _object(
                    {
                        "rank": {"type": "integer", "minimum": 1},
                        **_ARTICLE,
                        "snippet": _TEXT,
                        "highlights": _SPANS,
                        "title_highlights": _SPANS,
                        "unseen": {"type": "boolean", "description": "Came after `seen`."},
                        "entry": {"type": "string", "description": "Its id in the feeds."},
                    }
                ),
            },
            "commit": _TEXT,
            "next_url": _MAYBE_TEXT,
        }
    ),
    "Removed": _object({"removed": _TEXT}),
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
    "Progress": _object(
        {
            "state": {"enum": ["waiting", "writing", "complete", "interrupted", "refused"]},
            "done": {**_COUNT, "description": "Rows that were written."},
            "whole": {
                "type": ["integer", "null"],
                "description": "How many there will be; null where that is not known before.",
            },
            "detail": {
                "type": ["string", "null"],
                "description": "What went wrong; of a complete file, what its format could not "
                "hold.",
            },
            "said": {
                "type": ["string", "null"],
                "description": "The same, in the language of the visitor.",
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
    ("/saved", Form.JSON): "SavedSearches",
    ("/saved/{name}", Form.JSON): "Latest",
    ("/suggest", Form.JSON): "Suggestions",
    ("/stats", Form.JSON): "Statistics",
    ("/health", Form.JSON): "Health",
    ("/export/progress", Form.JSON): "Progress",
}
"""What each address answers in JSON."""

CHANGED: Final = {
    "/saved": (201, "SavedSearch"),
    "/saved/{name}/remove": (200, "Removed"),
}
"""What is answered in JSON when something was changed there: the status, and the schema."""
