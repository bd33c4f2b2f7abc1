"""Which machine runs a saved search: any, or the one that has the files or programs it needs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from searchnews.errors import InvalidArgumentError
from searchnews.storage.layout import Layout
from searchnews.storage.saved.records import SearchRecord

_DELIVERED_HERE: Final = frozenset(("feed", "command"))
"""The ways of delivery that need files or programs of a machine."""
_FILES: Final = frozenset(("lists", "synonyms"))
"""The arguments of a search that name files."""


def machine_of(record: SearchRecord, layout: Layout) -> str | None:
    """The machine that alone can run a search, as its files or programs are there; None for any."""
    needs_files = not _FILES.isdisjoint(record.arguments)
    is_delivered_here = any(each.kind in _DELIVERED_HERE for each in record.deliveries)
    if layout.address is None or not (needs_files or is_delivered_here):
        return None
    from searchnews.storage.cluster.machine import this_machine

    return this_machine()


def run_here(records: Sequence[SearchRecord], names: Sequence[str]) -> list[SearchRecord]:
    """Those that are run on this machine.

    Raises:
        InvalidArgumentError: one of those that are named is not.
    """
    if all(record.machine is None for record in records):
        return list(records)
    from searchnews.storage.cluster.machine import MACHINE, this_machine

    here = this_machine()
    for record in records if names else ():
        if record.machine not in (None, here):
            raise InvalidArgumentError(
                f"{record.name} is run on {record.machine} alone, where its files are; run it "
                f"there, or take its place with {MACHINE}={record.machine}"
            )
    return [record for record in records if record.machine in (None, here)]
