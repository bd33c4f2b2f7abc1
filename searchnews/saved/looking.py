"""Saved searches to be looked at: which there are, and what they find; nothing is changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from itertools import count
from typing import Any, Final, Unpack

from searchnews.errors import InvalidArgumentError
from searchnews.query.concepts.names import name_key, name_of_query, nearest_name
from searchnews.saved.ids import entry_id
from searchnews.saved.latest import Sight, index_id_of
from searchnews.saved.saved_search import SavedSearch, saved_search, waiting_of
from searchnews.saved.seen import Latest, Overview, Seen
from searchnews.search.concepts import users_of
from searchnews.search.options import SearchArguments, check_count
from searchnews.search.stored_arguments import stored_arguments
from searchnews.storage.layout import Layout
from searchnews.storage.saved.contract import SavedStore
from searchnews.storage.saved.opening import opened_to_read
from searchnews.storage.saved.records import SearchRecord
from searchnews.storage.snapshots import Snapshots

_OF_ORDER: Final = ("sort", "fresh")
"""What decides only in which order articles are found."""


class Looking:
    """What can be seen of saved searches."""

    def __init__(self, layout: Layout, snapshots: Snapshots) -> None:
        self._layout = layout
        self._snapshots = snapshots

    @property
    def index_id(self) -> str:
        """Tells the index from another one in its place, as `Seen` has it."""
        return index_id_of(self._snapshots.latest())

    @property
    def seen_now(self) -> Seen | None:
        """Says that everything up to now was seen; None while somebody writes."""
        return Sight(self._snapshots.latest()).seen_now()

    def list(self) -> list[SavedSearch]:
        """All saved searches, in the order of their names."""
        store = opened_to_read(self._layout)
        if store is None:
            return []
        with closing(store):
            return [_shown(each, store) for each in store.searches()]

    def find(self, name: str) -> SavedSearch | None:
        """The saved search of this name; None if there is none.

        Capitals and accents do not matter, as in `@name`.
        """
        store = opened_to_read(self._layout)
        if store is None:
            return None
        with closing(store):
            record = store.find(name_key(name))
            return _shown(record, store) if record is not None else None

    def users(self, name: str) -> tuple[str, ...]:
        """What names a saved search as `@name`: other saved searches, then lists, as @list."""
        return tuple(users_of(name, self._layout))

    def same(self, query: str, **options: Unpack[SearchArguments]) -> SavedSearch | None:
        """The saved search that finds what a query with these options does; None if there is none.

        The order of what is found is left out. Queries are the same as they are typed, but for
        spaces.
        """
        store = opened_to_read(self._layout)
        if store is None:
            return None
        wanted = _found_by(query, stored_arguments(options))
        with closing(store):
            for record in store.searches():
                if _found_by(record.query, record.arguments) == wanted:
                    return _shown(record, store)
        return None

    def free_name(self, query: str) -> str:
        """A name that a query can be saved under: its first words, and a number if need be."""
        name = name_of_query(query)
        store = opened_to_read(self._layout)
        if store is None:
            return name
        with closing(store):
            names = (name if number == 1 else f"{name}-{number}" for number in count(1))
            return next(each for each in names if store.find(name_key(each)) is None)

    def overview(self, seen: Mapping[str, Seen | str] | Seen | str | None = None) -> Overview:
        """All saved searches, each with how many articles it finds that were not seen.

        Args:
            seen: up to where somebody has seen all of them, or each by its id, as an answer gave
                it, or as its `str`. What was seen of an index that was in the same place before
                says nothing of this one.
        """
        sight = Sight(self._snapshots.latest())
        searches = []
        store = opened_to_read(self._layout)
        if store is not None:
            with closing(store):
                for record in store.searches():
                    search = _shown(record, store)
                    searches.append(sight.unseen(record, search, _seen_of(search, seen)))
        return Overview(searches, sight.seen_now())

    def latest(
        self,
        name: str,
        *,
        seen: Mapping[str, Seen | str] | Seen | str | None = None,
        limit: int = 10,
        offset: int = 0,
    ) -> Latest:
        """The newest articles that a saved search finds: those that came into the index last.

        An article that has changed comes last again. Neither clocks nor the dates of articles
        decide, and it makes no difference whether, and when, the saved searches are run.

        Args:
            name: of the search.
            seen: up to where somebody has seen it, as for `overview`.
            limit: how many articles at most.
            offset: how many to leave out first.

        Raises:
            InvalidArgumentError: there is no saved search of that name, or it cannot be run.
        """
        check_count("limit", limit)
        check_count("offset", offset)
        sight = Sight(self._snapshots.latest())
        store = opened_to_read(self._layout)
        if store is None:
            raise unknown(name, ())
        with closing(store):
            (record,) = named([name], store)
            search, key = _shown(record, store), store.id
        return sight.latest(
            record,
            search,
            seen=_seen_of(search, seen),
            limit=limit,
            offset=offset,
            entry_of=lambda article: entry_id(key, record.search, article),
        )


def named(names: Sequence[str], store: SavedStore) -> list[SearchRecord]:
    """The saved searches of some names, each once.

    Raises:
        InvalidArgumentError: there is none of one of them.
    """
    found: dict[int, SearchRecord] = {}
    for name in names:
        record = store.find(name_key(name))
        if record is None:
            raise unknown(name, [each.name for each in store.searches()])
        found[record.search] = record
    return list(found.values())


def _found_by(query: str, arguments: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """What decides which articles a search finds."""
    kept = {name: value for name, value in arguments.items() if name not in _OF_ORDER}
    if "sources" in kept:
        kept["sources"] = sorted(kept["sources"])
    return " ".join(query.split()), kept


def unknown(name: str, known: Sequence[str]) -> InvalidArgumentError:
    """What is said of a name that is not among those that are known."""
    near = nearest_name(name, known)
    hint = f"did you mean {near}?" if near else "`searchnews saved list` names them all"
    return InvalidArgumentError(f"there is no saved search {name}; {hint}")


def _shown(record: SearchRecord, store: SavedStore) -> SavedSearch:
    return saved_search(record, store.id, waiting_of(record, store.outbox))


def _seen_of(
    search: SavedSearch, seen: Mapping[str, Seen | str] | Seen | str | None
) -> Seen | None:
    given = seen.get(search.id) if isinstance(seen, Mapping) else seen
    return Seen.read(given) if isinstance(given, str) else given
