"""What keeps the saved searches of an index: a database beside it, or documents in its cluster.

Both keep to this contract: what a run found is noted as one, or not at all; whoever runs them has
the right to do so (`storage.lock`), and others may save and remove searches meanwhile.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Iterable, Sequence
from secrets import randbits
from typing import Protocol, TypeAlias

from searchnews.storage.saved.records import (
    Found,
    KeptSearch,
    SearchRecord,
    StoredMessage,
    Waiting,
)

Admission: TypeAlias = Callable[[Sequence[SearchRecord], SearchRecord], None]
"""Called with all saved searches and the one that is to be saved, with its number; what it raises
keeps it from being saved."""


def first_of_a_copy() -> int:
    """The number that those of new searches and messages follow in a store that is a copy.

    The ids of messages are made of them and of the store, and both may go on. Of one that was
    restored, other numbers may have been given since.
    """
    return 2**48 + randbits(48)


class Outbox(Protocol):
    """Messages that wait until they are delivered; what is in here is lost by no crash."""

    def waiting(self, search: int) -> list[Waiting]:
        """What of a search was not delivered yet, oldest first."""

    def searches_waiting(self) -> set[int]:
        """The searches with messages that were not delivered yet."""

    def message(self, waiting: Waiting) -> StoredMessage | None:
        """A message that waits; None if its search was removed meanwhile."""

    def latest(self, search: int, until: int, articles: int) -> list[StoredMessage]:
        """The last messages of a search, newest first, until they hold so many articles.

        The first is that of the number `until`, or the one before.
        """

    def delivered(self, waiting: Waiting) -> None:
        """Note that a message was delivered."""

    def failed(self, waiting: Waiting, problem: str) -> None:
        """Note that a message could not be delivered; it waits."""

    def prune(self, search: int, articles: int) -> None:
        """Forget what was delivered, but for the last messages that hold so many articles."""


class SavedStore(Protocol):
    """The saved searches of one index.

    Made by `opened_to_read` and `opened_to_write`. Every method raises EngineError where it cannot
    be read or written, and IndexDamagedError where it is damaged, or not by searchnews.
    """

    @property
    def outbox(self) -> Outbox:
        """Its messages."""

    @property
    def id(self) -> uuid.UUID:
        """Names the store; the ids of its messages are made of it."""

    def searches(self) -> list[SearchRecord]:
        """All saved searches, in the order of their names."""

    def find(self, key: str) -> SearchRecord | None:
        """The saved search with this key of a name; None if there is none."""

    def add(
        self, key: str, record: SearchRecord, matched: Iterable[str], admit: Admission
    ) -> SearchRecord:
        """Save a search; its number is given here. `matched` are the articles it matches already.

        Nobody can save another one between `admit` and the end.
        """

    def remove(self, search: int) -> None:
        """Forget a saved search, and all that waits to be delivered of it."""

    def matched(
        self, searches: Collection[int], articles: Collection[str] | None
    ) -> dict[int, set[str]]:
        """Which of some articles had matched each search; of all articles if None."""

    def note_found(self, found: Iterable[Found]) -> set[int]:
        """Note what a run found: how far was looked, what matched, and the messages that wait.

        Gives the searches of which it was noted. Those that were removed meanwhile are left out,
        and those that somebody else has run: what was found was found by that one, too.
        """

    def note_problem(self, search: int, problem: str) -> None:
        """Note why a search could not be run; it stands where it stood."""

    def kept(self) -> list[KeptSearch]:
        """All saved searches with all that is kept of them, to be taken to another store."""

    def restore(self, kept: Sequence[KeptSearch], known_as: uuid.UUID) -> list[SearchRecord]:
        """Take over searches from another store, which was `known_as`; gives those that were.

        Searches whose names are taken stay away. An empty store goes by the same name from now on,
        so that messages and feeds keep their ids; those that are made later get others.
        """

    def close(self) -> None:
        """Let go of it; idempotent."""
