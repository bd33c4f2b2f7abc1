"""A saved search as the document in the cluster that holds all of it but long lists."""

from __future__ import annotations

from typing import Any, NamedTuple

from searchnews.errors import IndexDamagedError
from searchnews.storage.saved.records import Delivery, SearchRecord, Waiting


class Note(NamedTuple):
    """Articles that came to match, and others that match no more; see `matched`."""

    names: tuple[str, ...]
    """Of the documents they are in."""
    articles: int


class HeldMessage(NamedTuple):
    """A message that waits, or is kept for a feed; its content is a document of its own."""

    message: int
    articles: int
    waiting: tuple[Waiting, ...]


class State(NamedTuple):
    """What is known of a saved search."""

    key: str
    record: SearchRecord
    runs: int
    """How often it was run: what was found from another state of it is not noted."""
    matched: tuple[Note, ...]
    """The oldest first: what a later one says holds."""
    messages: tuple[HeldMessage, ...]
    """The oldest first."""


def content_of(state: State) -> dict[str, Any]:
    """The document of a saved search."""
    record = state.record._asdict()
    del record["search"]  # the name of the document has it
    return {
        **record,
        "key": state.key,
        "runs": state.runs,
        "matched": [[list(note.names), note.articles] for note in state.matched],
        "messages": [
            {
                "message": held.message,
                "articles": held.articles,
                "waiting": [[*each.delivery, each.attempts, each.problem] for each in held.waiting],
            }
            for held in state.messages
        ],
    }


def state_of(search: int, content: dict[str, Any], index: str) -> State:
    """What a document says of the saved search with this number.

    Raises:
        IndexDamagedError: it is none; `index` names the index.
    """
    try:
        given = {name: content[name] for name in SearchRecord._fields if name != "search"}
        given["deliveries"] = tuple(Delivery(*each) for each in given["deliveries"])
        return State(
            key=content["key"],
            record=SearchRecord(search=search, **given),
            runs=content["runs"],
            matched=tuple(Note(tuple(names), count) for names, count in content["matched"]),
            messages=tuple(_held(search, each) for each in content["messages"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise IndexDamagedError(
            f"the saved search {search} of {index} cannot be read ({error!r}); restore a snapshot "
            "of the cluster"
        ) from error


def _held(search: int, content: dict[str, Any]) -> HeldMessage:
    message = content["message"]
    waiting = (
        Waiting(message, search, Delivery(kind, target), attempts, problem)
        for kind, target, attempts, problem in content["waiting"]
    )
    return HeldMessage(message, content["articles"], tuple(waiting))
