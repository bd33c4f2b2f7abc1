"""Which articles have matched a saved search, as notes in the cluster.

Each run notes what came to match and what matches no more; nothing is ever changed in a note. The
last notes are joined into one whenever the one before is not much longer, so that there are few.
"""

from __future__ import annotations

import json
import uuid
import zlib
from base64 import b64decode, b64encode
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import Final, NamedTuple

from searchnews.engines.opensearch.kept import stamped
from searchnews.engines.opensearch.meta import Meta
from searchnews.errors import IndexDamagedError
from searchnews.storage.saved.cluster.states import Note

_MOST_ARTICLES: Final = 200_000
"""Of one document, which is some megabytes then."""
_JOINED_UP_TO: Final = 4
"""A note is joined with those behind it if it is at most so many times as long as they are."""
_NOTES_AT_ONCE: Final = 10


class Noted(NamedTuple):
    """What a note says."""

    matching: Collection[str]
    """Articles that came to match."""
    no_more: Collection[str]
    """Articles that match no more."""


class Matched:
    """Reads and writes notes."""

    def __init__(self, meta: Meta, index: str) -> None:
        """`index` is its name, for messages."""
        self._meta = meta
        self._index = index

    def write(self, matching: Iterable[str], no_more: Iterable[str]) -> Note:
        """Note articles; nobody sees it before the document of the search names the note."""
        names: list[str] = []
        articles = 0
        for kind, ids in (("matching", iter(matching)), ("no_more", iter(no_more))):
            while some := list(islice(ids, _MOST_ARTICLES)):
                name = f"matched-{uuid.uuid4().hex}"
                packed = b64encode(zlib.compress(json.dumps(sorted(some)).encode())).decode()
                self._meta.put(name, stamped(name, {kind: packed}))
                names.append(name)
                articles += len(some)
        return Note(tuple(names), articles)

    def among(self, notes: Iterable[Note], articles: Collection[str] | None) -> set[str]:
        """Which of some articles match by notes, the oldest first; all that do if None.

        Raises:
            IndexDamagedError: a note is missing or damaged.
        """
        wanted = None if articles is None else frozenset(articles)
        matching: set[str] = set()
        for noted in self._read(notes):
            matching.update(noted.matching if wanted is None else wanted & {*noted.matching})
            matching.difference_update(noted.no_more)
        return matching

    def appended(
        self, notes: tuple[Note, ...], matching: Collection[str], no_more: Collection[str]
    ) -> tuple[Note, ...]:
        """The notes with a new one behind, which the last ones may be joined with."""
        articles = len(matching) + len(no_more)
        if not articles:
            return notes
        kept = len(notes)
        while kept and notes[kept - 1].articles <= _JOINED_UP_TO * articles:
            kept -= 1
            articles += notes[kept].articles
        joined: set[str] = set()
        gone: set[str] = set()
        for noted in (*self._read(notes[kept:]), Noted(matching, no_more)):
            joined.difference_update(noted.no_more)
            gone.difference_update(noted.matching)
            joined.update(noted.matching)
            gone.update(noted.no_more)
        written = self.write(joined, gone if kept else ())
        return (*notes[:kept], written) if written.names else notes[:kept]

    def _read(self, notes: Iterable[Note]) -> Iterator[Noted]:
        """What some notes say, document by document."""
        names = [name for note in notes for name in note.names]
        for start in range(0, len(names), _NOTES_AT_ONCE):
            some = names[start : start + _NOTES_AT_ONCE]
            found = self._meta.get_all(some)
            for name in some:
                if name not in found:
                    raise self._damaged(name, "it is missing")
                content = found[name].content
                try:
                    yield Noted(*(_unpacked(content.get(kind)) for kind in Noted._fields))
                except (ValueError, TypeError, zlib.error) as error:
                    raise self._damaged(name, str(error)) from error

    def _damaged(self, name: str, reason: str) -> IndexDamagedError:
        return IndexDamagedError(
            f"the note {name} of the saved searches of {self._index} cannot be read ({reason}); "
            "restore a snapshot of the cluster, or remove the search and save it again"
        )


def _unpacked(packed: str | None) -> list[str]:
    if packed is None:
        return []
    ids: list[str] = json.loads(zlib.decompress(b64decode(packed)))
    return ids
