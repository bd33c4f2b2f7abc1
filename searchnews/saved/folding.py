"""New articles that are copies of one another: one record for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from searchnews.errors import IndexDamagedError
from searchnews.storage.snapshots import Snapshot


class Numbered(NamedTuple):
    """An article and its number."""

    id: str
    number: int


class Record(NamedTuple):
    """An article that is delivered, and those that are delivered with it."""

    id: str
    copies: tuple[str, ...] = ()
    """The ids of its copies, and other versions of it, that are new as well."""
    is_changed: bool = False
    """Whether it had matched before, and has changed since."""


def folded(new: Sequence[Numbered], snapshot: Snapshot) -> list[Record]:
    """New articles, those of one group as one record, which stands where the first of them does.

    Where copies have not been recognised yet, or their file is damaged, each stands for itself.
    """
    if len(new) < 2:  # the common case, which needs neither groups nor numpy
        return [Record(each.id) for each in new]
    import numpy as np

    try:
        leaders = snapshot.groups.leaders_of(np.array([each.number for each in new], np.int64))
    except IndexDamagedError:
        return [Record(each.id) for each in new]
    by_leader: dict[int, list[str]] = {}
    for each, leader in zip(new, leaders.tolist(), strict=True):
        by_leader.setdefault(leader, []).append(each.id)
    return [Record(first, tuple(others)) for first, *others in by_leader.values()]
