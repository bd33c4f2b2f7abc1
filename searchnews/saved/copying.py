"""Taking the lists and the saved searches of an index into another one, with all that is known."""

from __future__ import annotations

from contextlib import closing

from searchnews.query.concepts.names import name_key
from searchnews.saved.machines import machine_of
from searchnews.storage.layout import Layout
from searchnews.storage.lists.opening import lists_in
from searchnews.storage.saved.contract import SavedStore
from searchnews.storage.saved.opening import is_foreign, opened_to_read, opened_to_write


def copy_lists(source: Layout, target: Layout) -> list[str]:
    """Copy the lists of an index whose names are free in the other; gives their names.

    Raises:
        InvalidArgumentError: one of them cannot be read.
        EngineError: one of them cannot be written.
    """
    lists, others = lists_in(source), lists_in(target)
    taken = {name_key(name) for name in others.names()}
    copied = []
    for name in sorted(lists.names(), key=name_key):
        text = None if name_key(name) in taken else lists.text(name)
        if text is not None:
            others.put(name, text)
            copied.append(name)
    return copied


def copy_saved(source: Layout, target: Layout) -> list[str]:
    """Copy the saved searches of an index whose names are free in the other; gives their names.

    What has matched, and what waits to be delivered, comes along under the same ids. So where just
    the other one is run from now on, nothing is lost and nothing comes twice.

    Raises:
        EngineError, IndexDamagedError: they cannot be read or written.
    """
    store = None if is_foreign(source) else opened_to_read(source)
    if store is None:
        return []
    with closing(store):
        return _copied(store, target)


def _copied(store: SavedStore, target: Layout) -> list[str]:
    kept = [
        # Which index it is that was looked at is not known of the other one: all of it is, once.
        each._replace(
            record=each.record._replace(machine=machine_of(each.record, target), index_made="")
        )
        for each in store.kept()
    ]
    if not kept:
        return []
    with closing(opened_to_write(target, known_as=store.id)) as other:
        return [record.name for record in other.restore(kept, store.id)]
