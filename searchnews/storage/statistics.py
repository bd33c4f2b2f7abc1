"""What is in an index, in numbers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NamedTuple

from searchnews.engines.base import Sort
from searchnews.errors import IndexDamagedError, IndexLockedError
from searchnews.index_fields import PUBLISHER
from searchnews.query.clauses import Days, Everything
from searchnews.sqlite import files_of
from searchnews.storage.layout import Layout
from searchnews.storage.snapshots import Snapshot


@dataclass(frozen=True, slots=True)
class Statistics:
    """What is in an index."""

    articles: int
    dated: int
    """How many articles have a date."""
    oldest: str | None
    newest: str | None
    copies: int | None
    """How many articles are copies, or other versions, of one that was published before; None where
    that cannot be read."""
    sources: dict[str, int]
    """Who published, most articles first."""
    words: int
    """Different words."""
    bytes: int
    """On disk; in a cluster all copies of the articles, and what this machine has of the index."""
    engine: str
    engine_version: str
    format: int
    analysis_version: int
    created: str
    made_by: str

    def to_dict(self) -> dict[str, Any]:
        """The numbers as the command line prints them in JSON."""
        return asdict(self)


class Summary(NamedTuple):
    """The least of it, which takes no longer the more articles there are."""

    articles: int
    oldest: str | None
    newest: str | None
    sources: int
    """How many published them."""


def summary(snapshot: Snapshot) -> Summary:
    """What is in an index at one commit, in a few words."""
    reader = snapshot.reader
    return Summary(
        reader.articles,
        _first_date(snapshot, "date"),
        _first_date(snapshot, "-date"),
        sum(1 for _ in reader.words(PUBLISHER)),
    )


def statistics(layout: Layout, snapshot: Snapshot) -> Statistics:
    """Count what is in an index at one commit."""
    reader, description = snapshot.reader, snapshot.description
    counts = sorted(reader.words(PUBLISHER), key=lambda count: (-count[1], count[0]))
    return Statistics(
        articles=reader.articles,
        dated=reader.search(Days(None, None), limit=0).total,
        oldest=_first_date(snapshot, "date"),
        newest=_first_date(snapshot, "-date"),
        copies=_copies(snapshot),
        sources=dict(counts),
        words=len(snapshot.vocabulary),
        bytes=_bytes(layout),
        engine=description.engine,
        engine_version=description.engine_version,
        format=description.format,
        analysis_version=description.analysis_version,
        created=description.created,
        made_by=description.made_by,
    )


def _copies(snapshot: Snapshot) -> int | None:
    numbers = snapshot.reader.numbers(Everything()).numbers
    # Of the copies: `check` makes them again. In a cluster somebody else may be making them.
    with suppress(IndexDamagedError, IndexLockedError):
        return len(numbers) - snapshot.groups.count(numbers)
    return None


def _first_date(snapshot: Snapshot, sort: Sort) -> str | None:
    page = snapshot.reader.search(Days(None, None), limit=1, sort=sort).page
    return snapshot.article(page[0].stored).date if page else None


def _bytes(layout: Layout) -> int:
    here = sum(map(_size, _files(layout)))
    if layout.address is None:
        return here
    from searchnews.storage.cluster.here import bytes_in_cluster

    return here + bytes_in_cluster(layout)


def _files(layout: Layout) -> Iterator[Path]:
    """The files of an index; those of the user in its directory are not counted."""
    locks = (*layout.writing, *layout.running, *layout.recognising)
    yield from (layout.marker, layout.description, *locks)
    for part in (*layout.parts(), layout.made_on_demand(), files_of(layout.saved)):
        for path in part:
            yield path
            if path.is_dir():
                yield from path.rglob("*")


def _size(path: Path) -> int:
    """In bytes; 0 for a directory, or a file that is gone, as where somebody writes."""
    with suppress(OSError):
        return path.stat().st_size if path.is_file() else 0
    return 0
