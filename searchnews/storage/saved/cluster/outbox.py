"""The messages of an index in a cluster that wait until they are delivered."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Sequence
from typing import Final

from searchnews.engines.opensearch.kept import stamped
from searchnews.errors import IndexDamagedError
from searchnews.storage.saved.cluster.documents import Documents, message_name
from searchnews.storage.saved.cluster.states import HeldMessage, State
from searchnews.storage.saved.records import NewMessage, StoredMessage, Waiting

_READ_AT_ONCE: Final = 20
_NUMBERS_AT_ONCE: Final = 50
_LAST: Final = 2**63
"""More than any number."""


class ClusterOutbox:
    """Which messages wait is in the document of their search, what they say in one of their own."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents
        self._numbers = range(0)
        """For messages: taken, and not given yet. Those that are left over are given to none."""

    def put(self, search: int, new: tuple[NewMessage, ...]) -> tuple[HeldMessage, ...]:
        """Write messages; nobody sees them before the document of the search names them."""
        count = len(new)
        if not count:
            return ()
        if len(self._numbers) < count:
            taken = max(count, _NUMBERS_AT_ONCE)
            last = self._documents.take_numbers(messages=taken).last_message
            self._numbers = range(last - taken + 1, last + 1)
        numbers, self._numbers = self._numbers[:count], self._numbers[count:]
        return tuple(self.write(*each, search) for each in zip(numbers, new, strict=True))

    def write(self, message: int, new: NewMessage, search: int) -> HeldMessage:
        """Write a message under its number."""
        name = message_name(message)
        content = {
            "articles": new.articles,
            "content": b64encode(new.content).decode(),
        }
        self._documents.meta.put(name, stamped(name, content))
        waiting = (Waiting(message, search, each, 0, None) for each in sorted({*new.deliveries}))
        return HeldMessage(message, new.articles, tuple(waiting))

    def waiting(self, search: int) -> list[Waiting]:
        """What of a search was not delivered yet, oldest first."""
        state = self._documents.known(search)
        return [each for held in state.messages for each in held.waiting] if state else []

    def searches_waiting(self) -> set[int]:
        """The searches with messages that were not delivered yet."""
        states = self._documents.states(list(self._documents.head().searches.values()))
        return {
            state.record.search for state in states if any(held.waiting for held in state.messages)
        }

    def message(self, waiting: Waiting) -> StoredMessage | None:
        """A message that waits; None if its search was removed meanwhile."""
        return next(iter(self._messages(waiting.search, [waiting.message])), None)

    def latest(self, search: int, until: int, articles: int) -> list[StoredMessage]:
        """The last messages of a search, newest first, until they hold so many articles."""
        state = self._documents.known(search)
        held = _latest(state, until, articles) if state else []
        return self._messages(search, [each.message for each in held])

    def kept(self, search: int) -> tuple[tuple[int, NewMessage], ...]:
        """All messages of a search with their numbers and the deliveries that are to be made."""
        stored = self.latest(search, _LAST, _LAST)
        waiting = self.waiting(search)
        return tuple(
            (
                each.message,
                NewMessage(
                    each.articles,
                    each.content,
                    tuple(wait.delivery for wait in waiting if wait.message == each.message),
                ),
            )
            for each in reversed(stored)
        )

    def delivered(self, waiting: Waiting) -> None:
        """Note that a message was delivered."""
        self._change(waiting, None)

    def failed(self, waiting: Waiting, problem: str) -> None:
        """Note that a message could not be delivered; it waits."""
        self._change(waiting, waiting._replace(attempts=waiting.attempts + 1, problem=problem))

    def prune(self, search: int, articles: int) -> None:
        """Forget what was delivered, but for the last messages that hold so many articles."""
        gone: list[HeldMessage] = []

        def pruned(state: State) -> State:
            latest = _latest(state, _LAST, articles) if articles else []
            oldest = latest[-1].message if latest else _LAST
            kept = [each for each in state.messages if each.waiting or each.message >= oldest]
            gone[:] = [each for each in state.messages if each not in kept]
            return state._replace(messages=tuple(kept))

        self._documents.change(search, pruned)
        self._documents.delete(message_name(each.message) for each in gone)

    def _change(self, waiting: Waiting, by: Waiting | None) -> None:
        """Put another note in the place of one, or none, if it is still there."""

        def changed(held: HeldMessage) -> HeldMessage:
            if held.message != waiting.message:
                return held
            rest = [by if each.delivery == waiting.delivery else each for each in held.waiting]
            return held._replace(waiting=tuple(each for each in rest if each is not None))

        self._documents.change(
            waiting.search,
            lambda state: state._replace(messages=tuple(map(changed, state.messages))),
        )

    def _messages(self, search: int, messages: Sequence[int]) -> list[StoredMessage]:
        """Messages of a search, in their order; without those that were removed meanwhile."""
        names = [message_name(each) for each in messages]
        found = self._documents.meta.get_all(names, _READ_AT_ONCE)
        stored = []
        for message, name in zip(messages, names, strict=True):
            if name not in found:
                if self._is_named(search, message):
                    raise self._damaged(message, "it is missing")
                continue
            content = found[name].content
            try:
                packed = b64decode(content["content"])
                stored.append(StoredMessage(message, search, content["articles"], packed))
            except (KeyError, ValueError) as error:
                raise self._damaged(message, repr(error)) from error
        return stored

    def _is_named(self, search: int, message: int) -> bool:
        state = self._documents.read_again(search)
        return state is not None and any(held.message == message for held in state.messages)

    def _damaged(self, message: int, why: str) -> IndexDamagedError:
        return IndexDamagedError(
            f"the message {message} of the saved searches of {self._documents.name} cannot be read "
            f"({why}); restore a snapshot of the cluster, or remove the search"
        )


def _latest(state: State, until: int, articles: int) -> list[HeldMessage]:
    """The last messages up to a number, newest first, until they hold so many articles."""
    found: list[HeldMessage] = []
    for held in reversed(state.messages):
        if held.message <= until:
            found.append(held)
            if sum(each.articles for each in found) >= articles:
                break
    return found
