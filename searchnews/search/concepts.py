"""What `@name` means in the queries of an index, its lists and saved searches; who names which."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import closing, suppress

from searchnews.errors import InvalidArgumentError
from searchnews.query.concepts.definitions import AllConcepts, Concepts, SearchDefinition
from searchnews.query.concepts.lists import Lists
from searchnews.query.concepts.mentions import concepts_named_in
from searchnews.query.concepts.names import SIGN, name_key
from searchnews.search.options import SearchOptions
from searchnews.search.stored_arguments import arguments_of, has_own_lists
from searchnews.storage.layout import Layout
from searchnews.storage.lists.opening import IndexLists, lists_in
from searchnews.storage.saved.contract import SavedStore
from searchnews.storage.saved.opening import is_foreign, opened_to_read
from searchnews.storage.saved.records import SearchRecord


def concepts_of(layout: Layout, lists: Lists | None, today: datetime.date) -> Concepts:
    """The concepts of an index; `lists` are those of the index if None."""
    return AllConcepts([lists_of(layout, lists), SavedConcepts(layout, today)])


def lists_of(layout: Layout, lists: Lists | None) -> Lists | IndexLists:
    """The lists that the queries of an index know: those named, else its own."""
    return lists or lists_in(layout)


class SavedConcepts:
    """The saved searches of an index, as concepts."""

    def __init__(self, layout: Layout, today: datetime.date) -> None:
        self._layout = layout
        self._today = today

    def definition(self, name: str) -> SearchDefinition | None:
        """The saved search of this name; None if there is none.

        Raises:
            InvalidArgumentError: a file that it names is gone.
            EngineError, IndexDamagedError: the saved searches cannot be read.
        """
        store = self._opened()
        if store is None:
            return None
        with closing(store):
            record = store.find(name_key(name))
        if record is None:
            return None
        options = SearchOptions.of(arguments_of(record.arguments), self._today)
        own = (
            None if options.lists is None else concepts_of(self._layout, options.lists, self._today)
        )
        return SearchDefinition(record.name, record.query, options.filters, options.synonyms, own)

    def names(self) -> Iterator[str]:
        """The names of all saved searches."""
        store = self._opened()
        if store is not None:
            with closing(store):
                yield from [record.name for record in store.searches()]

    def where(self) -> str:
        """How one is made."""
        return "searches are saved by `searchnews saved add`"

    def _opened(self) -> SavedStore | None:
        """What keeps them; None where nothing does, or a file of the user's is in its place."""
        return None if is_foreign(self._layout) else opened_to_read(self._layout)


def users_of(name: str, layout: Layout) -> list[str]:
    """The names of the saved searches whose query names `@name`, then the lists that do, as @list.

    Nobody uses a name that is a list's and a saved search's: no query with it can be run.

    Raises:
        EngineError, IndexDamagedError: they cannot be read.
    """
    key, searches, lists = name_key(name), _searches(layout), lists_in(layout)
    is_list = key in map(name_key, lists.names())
    if is_list and key in (name_key(each.name) for each in searches):
        return []
    using = [
        each.name
        for each in searches
        if key in concepts_named_in(each.query) and not (is_list and has_own_lists(each.arguments))
    ]
    using += [f"{SIGN}{each}" for each in _lists_that_name(key, lists)]
    return [each for each in using if name_key(each.removeprefix(SIGN)) != key]


def check_unused(name: str, layout: Layout) -> None:
    """Refuse to remove what others use: they could not be run without it.

    Raises:
        InvalidArgumentError: a saved search, or a list, names it.
        EngineError, IndexDamagedError: they cannot be read.
    """
    users = users_of(name, layout)
    if users:
        raise InvalidArgumentError(
            f"@{name} is used by {', '.join(users)}, and is missing there once it is removed; "
            "remove what uses it first, or say by --force that you mean it"
        )


def _searches(layout: Layout) -> list[SearchRecord]:
    store = None if is_foreign(layout) else opened_to_read(layout)
    if store is None:
        return []
    with closing(store):
        return store.searches()


def _lists_that_name(key: str, lists: IndexLists) -> Iterator[str]:
    for name in sorted(lists.names(), key=name_key):
        with suppress(InvalidArgumentError):  # one that cannot be read uses nothing
            if SIGN not in (lists.text(name) or ""):
                continue
            found = lists.definition(name)
            if found and any(key in concepts_named_in(each.text) for each in found.expressions):
                yield name
