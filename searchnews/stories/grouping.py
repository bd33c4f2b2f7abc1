"""Who leads which story, kept up to date: only what may have changed is looked at again.

Dispatches are taken in order of their dates. Each joins the leader that it is most like, or becomes
one. So a place depends on those that came before alone, and a change passes on to those that come
later and are alike. Stories are connected day by day over years, so they cannot be grouped anew.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping
from typing import NamedTuple, Protocol, TypeAlias

Moment: TypeAlias = int
"""The number of a date."""


class Neighbour(NamedTuple):
    """A dispatch that is like another one."""

    moment: Moment
    number: int
    leader: int
    shared: float
    """How much they are alike."""

    @property
    def leads(self) -> bool:
        """Whether it leads."""
        return self.leader == self.number


class Places(Protocol):
    """Where dispatches stand: those that are like another one."""

    def moment(self, number: int) -> Moment | None:
        """When a dispatch was published; None if it is not there."""

    def leader(self, number: int) -> int:
        """Whom it follows."""

    def neighbours(self, number: int) -> list[Neighbour]:
        """Those that are like it."""

    def put(self, number: int, leader: int, shared: float) -> None:
        """Note whom it follows."""

    def drop(self, number: int) -> None:
        """Note that none is like it any more."""


def regroup(places: Places, changed: Iterable[int], new: Mapping[int, object] | set[int]) -> None:
    """Give those their places whose neighbours have changed, and those who depend on them.

    `new` are the dispatches that have had no place before.
    """
    waiting: list[tuple[Moment, int]] = []
    known: set[int] = set()

    def wait(number: int, moment: Moment | None) -> None:
        if moment is not None and number not in known:
            known.add(number)
            heapq.heappush(waiting, (moment, number))

    for number in changed:
        wait(number, places.moment(number))
    while waiting:
        moment, number = heapq.heappop(waiting)
        neighbours = places.neighbours(number)
        led_before = number not in new and places.leader(number) == number
        if not neighbours:
            places.drop(number)
            continue
        before = [n for n in neighbours if n.leads and (n.moment, n.number) < (moment, number)]
        if before:
            best = min(before, key=lambda n: (-n.shared, n.moment, n.number))
            places.put(number, best.number, best.shared)
        else:
            places.put(number, number, 1.0)
        if number in new or led_before != (not before):
            for later in neighbours:
                if (later.moment, later.number) > (moment, number):
                    wait(later.number, later.moment)
