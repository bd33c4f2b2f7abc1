"""The log of words: what each commit adds to the words of an index, and in how many articles.

A cluster does not give its words: to walk through them takes seconds of its processors, and there
are limits to how many it gives. So each commit notes its own, sorted and compressed, and who wants
all of them adds the notes up. Notes of several commits are joined into one now and then, so that
there are few, whose number grows with the logarithm of the commits.
"""

from __future__ import annotations

import heapq
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, islice
from operator import itemgetter
from typing import Final, NamedTuple, TypeAlias
from uuid import uuid4

from searchnews.engines.opensearch.meta import Meta
from searchnews.errors import IndexDamagedError

JOINED_AT: Final = 8
"""So many notes of one size are joined into one of the next."""
_MOST_WORDS: Final = 500_000
"""Of one document, which is some megabytes then."""

Counted: TypeAlias = Iterable[tuple[str, int]]
"""Words, sorted, and in how many articles they are."""


class Note(NamedTuple):
    """Words that were noted, in one document or several."""

    names: tuple[str, ...]
    """Of the documents."""
    size: int
    """How often they were joined."""


class WordLog:
    """Reads and writes notes."""

    def __init__(self, meta: Meta, name: str) -> None:
        """`name` is that of the index, for messages."""
        self._meta = meta
        self._name = name

    def write(self, words: Mapping[str, Counted], size: int = 0) -> Note:
        """Note words by field; nobody sees them before a commit names the note."""
        names = []
        document: dict[str, str] = {}
        room = _MOST_WORDS
        for field, counted in words.items():
            remaining = iter(counted)
            while lines := _lines(remaining, room):
                document[field] = _packed(lines)
                room -= len(lines)
                if not room:
                    names.append(self._put(document))
                    document, room = {}, _MOST_WORDS
        if document:
            names.append(self._put(document))
        return Note(tuple(names), size)

    def words(self, notes: Iterable[Note], field: str) -> Iterator[tuple[str, int]]:
        """The words of a field in all notes, sorted, and their counts added up.

        Raises:
            IndexDamagedError: a note is missing or damaged.
        """
        each = [self._noted(name, field) for note in notes for name in note.names]
        for word, same in groupby(heapq.merge(*each), key=itemgetter(0)):
            yield word, sum(count for _, count in same)

    def joined(self, notes: list[Note], fields: Iterable[str]) -> Note:
        """Several notes of one size as one of the next, written anew."""
        return self.write({f: self.words(notes, f) for f in fields}, notes[0].size + 1)

    def delete(self, notes: Iterable[Note]) -> None:
        """Delete notes that no commit names any more."""
        for note in notes:
            for name in note.names:
                self._meta.delete(name)

    def _put(self, document: dict[str, str]) -> str:
        name = f"words-{uuid4().hex}"
        self._meta.put(name, dict(document))
        return name

    def _noted(self, name: str, field: str) -> Iterator[tuple[str, int]]:
        document = self._meta.get(name)
        if document is None:
            raise IndexDamagedError(self._damage(name, "it is missing"))
        packed = document.content.get(field)
        if packed is None:
            return
        try:
            lines = zlib.decompress(b64decode(packed)).decode().split("\n")
            for word, _, count in (line.rpartition(" ") for line in lines):
                yield word, int(count)
        except (ValueError, zlib.error) as error:
            raise IndexDamagedError(self._damage(name, str(error))) from error

    def _damage(self, name: str, reason: str) -> str:
        return (
            f"the words {name} of {self._name} cannot be read ({reason}); run `searchnews index "
            "--rebuild`, which makes the index again from the articles it holds"
        )


def to_join(notes: Iterable[Note]) -> list[Note]:
    """Those of the notes that are to be joined; none if there are few of each size.

    >>> [note.size for note in to_join([Note((), size) for size in (1, 0, *[0] * 7)])]
    [0, 0, 0, 0, 0, 0, 0, 0]
    """
    by_size: dict[int, list[Note]] = {}
    for note in notes:
        by_size.setdefault(note.size, []).append(note)
    return next((same for same in by_size.values() if len(same) >= JOINED_AT), [])


def _lines(counted: Iterator[tuple[str, int]], most: int) -> list[str]:
    return [f"{word} {count}" for word, count in islice(counted, most)]


def _packed(lines: list[str]) -> str:
    return b64encode(zlib.compress("\n".join(lines).encode())).decode()
