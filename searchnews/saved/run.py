"""A run of saved searches: look for what is new, put it in the outbox, deliver it.

What is found and how far was looked are written in one transaction, before anything is delivered;
what was delivered is noted after it was. So wherever a run ends, the next one delivers what is
missing, under the ids that it had.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final, TypeAlias

from searchnews.errors import DeliveryError, IndexLockedError, InvalidArgumentError
from searchnews.saved.deliveries.parcel import Parcel
from searchnews.saved.deliveries.send import PRINTED, keeps, send, shown
from searchnews.saved.message import MOST_ARTICLES, Message, unpacked
from searchnews.saved.news import News, Outlook, news_of
from searchnews.storage.saved.contract import SavedStore
from searchnews.storage.saved.records import (
    Delivery,
    Found,
    Kind,
    NewMessage,
    SearchRecord,
    Waiting,
)
from searchnews.storage.snapshots import Snapshot

Printer: TypeAlias = Callable[[Message], None]
"""Takes the messages of searches that are delivered to no other place."""

_SEARCHES_AT_ONCE: Final = 50
"""That are looked through in one transaction: to end one takes as long as to look through ten."""


@dataclass(slots=True)
class SearchRun:
    """What became of one saved search in a run."""

    name: str
    new: int = 0
    """Articles that were found in this run."""
    delivered: dict[Delivery, int] = field(default_factory=dict)
    """To where, and how many articles, those of earlier runs included."""
    problems: list[str] = field(default_factory=list)
    """Why it could not be run, or what could not be delivered, a sentence each."""
    warnings: tuple[str, ...] = ()
    """Of its query."""


@dataclass(slots=True)
class RunReport:
    """What a run of saved searches did."""

    searches: list[SearchRun]
    messages: list[Message] = field(default_factory=list)
    """Of the searches that are delivered to no other place, where nobody took them one by one."""

    @property
    def problems(self) -> list[str]:
        """All problems, each with the name of its search."""
        return [f"{each.name}: {why}" for each in self.searches for why in each.problems]


class Run:
    """One run of some saved searches."""

    def __init__(
        self,
        store: SavedStore,
        records: Sequence[SearchRecord],
        index: str,
        printer: Printer | None,
        is_stopped: Callable[[], bool],
        check_right: Callable[[], None],
    ) -> None:
        """Where `is_stopped`, no other message is begun; `index` is what messages name.

        `check_right` makes sure that nobody else runs them; it is called before each message.
        """
        self._store = store
        self._records = records
        self._index = index
        self.report = RunReport([SearchRun(record.name) for record in records])
        self._of = dict(
            zip((record.search for record in records), self.report.searches, strict=True)
        )
        self._printer = printer or self.report.messages.append
        self._is_stopped = is_stopped
        self._check_right = check_right
        self._failing: set[Delivery] = set()
        self._failing_kinds: set[Kind] = set()
        """What failed in this run, and is not tried again."""

    def deliver_waiting(self) -> None:
        """Deliver what earlier runs have left."""
        waiting = self._store.outbox.searches_waiting()
        for record in self._records:
            if record.search in waiting:
                self._deliver(record)

    def look(self, snapshot: Snapshot, at_once: int = _SEARCHES_AT_ONCE) -> None:
        """Look for what is new, and deliver it."""
        outlook = Outlook(snapshot)
        for start in range(0, len(self._records), at_once):
            if self._is_stopped():
                return
            records = self._records[start : start + at_once]
            with_news: list[SearchRecord] = []
            noted = self._store.note_found(self._found(records, outlook, with_news))
            for record in with_news:
                if record.search in noted:
                    self._deliver(record)

    def _found(
        self, records: Sequence[SearchRecord], outlook: Outlook, with_news: list[SearchRecord]
    ) -> Iterator[Found]:
        """What is new in some searches; those with anything are put into `with_news`."""
        for news in news_of(records, outlook, self._store):
            if isinstance(news, News):
                found = self._found_of(news, outlook)
                if found.messages:
                    with_news.append(news.record)
                yield found
            else:
                self._note_problem(*news)

    def _found_of(self, news: News, outlook: Outlook) -> Found:
        """What is new in a search, as it waits for its delivery."""
        record = news.record
        messages: list[NewMessage] = []
        made = datetime.now(UTC).isoformat(timespec="seconds")
        total = len(news.records)
        parts = -(-total // MOST_ARTICLES)
        for part, articles in enumerate(news.articles(), 1):
            message = Message(
                search=record.name,
                query=record.query,
                understood=news.query.understood,
                made=made,
                index=self._index,
                commit=outlook.snapshot.stamp,
                total=total,
                copies=news.copies,
                part=part,
                parts=parts,
                warnings=news.query.warnings,
                articles=articles,
            )
            deliveries = record.deliveries or (PRINTED,)
            messages.append(NewMessage(len(articles), message.packed(), deliveries))
        # The newest article may have been deleted.
        last = outlook.last
        if record.index_made == outlook.index_made:
            last = max(last, record.last_number)
        run = self._of[record.search]
        run.new, run.warnings = total + news.copies, news.query.warnings
        return Found(
            record.search, last, outlook.index_made, made, tuple(messages), news.new, news.no_more
        )

    def _note_problem(self, record: SearchRecord, error: InvalidArgumentError) -> None:
        self._store.note_problem(record.search, str(error))
        self._of[record.search].problems.append(f"it was not run: {error}")

    def _deliver(self, record: SearchRecord) -> None:
        """Deliver all messages of a search that wait, oldest first."""
        for waiting in self._store.outbox.waiting(record.search):
            if self._is_stopped():
                return
            # The later ones would come before the one that failed.
            delivery = waiting.delivery
            if delivery not in self._failing and delivery.kind not in self._failing_kinds:
                self._deliver_one(record, waiting)
        self._store.outbox.prune(record.search, keeps(record.deliveries))

    def _deliver_one(self, record: SearchRecord, waiting: Waiting) -> None:
        outbox, name = self._store.outbox, self._store.id
        self._check_right()
        stored = outbox.message(waiting)
        if stored is None:
            return
        message = unpacked(stored, name)
        run = self._of[record.search]
        try:
            if waiting.delivery == PRINTED:
                self._printer(message)
            else:
                parcel = Parcel(message, lambda most: list(self._latest(waiting, record, most)))
                send(waiting.delivery, parcel)
        except DeliveryError as error:
            outbox.failed(waiting, str(error))
            self._failing.add(waiting.delivery)
            if error.is_of_all:
                self._failing_kinds.add(waiting.delivery.kind)
            where = shown(waiting.delivery)
            run.problems.append(f"{where}: {error}; it waits for the next run")
            return
        outbox.delivered(waiting)
        articles = run.delivered.get(waiting.delivery, 0) + len(message.articles)
        run.delivered[waiting.delivery] = articles

    def _latest(self, waiting: Waiting, record: SearchRecord, most: int) -> Iterator[Message]:
        for stored in self._store.outbox.latest(record.search, waiting.message, most):
            yield unpacked(stored, self._store.id)


def check_vocabulary(snapshot: Snapshot) -> None:
    """Refuse a snapshot whose newest words are not known by their inflections yet.

    Raises:
        IndexLockedError: somebody writes to the index.
    """
    if snapshot.reader.articles and snapshot.vocabulary.stamp != snapshot.reader.stamp:
        raise IndexLockedError(
            f"{snapshot.layout.name} is being written to, and not all its words are known yet;"
            " run the saved searches again when that is done"
        )
