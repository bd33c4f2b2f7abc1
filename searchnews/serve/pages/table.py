"""Which page answers at each address."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Final, cast

from searchnews.serve.replies import FileReply, Reply
from searchnews.serve.visit import Visit

_PAGES: Final = {
    "/": ("pages.front", "front"),
    "/article/{id}": ("pages.article", "article"),
    "/stories/{id}": ("pages.stories", "stories"),
    "/similar/{id}": ("pages.stories", "similar"),
    "/export": ("pages.export", "export"),
    "/export/about": ("pages.export", "export_about"),
    "/facets": ("pages.facets", "facets"),
    "/timeline": ("pages.timeline", "timeline"),
    "/concordance": ("pages.exploring", "concordance"),
    "/collocates": ("pages.exploring", "collocates"),
    "/keyness": ("pages.exploring", "keyness"),
    "/saved": ("following.overview", "overview"),
    "/saved/{name}": ("following.saved", "saved"),
    "/suggest": ("pages.suggest", "suggest"),
    "/suggest/terms": ("pages.suggest", "suggest_terms"),
    "/stats": ("pages.about", "statistics"),
    "/health": ("pages.about", "health"),
    "/help": ("pages.about", "help_page"),
    "/openapi": ("pages.openapi", "openapi"),
    "/opensearch": ("pages.about", "open_search"),
    "/robots": ("pages.about", "robots"),
}
"""Module and function by the path in the table of addresses. The application itself answers at
/login, which lets visitors in, and at /export/progress, which waits for nothing."""

_CHANGES: Final = {
    "/saved": ("following.changes", "save"),
    "/saved/{name}/remove": ("following.changes", "remove"),
    "/seen": ("following.changes", "see"),
}
"""What a form that is sent there does, by the same paths."""


def page_at(path: str) -> Callable[[Visit], Reply | FileReply]:
    """What answers at a path; imported now, since the first page needs little of it."""
    return _imported(*_PAGES[path])


def change_at(path: str) -> Callable[[Visit], Reply]:
    """What a form does that is sent to a path."""
    return cast("Callable[[Visit], Reply]", _imported(*_CHANGES[path]))


def import_all() -> None:
    """Import what answers at all paths, so that nobody waits for it."""
    _imported("pages.search", "search")
    for module, function in (*_PAGES.values(), *_CHANGES.values()):
        _imported(module, function)


@cache
def _imported(module: str, function: str) -> Callable[[Visit], Reply | FileReply]:
    found = getattr(import_module(f"searchnews.serve.{module}"), function)
    return cast("Callable[[Visit], Reply | FileReply]", found)
