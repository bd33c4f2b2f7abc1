"""What saved searches find, newest first, for who looks: nothing is noted, nothing delivered.

So it takes nothing away from a run, which delivers what it would have delivered.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from searchnews.engines.addresses import address_of
from searchnews.engines.base import Match
from searchnews.errors import IndexLockedError, InvalidArgumentError, SearchNewsError
from searchnews.query.clauses import All, Clause, Numbers
from searchnews.saved.news import Outlook, planned
from searchnews.saved.run import check_vocabulary
from searchnews.saved.saved_search import SavedSearch
from searchnews.saved.seen import Latest, Seen, Unseen
from searchnews.search.presenter import Presenter
from searchnews.storage.marker import marker_id
from searchnews.storage.saved.records import SearchRecord
from searchnews.storage.snapshots import Snapshot

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

# The newest articles are looked for among so many numbers, then among eight times as many: most
# searches have some among the last, and no list is made of all that match.
_FIRST_LOOK: Final = 10_000
_FARTHER: Final = 8
_GONE: Final = (
    "what was seen is of another index, or of a state that is gone: what is new since then is not "
    "known"
)


class Sight:
    """One commit, to be looked at."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._outlook = Outlook(snapshot)
        self.index_id = index_id_of(snapshot)
        self._moved: dict[int, frozenset[int]] = {}

    def seen_now(self) -> Seen | None:
        """Says that everything up to now was seen.

        None while somebody writes and the newest words are not known by their inflections yet: an
        article that is found by one of them alone would be passed over.
        """
        try:
            check_vocabulary(self._snapshot)
        except IndexLockedError:
            return None
        return Seen(self.index_id, self._outlook.last)

    def unseen(self, record: SearchRecord, search: SavedSearch, seen: Seen | None) -> Unseen:
        """How much of a saved search came after what was seen."""
        try:
            query, _ = planned(record, self._snapshot)
        except InvalidArgumentError as error:
            return Unseen(search, None, str(error))
        return Unseen(search, self._count(query.plan.strict.clause, seen), None)

    def latest(
        self,
        record: SearchRecord,
        search: SavedSearch,
        *,
        seen: Seen | None,
        limit: int,
        offset: int,
        entry_of: Callable[[str], str],
    ) -> Latest:
        """The newest articles of a saved search; `entry_of` names each in its feeds by its id.

        Raises:
            InvalidArgumentError: it cannot be run.
        """
        query, options = planned(record, self._snapshot)
        strict = query.plan.strict
        is_gone = seen is not None and not self._is_of_now(seen)
        found = self._matches(strict.clause, limit, offset)
        hits = Presenter(self._snapshot, options).hits(
            found, strict, first_rank=offset + 1, strict_ids={each.id for each in found}
        )
        return Latest(
            search=search,
            understood=query.understood,
            total=self._total(strict.clause, 1),
            unseen=self._count(strict.clause, seen),
            hits=tuple(hits),
            are_new=tuple(self._are_new(found, seen)),
            entries=tuple([entry_of(each.id) for each in found]),
            seen=self.seen_now(),
            warnings=(*query.warnings, *([_GONE] if is_gone else [])),
        )

    def _count(self, clause: Clause, seen: Seen | None) -> int | None:
        if seen is None or not self._is_of_now(seen):
            return None
        later = self._total(clause, seen.number + 1)
        if not later or not (moved := self._moved_since(seen)):
            return later
        among = All((clause, Numbers(seen.number + 1, self._outlook.last)))
        return later - sum(
            number in moved for number in self._snapshot.reader.numbers(among).numbers.tolist()
        )

    def _moved_since(self, seen: Seen) -> frozenset[int]:
        """The numbers of articles that were seen, and whose files were only moved since."""
        if seen.number not in self._moved:
            # Imported here: who has seen all needs no manifest.
            from searchnews.indexing.known_of_articles import asked_of_manifest

            layout, moved = self._snapshot.layout, list[tuple[int, int]]()
            with suppress(SearchNewsError):  # where that is not known, they are new
                moved = asked_of_manifest(layout, lambda known: known.moved.since(seen.number))
            seen_before = (number for number, before in moved if before <= seen.number)
            self._moved[seen.number] = frozenset(seen_before)
        return self._moved[seen.number]

    def _are_new(self, found: list[Match], seen: Seen | None) -> Iterator[bool]:
        if seen is None or not self._is_of_now(seen):
            yield from (False for _ in found)
            return
        moved = self._moved_since(seen) if any(each.number > seen.number for each in found) else ()
        yield from (each.number > seen.number and each.number not in moved for each in found)

    def _is_of_now(self, seen: Seen) -> bool:
        """Whether it was seen of this index; one that was restored gives its numbers once more."""
        return seen.index_id == self.index_id and seen.number <= self._outlook.last

    def _total(self, clause: Clause, first: int) -> int:
        if first > self._outlook.last:
            return 0
        among = All((clause, Numbers(first, self._outlook.last)))
        return self._snapshot.reader.search(among, limit=0).total

    def _matches(self, clause: Clause, limit: int, offset: int) -> list[Match]:
        """One page of what matches, the highest number first."""
        numbers = self._numbers(clause, limit + offset)
        wanted = numbers[::-1][offset : offset + limit].tolist()
        stored = dict(self._snapshot.reader.numbered(wanted))
        return [
            Match(self._snapshot.article(stored[each]).id, 0.0, None, stored[each], each)
            for each in wanted
            if each in stored
        ]

    def _numbers(self, clause: Clause, wanted: int) -> npt.NDArray[np.int64]:
        """The highest numbers of what matches, at least so many if there are, rising."""
        width = _FIRST_LOOK
        while True:
            first = max(1, self._outlook.last - width + 1)
            among = All((clause, Numbers(first, self._outlook.last)))
            found = self._snapshot.reader.numbers(among).numbers
            if first == 1 or len(found) >= wanted:
                return found
            width *= _FARTHER


def index_id_of(snapshot: Snapshot) -> str:
    """Tells the index from others: the same when it is rebuilt, as the numbers are."""
    layout = snapshot.layout
    if layout.address is not None:  # the marker is that of one machine
        return hashlib.sha256(address_of(layout.address).name.encode()).hexdigest()[:8]
    made = snapshot.description.created.encode()  # for those of before there were markers
    return (marker_id(layout) or hashlib.sha256(made).hexdigest())[:8]
