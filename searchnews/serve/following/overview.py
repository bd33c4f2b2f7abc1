"""All saved searches, each with how many of its articles this browser has not seen."""

from __future__ import annotations

from dataclasses import replace

from searchnews.saved.seen import Seen
from searchnews.serve.api.formats import Form
from searchnews.serve.api.parameter_table import SEEN
from searchnews.serve.following.seen_cookie import SeenHere
from searchnews.serve.following.shown import shown
from searchnews.serve.rendering import page
from searchnews.serve.replies import Reply, json_reply
from searchnews.serve.visit import Visit


def overview(visit: Visit) -> Reply:
    """All saved searches, in the order of their names; what is new is counted for who asks.

    Programs say what they have seen, browsers have it in their cookie.
    """
    said = Seen.read(visit.values[SEEN]) if visit.values[SEEN] else None
    if visit.form is Form.JSON:
        found = visit.index.saved.overview(said)
        return json_reply(
            {
                "searches": [shown(visit, each) for each in found.searches],
                "seen": str(found.seen) if found.seen is not None else None,
                "saving": bool(visit.settings.saving),
            }
        )
    here = SeenHere(visit)
    found = visit.index.saved.overview(here if said is None else said)
    searches = [shown(visit, each) for each in found.searches]
    headers = {}
    ids = [each.search.id for each in found.searches]
    if found.seen is not None and any(each.articles is None for each in found.searches):
        headers = here.cookie(ids, found.seen)
    reply = page(
        "saved.html",
        visit,
        searches=searches,
        unseen=sum(each.articles or 0 for each in found.searches),
        seen=found.seen,
        kept=here.kept if headers and here.kept < len(ids) else None,
    )
    return replace(reply, headers=headers)
