"""The saved searches of an index in a cluster."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from functools import cached_property, partial

from searchnews.engines.opensearch.http import Client
from searchnews.engines.opensearch.kept import older_than_a_day
from searchnews.errors import IndexDamagedError, SearchNewsError
from searchnews.storage.saved.cluster.documents import (
    Documents,
    Head,
    names_of,
    search_name,
)
from searchnews.storage.saved.cluster.matched import Matched
from searchnews.storage.saved.cluster.outbox import ClusterOutbox
from searchnews.storage.saved.cluster.states import HeldMessage, Note, State
from searchnews.storage.saved.contract import Admission
from searchnews.storage.saved.records import Found, KeptSearch, SearchRecord


class ClusterStore:
    """The saved searches of one index; see `SavedStore`."""

    def __init__(self, client: Client) -> None:
        self._documents = Documents(client)
        self._matched = Matched(self._documents.meta, self._documents.name)
        self.outbox = ClusterOutbox(self._documents)
        self._runs: dict[int, int] = {}
        """How often each search had been run when it was given out."""

    def exists(self) -> bool:
        """Whether anything was ever saved."""
        return self._documents.find_head() is not None

    def make(self, known_as: uuid.UUID | None = None) -> None:
        """Make what is missing."""
        self._documents.make(known_as)

    @cached_property
    def id(self) -> uuid.UUID:
        """Names the store; the ids of its messages are made of it."""
        return uuid.UUID(self._documents.head().id)

    def searches(self) -> list[SearchRecord]:
        """All saved searches, in the order of their names."""
        states = self._states()
        return [self._given(each) for each in sorted(states, key=lambda state: state.key)]

    def find(self, key: str) -> SearchRecord | None:
        """The saved search with this key of a name; None if there is none."""
        search = self._documents.head().searches.get(key)
        states = self._documents.states([] if search is None else [search])
        return self._given(states[0]) if states else None

    def add(
        self, key: str, record: SearchRecord, matched: Iterable[str], admit: Admission
    ) -> SearchRecord:
        """Save a search; its number is given here. `matched` are articles it matches already."""
        added = record._replace(search=self._documents.take_numbers(searches=1).last_search)
        note = self._matched.write(matched, ())
        state = State(key, added, 0, (note,) if note.names else (), ())
        self._documents.put_new(added.search, state)

        def listed(known: Head) -> Head:
            if known.searches.get(key) == added.search:  # the answer was lost
                return known
            admit([each.record for each in self._of(known)], added)
            return known._replace(searches=known.searches | {key: added.search})

        try:
            self._documents.change_head(listed)
        except SearchNewsError:
            self._drop(added.search)
            raise
        return added

    def remove(self, search: int) -> None:
        """Forget a saved search, and all that waits to be delivered of it."""
        self._documents.change_head(
            lambda known: known._replace(
                searches={key: each for key, each in known.searches.items() if each != search}
            )
        )
        self._drop(search)

    def matched(
        self, searches: Collection[int], articles: Collection[str] | None
    ) -> dict[int, set[str]]:
        """Which of some articles had matched each search; of all articles if None."""
        if articles is not None and not articles:
            return {search: set() for search in searches}
        return {search: self._among(search, articles) for search in searches}

    def note_found(self, found: Iterable[Found]) -> set[int]:
        """Note what a run found, a search at a time; where nothing was, many at a time."""
        noted: set[int] = set()
        plain: dict[int, Found] = {}
        try:
            for each in found:
                if each.messages or each.matching or each.no_more:
                    if self._note(each):
                        noted.add(each.search)
                else:
                    plain[each.search] = each
        finally:
            noted |= self._note_plain(plain)
        self._tidy_once_a_day()
        return noted

    def note_problem(self, search: int, problem: str) -> None:
        """Note why a search could not be run; it stands where it stood."""
        self._documents.change(
            search, lambda state: state._replace(record=state.record._replace(problem=problem))
        )

    def kept(self) -> list[KeptSearch]:
        """All saved searches with all that is kept of them."""
        kept = []
        for state in self._states():
            search = state.record.search
            matched = self._among(search, None)
            kept.append(KeptSearch(state.key, state.record, matched, self.outbox.kept(search)))
        return kept

    def restore(self, kept: Sequence[KeptSearch], known_as: uuid.UUID) -> list[SearchRecord]:
        """Take over searches from another store; see the contract."""
        restored = []
        for each in kept:
            if each.key in self._documents.head().searches:
                continue
            keeps_numbers = self.id == known_as
            search = (
                each.record.search
                if keeps_numbers
                else self._documents.take_numbers(searches=1).last_search
            )
            self._drop(search)  # an interrupted copy may have left it
            numbered = each._replace(record=each.record._replace(search=search))
            state = self._state_of(numbered, keeps_numbers=keeps_numbers)
            self._documents.put_new(search, state)
            self._list(each.key, search)
            restored.append(state.record)
        return restored

    def close(self) -> None:
        """Nothing: the connections are the engine's."""

    def problems(self) -> list[str]:
        """What is wrong, a sentence each; all that is kept is read."""
        try:
            self.kept()
        except SearchNewsError as error:
            return [str(error)]
        gone = len(self._documents.head().searches) - len(self._states())
        if gone:
            return [
                f"{gone} saved searches of {self._documents.name} are lost; restore a snapshot of "
                "the cluster"
            ]
        return []

    def _given(self, state: State) -> SearchRecord:
        self._runs[state.record.search] = state.runs
        return state.record

    def _states(self) -> list[State]:
        return self._of(self._documents.head())

    def _of(self, head: Head) -> list[State]:
        return self._documents.states(list(head.searches.values()))

    def _among(self, search: int, articles: Collection[str] | None) -> set[str]:
        """Which of some articles match by the notes of a search; none where it is gone."""
        state = self._documents.known(search)
        while state is not None:
            try:
                return self._matched.among(state.matched, articles)
            except IndexDamagedError:
                before, state = state, self._documents.read_again(search)
                if state is not None and state.matched == before.matched:
                    raise
        return set()

    def _base_and_new(
        self,
        state: State,
        found: Found,
        notes: tuple[Note, ...],
        held: tuple[HeldMessage, ...] = (),
    ) -> tuple[State, State]:
        """A search as the run has looked at it, and as it is to be: with its messages alone."""
        base = state._replace(runs=self._runs.get(found.search, state.runs))
        new = base._replace(
            record=base.record._replace(
                last_number=found.last_number, index_made=found.index_made, last_run=found.at,
                problem=None,
            ),
            runs=base.runs + 1,
            matched=notes,
            messages=held,
        )  # fmt: skip
        return base, new

    def _note_plain(self, found: dict[int, Found]) -> set[int]:
        """Note how far searches were looked at in which nothing was found."""
        changes = {}
        for search, each in found.items():
            state = self._documents.known(search)
            if state is not None:
                base, new = self._base_and_new(state, each, state.matched)
                changes[search] = partial(_after_run, base=base, new=new)
        written = self._documents.change_all(changes)
        for search, state in written.items():
            self._runs[search] = state.runs
        return set(written)

    def _note(self, found: Found) -> bool:
        """Note what was found for one search; False where it is gone, or was run by others."""
        state = self._documents.known(found.search)
        if state is None:
            return False
        held = self.outbox.put(found.search, found.messages)
        try:
            notes = self._matched.appended(state.matched, found.matching, found.no_more)
        except IndexDamagedError:
            now = self._documents.read_again(found.search)
            if now is not None and now.matched == state.matched:
                raise
            notes = state.matched
        base, new = self._base_and_new(state, found, notes, held)
        written = self._documents.change(found.search, lambda now: _after_run(now, base, new))
        now = written or self._documents.known(found.search)
        self._documents.delete((names_of(base) | names_of(new)) - (names_of(now) if now else set()))
        if written is None:
            return False
        self._runs[found.search] = written.runs
        return True

    def _state_of(self, kept: KeptSearch, *, keeps_numbers: bool) -> State:
        """What is kept of a search, with its new number, written as the documents of this one."""
        search = kept.record.search
        messages: list[HeldMessage] = []
        for number, message in kept.messages:
            if keeps_numbers:
                messages.append(self.outbox.write(number, message, search))
            else:
                messages += self.outbox.put(search, (message,))
        note = self._matched.write(kept.matched, ())
        notes = (note,) if note.names else ()
        return State(kept.key, kept.record, 0, notes, tuple(messages))

    def _list(self, key: str, search: int) -> None:
        self._documents.change_head(
            lambda known: known._replace(searches={key: search} | known.searches)
        )

    def _drop(self, search: int) -> None:
        """Delete the documents of a search that no list names."""
        states = self._documents.states([search])
        for state in states:
            self._documents.delete(names_of(state) - {search_name(search)})
        self._documents.forget(search)

    def _tidy_once_a_day(self) -> None:
        """Delete what crashes have left; it does no harm but to take room."""
        today = datetime.datetime.now(datetime.UTC).date().isoformat()
        if self._documents.head().tidied == today:
            return
        with suppress(SearchNewsError):
            old = set(older_than_a_day(self._documents.client))
            self._documents.change_head(lambda known: known._replace(tidied=today))
            named = {name for state in self._states() for name in names_of(state)}
            self._documents.delete(old - named - {"saved"})


def _after_run(now: State, base: State, new: State) -> State | None:
    """A search after a run, which has looked at it as it was in `base`; None if that is no more.

    `new` has what the run found, and of the messages only its own.
    """
    there = {held.message for held in now.messages}
    is_there = all(held.message in there for held in new.messages)
    if is_there and (new.messages or (now.runs, now.matched) == (new.runs, new.matched)):
        return now  # the answer was lost, and somebody has changed something else since
    if (now.runs, now.matched) != (base.runs, base.matched):
        return None
    return new._replace(
        record=new.record._replace(name=now.record.name),
        key=now.key,
        messages=(*now.messages, *new.messages),
    )
