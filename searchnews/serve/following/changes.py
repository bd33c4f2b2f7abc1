"""What visitors may change: save a search, remove one, note what they have seen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from searchnews.errors import (
    EngineError,
    IndexLockedError,
    InvalidArgumentError,
    SearchNewsError,
)
from searchnews.saved.seen import Seen, Unseen
from searchnews.serve import limits
from searchnews.serve.api.formats import Form
from searchnews.serve.api.parameter_table import FORCE, NAME, NEW_NAME, QUERY, SAVED_NAME, SEEN
from searchnews.serve.api.problems import (
    BusyError,
    ForbiddenError,
    NotThereError,
    UnwritableError,
)
from searchnews.serve.following.seen_cookie import SeenHere
from searchnews.serve.following.shown import shown
from searchnews.serve.rendering import page
from searchnews.serve.replies import Reply, json_reply, redirect
from searchnews.serve.visit import Visit

if TYPE_CHECKING:
    from searchnews.saved.saved_search import SavedSearch

_CREATED: Final = 201


def name_to_save(visit: Visit) -> str | None:
    """A name that people are offered for a search; None where they cannot save any.

    Empty where the saved searches cannot be read: hits are shown nevertheless.
    """
    if not visit.settings.saving:
        return None
    try:
        return visit.index.saved.free_name(visit.values[QUERY])
    except SearchNewsError:
        return ""


def saved_already(visit: Visit) -> SavedSearch | None:
    """The saved search that finds what somebody looks at; None if there is none."""
    try:
        return visit.index.saved.same(visit.query, **visit.search_arguments)
    except SearchNewsError:
        return None


def save(visit: Visit) -> Reply:
    """Save the search that somebody looks at, with all that narrows it.

    Where people have chosen a name that cannot be used they are asked for another one.
    """
    _check_saving(visit)
    saved = visit.index.saved
    try:
        if len(saved.list()) >= limits.SAVED:
            raise InvalidArgumentError(
                f"{limits.SAVED:,} searches are saved, which is the limit; remove one first"
            )
        name = visit.values[NEW_NAME] or saved.free_name(visit.values[QUERY])
        search = saved.add(name, visit.query, **visit.search_arguments)
    except InvalidArgumentError as error:
        if visit.form is not Form.HTML:
            raise
        return replace(page("save.html", visit, problem=str(error)), status=400)
    except IndexLockedError as error:
        raise BusyError(
            "the index is being written to, and not all its words are known yet; save the search "
            "again when that is done"
        ) from error
    except EngineError as error:
        raise _unwritable() from error
    address = visit.link("/saved/{name}", {NAME: search.name}, carried=())
    if visit.form is Form.HTML:
        return redirect(address)
    reply = json_reply(shown(visit, Unseen(search, None, None)))
    return replace(reply, status=_CREATED, headers={"location": address})


def remove(visit: Visit) -> Reply:
    """Forget a saved search, with all that waits to be delivered of it.

    One that others name as `@name` only where it is said that this is meant.
    """
    _check_saving(visit)
    name = visit.values[NAME]
    search = visit.index.saved.find(name)
    if search is None:
        raise NotThereError(f"there is no saved search {name}; /saved names them all")
    try:
        visit.index.saved.remove(name, force=visit.values[FORCE])
    except EngineError as error:
        raise _unwritable() from error
    if visit.form is Form.HTML:
        return redirect(visit.link("/saved", carried=()))
    return json_reply({"removed": search.name})


def see(visit: Visit) -> Reply:
    """Have this browser keep that somebody has seen a saved search, or all of them.

    Nothing is kept here, so it is allowed everywhere.
    """
    seen, name = Seen.read(visit.values[SEEN]), visit.values[SAVED_NAME]
    ids = {each.name: each.id for each in visit.index.saved.list()}
    search = visit.index.saved.find(name) if name else None
    if name and search is None:
        raise NotThereError(f"there is no saved search {name}; /saved names them all")
    marked = [search.id] if search is not None else list(ids.values())
    here = SeenHere(visit)
    here.see(marked, seen)
    address = (
        visit.link("/saved/{name}", {NAME: search.name}, carried=())
        if search is not None
        else visit.link("/saved", carried=())
    )
    return redirect(address, here.cookie(ids.values(), seen))


def _check_saving(visit: Visit) -> None:
    if not visit.settings.saving:
        raise ForbiddenError(
            "this server lets nobody save or remove searches; whoever runs it does so by "
            "`searchnews saved`, or allows it by `searchnews serve --saving`"
        )


def _unwritable() -> UnwritableError:
    return UnwritableError(
        "the saved searches cannot be written; whoever runs this server finds the reason in its log"
    )
