"""The documents of all saved searches, and how one of them is changed: at once, or not at all."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, Final, NamedTuple, TypeAlias

from searchnews.engines.opensearch.history import history_of
from searchnews.engines.opensearch.http import Client
from searchnews.engines.opensearch.kept import kept_beside, make_kept, stamped
from searchnews.engines.opensearch.meta import Version
from searchnews.errors import EngineError, IndexDamagedError, IndexNotFoundError, IndexVersionError
from searchnews.storage.saved.cluster.states import State, content_of, state_of
from searchnews.storage.saved.contract import first_of_a_copy

SAVED_VERSION: Final = 1
"""Of the documents."""

_HEAD: Final = "saved"
_MOST_TRIES: Final = 100
_STATES_AT_ONCE: Final = 200


Change: TypeAlias = Callable[[State], State | None]
"""Makes of what is known of a search what is to be known; None where nothing is to be done."""


class Head(NamedTuple):
    """Which saved searches there are."""

    id: str
    """Names the store."""
    last_search: int
    last_message: int
    """The highest numbers that were given."""
    searches: dict[str, int]
    """The number of each search, by the key of its name."""
    tidied: str = ""
    """The day on which what crashes have left was last removed."""
    history: tuple[str, ...] = ()
    """Of the index that all of this is in."""


class Documents:
    """The documents of the saved searches of one index."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.name = str(client.address)
        self.meta = kept_beside(client)
        self._known: dict[int, tuple[State, Version]] = {}
        """As they were last read or written."""

    def make(self, known_as: uuid.UUID | None = None) -> None:
        """Make what is missing; a new store gets this name, or one of its own."""
        make_kept(self.client)
        last = first_of_a_copy() if known_as else 0
        self.meta.put(_HEAD, _content(Head((known_as or uuid.uuid4()).hex, last, last, {})))

    def take_numbers(self, searches: int = 0, messages: int = 0) -> Head:
        """Give numbers to so many searches, or messages: the last ones of the head that is given.

        Where an older state was restored they begin far from those that have been given since.
        """
        history = history_of(self.client, self.client.address.kept)

        def taken(head: Head) -> Head:
            apart = 0 if head.history in ((), history) else first_of_a_copy()
            return head._replace(
                last_search=head.last_search + apart + searches,
                last_message=head.last_message + apart + messages,
                history=history,
            )

        return self.change_head(taken)

    def find_head(self) -> Head | None:
        """Which searches there are; None where nothing was ever saved."""
        found = self._head()
        return found[0] if found else None

    def head(self) -> Head:
        """Which searches there are.

        Raises:
            IndexDamagedError: somebody has removed it since.
        """
        head = self.find_head()
        if head is None:
            raise self._damaged("they are gone")
        return head

    def change_head(self, change: Callable[[Head], Head]) -> Head:
        """Change it, whoever else does at the same time; gives what it is then.

        What `change` raises, nothing is changed for. It may be called several times.
        """
        for _ in range(_MOST_TRIES):
            found = self._head()
            if found is None:
                raise self._damaged("they are gone")
            head, version = found
            new = change(head)
            if new == head or self.meta.put(_HEAD, _content(new), version):
                return new
        raise self._too_many()

    def states(self, searches: Collection[int]) -> list[State]:
        """What is known of some searches, in their order; without those that are gone."""
        names = {search_name(search): search for search in searches}
        states = []
        for name, document in self.meta.get_all(list(names), _STATES_AT_ONCE).items():
            search = names[name]
            state = state_of(search, document.content, self.name)
            self._known[search] = state, document.version
            states.append(state)
        return states

    def known(self, search: int) -> State | None:
        """What is known of a search, as it was last read; None if it is gone."""
        if search not in self._known:
            self.states([search])
        found = self._known.get(search)
        return found[0] if found else None

    def read_again(self, search: int) -> State | None:
        """What is known of a search now; None if it is gone."""
        self._known.pop(search, None)
        return self.known(search)

    def put_new(self, search: int, state: State) -> None:
        """Write the document of a new search, which no list names yet."""
        name = search_name(search)
        self.meta.put(name, stamped(name, content_of(state)))

    def change(self, search: int, change: Change) -> State | None:
        """Change a search, whoever else does at the same time; None where it is gone.

        Where `change` gives None nothing is done, and None is given. It may be called several
        times; where an answer was lost on its way also for what has been changed already.
        """
        for _ in range(_MOST_TRIES):
            if search not in self._known:
                self.states([search])
            if search not in self._known:
                return None
            state, version = self._known.pop(search)
            new = change(state)
            if new is None or new == state:
                self._known[search] = state, version
                return new
            name = search_name(search)
            written = self.meta.put_as(name, stamped(name, content_of(new)), version)
            if written is not None:
                self._known[search] = new, written
                return new
        raise self._too_many()

    def change_all(self, changes: Mapping[int, Change]) -> dict[int, State]:
        """Change several searches as `change` does, in one request; gives those that were."""
        written: dict[int, State] = {}
        new = {}
        for search, change in changes.items():
            known = self._known.get(search)
            state = change(known[0]) if known else None
            if known and state is not None and state != known[0]:
                new[search_name(search)] = search, state, known[1]
        versions = self.meta.put_all(
            [
                (name, stamped(name, content_of(state)), version)
                for name, (_, state, version) in new.items()
            ]
        )
        for name, version in versions.items():
            search, state, _ = new[name]
            self._known[search] = state, version
            written[search] = state
        for search, change in changes.items():
            if search not in written and (changed := self.change(search, change)) is not None:
                written[search] = changed
        return written

    def delete(self, names: Iterable[str]) -> None:
        """Delete documents that no other names any more."""
        for name in names:
            self.meta.delete(name)

    def forget(self, search: int) -> None:
        """Delete the document of a search."""
        self._known.pop(search, None)
        self.meta.delete(search_name(search))

    def _head(self) -> tuple[Head, Version] | None:
        try:
            document = self.meta.get(_HEAD)
        except IndexNotFoundError:
            return None
        if document is None:
            return None
        version = document.content.get("version")
        if version != SAVED_VERSION:
            raise IndexVersionError(
                f"the saved searches of {self.name} were made by another version of searchnews "
                f"({version}, not {SAVED_VERSION}); use that one"
            )
        try:
            content = {name: document.content[name] for name in Head._fields}
            content["history"] = tuple(content["history"])
            return Head(**content), document.version
        except KeyError as error:
            raise self._damaged(f"{error} is missing") from error

    def _damaged(self, why: str) -> IndexDamagedError:
        return IndexDamagedError(
            f"the saved searches of {self.name} are damaged ({why}); restore a snapshot of the "
            f"cluster, or delete its index {self.client.address.kept} and save them again"
        )

    def _too_many(self) -> EngineError:
        return EngineError(
            f"the saved searches of {self.name}: too many others change them at the same time; "
            "try again"
        )


def search_name(search: int) -> str:
    """The name of the document of a search."""
    return f"search-{search}"


def message_name(message: int) -> str:
    """The name of the document with the content of a message."""
    return f"message-{message}"


def names_of(state: State) -> set[str]:
    """The names of all documents of a search."""
    notes = {name for note in state.matched for name in note.names}
    messages = {message_name(held.message) for held in state.messages}
    return {search_name(state.record.search), *notes, *messages}


def _content(head: Head) -> dict[str, Any]:
    content = {**head._asdict(), "history": list(head.history)}
    return stamped(_HEAD, {"version": SAVED_VERSION, **content})
