"""Feeds of hits: of any search, its newest articles; of a saved one, those that came in last."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from searchnews.feed import Entry, Feed, atom, rss
from searchnews.search.results import Hit
from searchnews.serve.api.formats import Form
from searchnews.serve.api.parameter_table import ARTICLE, QUERY, SORT
from searchnews.serve.replies import Reply, text_reply
from searchnews.serve.visit import Visit

if TYPE_CHECKING:
    from searchnews.saved.seen import Latest

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


def feed_of_saved(visit: Visit, latest: Latest) -> Reply:
    """What a saved search finds, what came into the index last first, as Atom or RSS.

    An article keeps its id, also where it has changed and so comes first again; and it has the one
    that it has in feeds in files. When it came in is not known: it was not before the search was
    saved, nor before it was published. Readers that pass over what is old so get what came late.
    """
    search = latest.search
    marked = visit.values.changed({QUERY: search.query})
    reading = replace(visit, values=marked)
    saved_at = datetime.datetime.fromisoformat(search.added)
    entries = [
        _entry(reading, hit)._replace(
            id=f"urn:uuid:{entry}",
            updated=max(moment_of(hit.article.date) or saved_at, saved_at),
            published=moment_of(hit.article.date),
        )
        for hit, entry in zip(latest.hits, latest.entries, strict=True)
    ]
    found = Feed(
        id=f"urn:uuid:{search.id}",
        title=search.name,
        about=search.query,
        entries=tuple(entries),
        updated=max([each.updated for each in entries if each.updated], default=saved_at),
        page=visit.whole(visit.here()),
        own=visit.whole(visit.here(form=visit.form)),
        language=visit.locale.tag,
    )
    written = atom(found) if visit.form is Form.ATOM else rss(found)
    return text_reply(written.decode(), visit.form)


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
