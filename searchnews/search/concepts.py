"""What `@name` means in the queries of an index: its user's lists, and its saved searches."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import closing

from searchnews.query.concepts.definitions import AllConcepts, Concepts, SearchDefinition
from searchnews.query.concepts.lists import Lists
from searchnews.query.concepts.names import name_key
from searchnews.search.options import SearchOptions
from searchnews.search.stored_arguments import arguments_of
from searchnews.storage.layout import Layout
from searchnews.storage.lists.opening import IndexLists, lists_in
from searchnews.storage.saved.contract import SavedStore
from searchnews.storage.saved.opening import is_foreign, opened_to_read


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
