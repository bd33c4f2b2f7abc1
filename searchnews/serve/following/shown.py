"""A saved search as visitors see it: not where it is delivered to, as addresses may be secrets."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from searchnews.serve.api.formats import Form
from searchnews.serve.api.parameter_table import (
    DATE_FROM,
    DATE_TO,
    FRESH,
    NAME,
    QUERY,
    SORT,
    SOURCES,
)
from searchnews.serve.api.parameters import Parameter
from searchnews.serve.visit import Visit

if TYPE_CHECKING:
    from searchnews.saved.saved_search import SavedSearch
    from searchnews.saved.seen import Unseen

_FILES: Final = ("synonyms", "lists")
"""Options that are files of the server."""


def shown(visit: Visit, standing: Unseen) -> dict[str, Any]:
    """A saved search, with how many of its articles were not seen, as programs get it."""
    search = standing.search
    options = {name: _shown_option(visit, name, value) for name, value in search.options.items()}
    messages: dict[str, int] = {}
    for waiting in search.waiting:
        kind = waiting.delivery.kind
        messages[kind] = messages.get(kind, 0) + waiting.messages
    return {
        "id": search.id,
        "name": search.name,
        "query": search.query,
        "options": options,
        "deliveries": list(dict.fromkeys(delivery.kind for delivery in search.deliveries)),
        "updates": search.updates,
        "added": search.added,
        "last_run": search.last_run,
        "waiting": messages,
        "problem": standing.problem and without_paths(visit, search, standing.problem),
        "unseen": standing.articles,
        "url": visit.link("/", searched(search.query, search.options)),
        "page": _link(visit, search.name, Form.HTML),
        "atom": _link(visit, search.name, Form.ATOM),
        "feed": _link(visit, search.name, Form.RSS),
    }


def searched(query: str, options: dict[str, Any]) -> dict[Parameter[Any], Any]:
    """What an address says of a search with these options."""
    return {
        QUERY: query,
        SOURCES: tuple(options.get("sources") or ()),
        DATE_FROM: options.get("date_from") or "",
        DATE_TO: options.get("date_to") or "",
        SORT: options.get("sort") or "relevance",
        FRESH: options.get("fresh") or "",
    }


def _link(visit: Visit, name: str, form: Form) -> str:
    return visit.link("/saved/{name}", {NAME: name}, form=form, carried=())


def _shown_option(visit: Visit, name: str, value: Any) -> Any:
    return Path(value).name if name in _FILES and not visit.settings.show_paths else value


def without_paths(visit: Visit, search: SavedSearch, problem: str) -> str:
    """Why a search cannot be run; where the server has its files is nobody's business."""
    for name in _FILES:
        path = search.options.get(name)
        if path and not visit.settings.show_paths:
            problem = problem.replace(path, Path(path).name)
    return problem
