"""The saved searches of the index, each with its hits and its feed.

Where they are delivered to is not shown: addresses of webhooks are secrets.
"""

from __future__ import annotations

from typing import Any

from searchnews.serve.api.formats import Form
from searchnews.serve.api.parameter_table import (
    DATE_FROM,
    DATE_TO,
    FRESH,
    QUERY,
    SORT,
    SOURCES,
)
from searchnews.serve.api.parameters import Parameter
from searchnews.serve.rendering import page
from searchnews.serve.replies import Reply, json_reply
from searchnews.serve.visit import Visit


def saved(visit: Visit) -> Reply:
    """All saved searches, in the order of their names."""
    searches = [
        {
            "name": search.name,
            "query": search.query,
            "added": search.added,
            "last_run": search.last_run,
            **_addresses(visit, search.query, search.options),
        }
        for search in visit.index.saved.list()
    ]
    if visit.form is Form.JSON:
        return json_reply({"searches": searches})
    return page("saved.html", visit, searches=searches)


def _addresses(visit: Visit, query: str, options: dict[str, Any]) -> dict[str, str]:
    changes: dict[Parameter[Any], Any] = {
        QUERY: query,
        SOURCES: tuple(options.get("sources") or ()),
        DATE_FROM: options.get("date_from") or "",
        DATE_TO: options.get("date_to") or "",
        SORT: options.get("sort") or "relevance",
        FRESH: options.get("fresh") or "",
    }
    newest = changes | {SORT: "-date", FRESH: ""}
    return {"url": visit.link("/", changes), "feed": visit.link("/", newest, form=Form.RSS)}
