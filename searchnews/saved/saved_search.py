"""A saved search as users see it: what it is, and what of it waits."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any, NamedTuple

from searchnews.saved.ids import search_id
from searchnews.storage.saved.contract import Outbox
from searchnews.storage.saved.records import Delivery, SearchRecord


class Waiting(NamedTuple):
    """What of a saved search was not delivered yet."""

    delivery: Delivery
    messages: int
    problem: str | None
    """Why the last attempt failed; None if there was none yet."""


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A saved search."""

    id: str
    """Names it, and its feeds: another one that is given its name has another id."""
    name: str
    query: str
    options: dict[str, Any]
    """Those of the search, as they were typed; files by their paths."""
    deliveries: tuple[Delivery, ...]
    """Where new articles go; empty if they are given to whoever runs it."""
    updates: bool
    """Whether articles that have changed are sent again."""
    added: str
    """ISO time, UTC; as is `last_run`."""
    last_run: str | None
    problem: str | None
    """Why it could not be run the last time."""
    waiting: tuple[Waiting, ...] = ()
    machine: str | None = None
    """Which machine alone runs it, as its files or programs are there; None for any."""

    def to_dict(self) -> dict[str, Any]:
        """The saved search as JSON has it."""
        return {
            "id": self.id,
            "name": self.name,
            "query": self.query,
            "options": self.options,
            "deliveries": [each._asdict() for each in self.deliveries],
            "updates": self.updates,
            "added": self.added,
            "last_run": self.last_run,
            "problem": self.problem,
            "machine": self.machine,
            "waiting": [
                {**each.delivery._asdict(), "messages": each.messages, "problem": each.problem}
                for each in self.waiting
            ],
        }


def waiting_of(record: SearchRecord, outbox: Outbox) -> tuple[Waiting, ...]:
    """What of a saved search was not delivered yet, by where it goes."""
    by_delivery: dict[Delivery, Waiting] = {}
    for each in outbox.waiting(record.search):
        before = by_delivery.get(each.delivery, Waiting(each.delivery, 0, None))
        problem = before.problem or each.problem
        by_delivery[each.delivery] = Waiting(each.delivery, before.messages + 1, problem)
    return tuple(by_delivery.values())


def saved_search(
    record: SearchRecord, database: uuid.UUID, waiting: tuple[Waiting, ...] = ()
) -> SavedSearch:
    """A saved search that is stored in a database of this name."""
    return SavedSearch(
        id=search_id(database, record.search),
        name=record.name,
        query=record.query,
        options=dict(record.arguments),
        deliveries=record.deliveries,
        updates=record.updates,
        added=record.added,
        last_run=record.last_run,
        problem=record.problem,
        waiting=waiting,
        machine=record.machine,
    )
