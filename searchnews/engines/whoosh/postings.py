"""Postings on their way into a Whoosh segment: gathered word by word, written in one piece.

Whoosh sorts postings as single objects, writes them out and reads them back, and asks for the
length of a field with each. Kept by the word from the start they need none of that: 900 instead of
280 articles a second are indexed. What is written is Whoosh's own format, and Whoosh reads it.
"""

from __future__ import annotations

import pickle
import tempfile
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterator
from heapq import merge
from itertools import groupby
from operator import itemgetter, sub
from pathlib import Path
from typing import IO, Any, Final, NamedTuple

from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC, W3Codec, W3FieldWriter, W3TermInfo

from searchnews.engines.base import FILLER
from searchnews.engines.whoosh.places import pack_places, packed_count

# Some 100 MB of postings in memory; then they are written out, to be merged in the end.
_MOST_IN_MEMORY: Final = 1_000_000
# Whoosh's 128 postings a block serve to skip blocks, which our searches do not.
_BLOCK: Final = 4096
# In bytes; less does not shrink.
_WORTH_COMPRESSING: Final = 200
_COMPRESSION: Final = 1  # zlib's fastest


class TermPostings(NamedTuple):
    """The articles that have a word in a field."""

    field: str
    word: bytes
    docs: array[int]
    """Whoosh's numbers of the articles, rising."""
    places: list[bytes] | None
    """The packed places in each; None in fields that keep none."""


class TermPool:
    """Postings in any order of words, the articles in order; gives them back by field and word.

    What does not fit in memory goes to files without names, on the disk of a directory.
    """

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._fields: dict[str, dict[str, tuple[array[int], list[bytes]]]] = {}
        self._count = 0
        self._runs: list[IO[bytes]] = []

    def add_placed(self, field: str, text: str, doc: int) -> int:
        """The words of a text, with their places; gives how many it has."""
        places: defaultdict[str, list[int]] = defaultdict(list)
        for place, word in enumerate(text.split()):
            places[word].append(place)
        places.pop(FILLER, None)
        words = self._words(field)
        length = 0
        for word, at in places.items():
            length += len(at)
            docs, packed = words[word] if word in words else _new(words, word)
            docs.append(doc)
            packed.append(pack_places(at))
        self._counted(len(places))
        return length

    def add(self, field: str, word: str, doc: int, packed: bytes | None = None) -> None:
        """One posting."""
        words = self._words(field)
        docs, places = words[word] if word in words else _new(words, word)
        docs.append(doc)
        if packed:
            places.append(packed)
        self._counted(1)

    def terms(self) -> Iterator[TermPostings]:
        """All of them, sorted by field and word."""
        runs = [_read(run) for run in self._runs]
        sorted_terms = merge(*runs, self._sorted(), key=itemgetter(0, 1))
        for (field, word), parts in groupby(sorted_terms, key=itemgetter(0, 1)):
            docs: array[int] = array("I")
            places: list[bytes] = []
            for part in parts:
                docs += part.docs
                places += part.places or ()
            yield TermPostings(field, word, docs, places or None)

    def cleanup(self) -> None:
        """Let go of what was written out; Whoosh's name for it."""
        while self._runs:
            self._runs.pop().close()

    def _words(self, field: str) -> dict[str, tuple[array[int], list[bytes]]]:
        return self._fields.setdefault(field, {})

    def _counted(self, postings: int) -> None:
        self._count += postings
        if self._count >= _MOST_IN_MEMORY:
            run = tempfile.TemporaryFile(dir=self._directory)  # noqa: SIM115 - closed by `cleanup`
            for term in self._sorted():
                pickle.dump(tuple(term), run)
            self._runs.append(run)
            self._fields.clear()
            self._count = 0

    def _sorted(self) -> Iterator[TermPostings]:
        for field, words in sorted(self._fields.items()):
            for word in sorted(words):  # as their bytes in UTF-8 sort
                docs, places = words[word]
                yield TermPostings(field, word.encode(), docs, places or None)


def _new(
    words: dict[str, tuple[array[int], list[bytes]]], word: str
) -> tuple[array[int], list[bytes]]:
    postings: tuple[array[int], list[bytes]] = array("I"), []
    words[word] = postings
    return postings


def _read(run: IO[bytes]) -> Iterator[TermPostings]:
    run.seek(0)
    while True:
        try:
            yield TermPostings(*pickle.load(run))  # noqa: S301 - written by this process
        except EOFError:
            return


class TermWriter(W3FieldWriter):  # type: ignore[misc]
    """Writes the dictionary and the postings of a segment, a whole term at a time."""

    def write_terms(self, schema: Any, terms: Iterator[TermPostings]) -> None:
        """Write all there are, sorted by field and word."""
        for field, of_field in groupby(terms, key=itemgetter(0)):
            self.start_field(field, schema[field])
            prefix = self._fieldid.to_bytes(2, "big")
            for term in of_field:
                self._tindex.add(prefix + term.word, self._write_postings(term).to_bytes())
            self.finish_field()

    def _write_postings(self, term: TermPostings) -> W3TermInfo:
        file = self._postfile
        offset = file.tell()
        file.write(WHOOSH3_HEADER_MAGIC)
        weight, most = 0.0, 0.0
        for start in range(0, len(term.docs), _BLOCK):
            docs = term.docs[start : start + _BLOCK]
            places = tuple(term.places[start : start + _BLOCK]) if term.places else None
            weights = tuple(map(packed_count, places)) if places else None
            most_here = max(weights) if weights else 1.0
            weight += sum(weights) if weights else len(docs)
            most = max(most, most_here)
            if weights and most_here == 1.0:
                weights = None  # as Whoosh says that all are 1
            gaps = (docs[0], *map(sub, docs[1:], docs))
            data = pickle.dumps((gaps, weights, places), 2)
            compression = _COMPRESSION if len(data) > _WORTH_COMPRESSING else 0
            if compression:
                data = zlib.compress(data, compression)
            # No lengths: they serve Whoosh's scoring, which is not asked.
            about = pickle.dumps((len(docs), docs[-1], most_here, compression, 0, 0), 2)
            is_last = start + _BLOCK >= len(term.docs)
            size = len(about) + len(data)
            file.write_int(-size if is_last else size)
            file.write(about)
            file.write(data)
        info = W3TermInfo(
            weight, len(term.docs), maxweight=most, minid=term.docs[0], maxid=term.docs[-1]
        )
        info.set_extent(offset, file.tell() - offset)
        return info


class WritingCodec(W3Codec):  # type: ignore[misc]
    """Whoosh's codec with our writer; segments say that they are of Whoosh's own, as they are."""

    def __init__(self) -> None:
        super().__init__()
        self._read_by = W3Codec()

    def field_writer(self, storage: Any, segment: Any) -> TermWriter:
        """Writes terms."""
        return TermWriter(self, storage, segment)

    def new_segment(self, storage: Any, indexname: str) -> Any:
        """A segment that says which codec reads it."""
        return self._read_by.new_segment(storage, indexname)
