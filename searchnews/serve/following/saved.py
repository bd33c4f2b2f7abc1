"""One saved search: what it finds, what came last first, and its feeds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from searchnews.errors import InvalidArgumentError
from searchnews.saved.seen import Seen, Unseen
from searchnews.serve import limits
from searchnews.serve.api.formats import Form
from searchnews.serve.api.parameter_table import LIMIT, NAME, PAGE, SEEN
from searchnews.serve.api.problems import NotThereError
from searchnews.serve.feeds import feed_of_saved
from searchnews.serve.following.seen_cookie import SeenHere
from searchnews.serve.following.shown import searched, shown, without_paths
from searchnews.serve.rendering import page
from searchnews.serve.replies import Reply, json_reply
from searchnews.serve.visit import Visit

if TYPE_CHECKING:
    from searchnews.saved.saved_search import SavedSearch
    from searchnews.saved.seen import Latest
    from searchnews.search.results import Hit

ENTRIES_OF_A_FEED: Final = 200
"""As many as feeds in files have."""


def saved(visit: Visit) -> Reply:
    """What a saved search finds, page by page, what came into the index last first."""
    search = _found(visit)
    try:
        if visit.form in (Form.ATOM, Form.RSS):
            latest = visit.index.saved.latest(search.name, limit=ENTRIES_OF_A_FEED)
            return feed_of_saved(visit, latest)
        return _looked_at(visit, search)
    except InvalidArgumentError as error:
        problem = without_paths(visit, search, str(error))
        if visit.form is not Form.HTML:
            raise InvalidArgumentError(problem) from error
        # People can still stop following it.
        known = shown(visit, Unseen(search, None, problem))
        reply = page(
            "saved_search.html", visit, search=known, latest=None, users=_users(visit, search)
        )
        return replace(reply, status=400)


def _looked_at(visit: Visit, search: SavedSearch) -> Reply:
    limit, offset = visit.values[LIMIT], (visit.values[PAGE] - 1) * visit.values[LIMIT]
    limits.check_depth(offset, limit)
    here = SeenHere(visit)
    seen = Seen.read(visit.values[SEEN]) if visit.values[SEEN] else None
    if seen is None and visit.form is Form.HTML:
        seen = here.get(search.id)
    latest = visit.index.saved.latest(search.name, seen=seen, limit=limit, offset=offset)
    is_new = list(latest.are_new)
    more = offset + len(latest.hits) < min(latest.total, limits.DEEPEST_HIT)
    after = visit.here({PAGE: visit.values[PAGE] + 1}, form=visit.form) if more else None
    if visit.form is Form.JSON:
        return json_reply(_values(visit, latest, is_new, after))
    return _page(visit, latest, is_new, after, here)


def _found(visit: Visit) -> SavedSearch:
    found = visit.index.saved.find(visit.values[NAME])
    if found is None:
        raise NotThereError(f"there is no saved search {visit.values[NAME]}; /saved names them all")
    return found


def _users(visit: Visit, search: SavedSearch) -> tuple[str, ...]:
    """Who would miss it: said to those who may remove it."""
    return visit.index.saved.users(search.name) if visit.settings.saving else ()


def _values(
    visit: Visit, latest: Latest, is_new: list[bool], after: str | None
) -> dict[str, object]:
    standing = Unseen(latest.search, latest.unseen, None)
    return shown(visit, standing) | {
        "understood": latest.understood,
        "warnings": list(latest.warnings),
        "total": latest.total,
        "seen": str(latest.seen) if latest.seen is not None else None,
        "hits": [
            _hit(visit, hit) | {"unseen": new, "entry": f"urn:uuid:{entry}"}
            for hit, new, entry in zip(latest.hits, is_new, latest.entries, strict=True)
        ],
        "commit": visit.commit,
        "next_url": visit.whole(after) if after is not None else None,
    }


def _hit(visit: Visit, hit: Hit) -> dict[str, object]:
    values = hit.to_dict()
    if not visit.settings.show_paths:
        values["path"] = None
    del values["score"], values["relaxed"]
    return values


def _page(
    visit: Visit, latest: Latest, is_new: list[bool], after: str | None, here: SeenHere
) -> Reply:
    search = latest.search
    headers = {}
    if latest.seen is not None and latest.unseen is None:
        ids = [each.id for each in visit.index.saved.list()]
        headers = here.cookie(ids, latest.seen)
    number = visit.values[PAGE]
    # The search field, and links to articles, have its query.
    searching = replace(visit, values=visit.values.changed(searched(search.query, search.options)))
    reply = page(
        "saved_search.html",
        searching,
        search=shown(visit, Unseen(search, latest.unseen, None)),
        latest=latest,
        users=_users(visit, search),
        hits=list(zip(latest.hits, is_new, strict=True)),
        first_seen=max((place for place, new in enumerate(is_new, 1) if new), default=0),
        before=visit.here({PAGE: number - 1}) if number > 1 else None,
        after=after,
    )
    return replace(reply, headers=headers)
