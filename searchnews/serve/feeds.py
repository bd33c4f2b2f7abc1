"""Feeds of hits: of any search, its newest articles; of a saved one, those that came in last."""

from __future__ import annotations

import datetime
from typing import Final

from searchnews.feed import Entry, Feed, rss
from searchnews.search.results import Hit
from searchnews.serve.api.formats import Form
from searchnews.serve.api.parameter_table import ARTICLE, QUERY, SORT
from searchnews.serve.replies import Reply, text_reply
from searchnews.serve.visit import Visit

ENTRIES_OF_A_SEARCH: Final = 50
_UNTITLED: Final = "…"


def feed_of_search(visit: Visit) -> Reply:
    """The newest hits of a search, as RSS; oldest first only where the address says so."""
    arguments = visit.search_arguments | {"fresh": None}
    if visit.values[SORT] == "relevance":
        arguments["sort"] = "-date"
    results = visit.index.search(visit.query, limit=ENTRIES_OF_A_SEARCH, **arguments)
    page = visit.whole(visit.link("/"))
    title = visit.values[QUERY] or "*"
    found = Feed(
        id=page,
        title=f"{title} – searchnews",
        about=title,
        entries=tuple([_entry(visit, hit) for hit in results]),
        page=page,
        own=visit.whole(visit.here(form=visit.form)),
        language=visit.locale.tag,
    )
    return text_reply(rss(found).decode(), Form.RSS)


def _entry(visit: Visit, hit: Hit) -> Entry:
    article = hit.article
    return Entry(
        # The id of an article is the same at every address of this server.
        id=article.id,
        title=article.title or _UNTITLED,
        html=hit.snippet.html(),
        link=visit.whole(visit.link("/article/{id}", {ARTICLE: article.id})),
        updated=moment_of(article.date),
        authors=article.authors,
        source=article.source,
        section=article.section,
    )


def moment_of(date: str | None) -> datetime.datetime | None:
    """When an article was published, at midnight UTC where only the day is known.

    None if that is not known to the day: feeds have no way to say less.
    """
    if date is None or len(date) < len("2015-09-18"):
        return None
    moment = datetime.datetime.fromisoformat(date)
    return moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)
