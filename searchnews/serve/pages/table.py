"""Which page answers at each address."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from searchnews.serve.following import changes, overview, saved
from searchnews.serve.pages import (
    about,
    article,
    exploring,
    export,
    facets,
    openapi,
    search,
    stories,
    suggest,
    timeline,
)
from searchnews.serve.replies import FileReply, Reply
from searchnews.serve.visit import Visit

PAGES: Final[dict[str, Callable[[Visit], Reply | FileReply]]] = {
    "/": search.search,
    "/article/{id}": article.article,
    "/stories/{id}": stories.stories,
    "/similar/{id}": stories.similar,
    "/export": export.export,
    "/export/about": export.export_about,
    "/facets": facets.facets,
    "/timeline": timeline.timeline,
    "/concordance": exploring.concordance,
    "/collocates": exploring.collocates,
    "/keyness": exploring.keyness,
    "/saved": overview.overview,
    "/saved/{name}": saved.saved,
    "/suggest": suggest.suggest,
    "/suggest/terms": suggest.suggest_terms,
    "/stats": about.statistics,
    "/health": about.health,
    "/help": about.help_page,
    "/openapi": openapi.openapi,
    "/opensearch": about.open_search,
    "/robots": about.robots,
}
"""By the path in the table of addresses. The application itself answers at /login, which lets
visitors in, and at /export/progress, which waits for nothing."""

CHANGES: Final[dict[str, Callable[[Visit], Reply]]] = {
    "/saved": changes.save,
    "/saved/{name}/remove": changes.remove,
    "/seen": changes.see,
}
"""What a form that is sent there does, by the same paths."""
