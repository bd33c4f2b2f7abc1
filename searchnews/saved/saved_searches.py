"""The saved searches of an index: added, listed, removed, run."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from contextlib import closing
from typing import Unpack

from searchnews.article import is_unicode
from searchnews.errors import InvalidArgumentError
from searchnews.query.concepts.names import LONGEST_NAME, is_name, name_key
from searchnews.query.reading.parser import MAX_LENGTH
from searchnews.query.syntax import Nothing
from searchnews.saved.deliveries.parcel import Parcel
from searchnews.saved.deliveries.send import checked, send
from searchnews.saved.known import Known
from searchnews.saved.looking import Looking, named, unknown
from searchnews.saved.machines import machine_of, run_here
from searchnews.saved.message import Message, unpacked
from searchnews.saved.run import Printer, Run, RunReport, check_vocabulary
from searchnews.saved.saved_search import SavedSearch, saved_search
from searchnews.search.concepts import check_unused, lists_of
from searchnews.search.options import SearchArguments
from searchnews.search.stored_arguments import stored_arguments
from searchnews.storage.saved.contract import SavedStore
from searchnews.storage.saved.opening import opened_to_read, opened_to_write
from searchnews.storage.saved.records import Delivery, SearchRecord, StoredMessage


def _never() -> bool:
    return False


def _nothing() -> None:
    return None


class SavedSearches(Looking):
    """The saved searches of an index: `index.saved`.

    All methods raise EngineError where their file cannot be read or written, and IndexDamagedError
    where it is damaged.
    """

    def add(
        self,
        name: str,
        query: str,
        *,
        deliveries: Sequence[Delivery] = (),
        since: str | None = None,
        updates: bool = False,
        **options: Unpack[SearchArguments],
    ) -> SavedSearch:
        """Save a search; from now on its runs give what is new.

        Args:
            name: letters, digits, - and _; `@name` in other queries means what it finds.
            query: in the language of `Index.search`, with its `options`.
            deliveries: where new articles go; without any, whoever runs it gets them.
            since: articles of this date and later count as new, though they are in the index.
            updates: whether articles that have changed are sent again.

        Raises:
            InvalidArgumentError: the name is taken, or is none; the query is empty, or names a list
                that there is not; an option makes no sense; something cannot be delivered to.
            IndexLockedError: the index is being written to, so that it cannot be said what is new.
        """
        self._check_name(name, options)
        record = SearchRecord(
            search=0,
            name=name,
            query=_checked_query(query),
            arguments=stored_arguments(options),
            deliveries=checked(deliveries),
            updates=updates,
            added=_now(),
            last_number=0,
            index_made="",
            last_run=None,
            problem=None,
        )
        snapshot = self._snapshots.latest(with_all_words=True)
        check_vocabulary(snapshot)
        known = Known.of(record, snapshot, since)
        record = record._replace(
            last_number=known.last_number,
            index_made=known.index_made,
            machine=machine_of(record, self._layout),
        )
        with closing(opened_to_write(self._layout)) as store:

            def admit(others: Sequence[SearchRecord], added: SearchRecord) -> None:
                _check_free(added, others)
                self._begin_feeds(added, known.understood, store)

            added = store.add(name_key(name), record, known.articles, admit)
            return saved_search(added, store.id)

    def remove(self, name: str, *, force: bool = False) -> None:
        """Forget a saved search, with all that waits to be delivered of it.

        One that other saved searches or lists name as `@name` is forgotten only by `force`.

        Raises:
            InvalidArgumentError: there is none of that name, or others name it.
        """
        known = opened_to_read(self._layout)
        if known is None:
            raise unknown(name, ())
        known.close()
        with closing(opened_to_write(self._layout)) as store:
            (record,) = named([name], store)
            if not force:
                check_unused(record.name, self._layout)
            store.remove(record.search)

    def run(
        self,
        *names: str,
        printer: Printer | None = None,
        is_stopped: Callable[[], bool] = _never,
    ) -> RunReport:
        """Look for what is new in saved searches, all or those named, and deliver it.

        What was not delivered by earlier runs is delivered first. Each article is delivered once,
        or once more under the same id where a run ended in between.

        Args:
            names: of the searches; none for all.
            printer: takes the messages of searches that are delivered to no other place; without
                it they are in the report.
            is_stopped: asked before each message; once it says True the run ends.

        Raises:
            InvalidArgumentError: there is no saved search of a name.
            IndexLockedError: somebody else runs them, or the index is being written to.
        """
        store = opened_to_read(self._layout)
        if store is None and not names:
            return RunReport([])
        if store is not None:
            store.close()
        # Imported here: what only lists or adds needs no locks.
        from searchnews.storage.lock import running_lock

        with (
            closing(opened_to_write(self._layout)) as store,
            running_lock(self._layout) as lease,
        ):
            records = run_here(named(names, store) if names else store.searches(), names)
            check = lease.check if lease is not None else _nothing
            run = Run(store, records, self._index_name, printer, is_stopped, check)
            run.deliver_waiting()
            snapshot = self._snapshots.latest(with_all_words=True)
            check_vocabulary(snapshot)
            run.look(snapshot)
            return run.report

    @property
    def _index_name(self) -> str:
        """What messages name: the directory of the index, or its address."""
        return self._layout.address or str(self._layout.directory.absolute())

    def _check_name(self, name: str, options: SearchArguments) -> None:
        if not isinstance(name, str) or not is_name(name):
            raise InvalidArgumentError(
                f"{name!r} is no name of a saved search: letters, digits, - and _, "
                f"{LONGEST_NAME} at most"
            )
        found = lists_of(self._layout, options.get("lists")).definition(name)
        if found is not None:
            raise InvalidArgumentError(f"{found.path} is a list of this name; choose another one")

    def _begin_feeds(self, record: SearchRecord, understood: str, store: SavedStore) -> None:
        """Write feeds without an article, to subscribe to."""
        empty = Message(
            search=record.name,
            query=record.query,
            understood=understood,
            made=record.added,
            index=self._index_name,
            commit="",
            total=0,
            copies=0,
            part=1,
            parts=1,
            warnings=(),
            articles=(),
        )
        message = unpacked(StoredMessage(0, record.search, 0, empty.packed()), store.id)
        for delivery in record.deliveries:
            if delivery.kind == "feed":
                send(delivery, Parcel(message, lambda _: [message]))


def _checked_query(query: str) -> str:
    """Refuse what is no query: other searches read any text, but what is saved is meant to stay.

    Raises:
        InvalidArgumentError: it has no word, or is too long to be read whole.
    """
    from searchnews.query.reading.parser import parse

    if not isinstance(query, str) or not is_unicode(query) or len(query) > MAX_LENGTH:
        raise InvalidArgumentError(
            f"a query to be saved is a text of {MAX_LENGTH:,} characters at most"
        )
    if isinstance(parse(query).tree, Nothing):
        raise InvalidArgumentError(
            "the query has no word to search for; * stands for every article"
        )
    return query


def _check_free(record: SearchRecord, others: Sequence[SearchRecord]) -> None:
    """Refuse a name that is taken, and a feed that another search writes."""
    for other in others:
        if name_key(other.name) == name_key(record.name):
            raise InvalidArgumentError(
                f"there is a saved search {other.name} already; remove it first, or choose another "
                "name"
            )
        for delivery in set(other.deliveries) & set(record.deliveries):
            if delivery.kind == "feed" and other.machine == record.machine:
                raise InvalidArgumentError(
                    f"{delivery.target} is the feed of {other.name}; choose another file"
                )


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
