"""The file of a segment's words and postings: blocks of them, and at the end where each begins.

A block is written as: where its words begin, where their postings, where their places (each in
four bytes, one more than there are words); the words; then articles, counts and places, each in as
few bytes as hold the largest of the block. Numbers are little-endian.
"""

from __future__ import annotations

import json
import struct
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any, Final, NamedTuple

import numpy as np

from searchnews.engines.whoosh.blocks import Block, Numbers, bounds_of, narrow, no_places

_BOUND: Final = np.dtype("<u4")
_TWO_BOUNDS: Final = struct.Struct("<2I")
_END: Final = struct.Struct("<Q")  # where the list of blocks begins


class Postings(NamedTuple):
    """The articles that have a word."""

    docs: Numbers
    counts: Numbers
    places: Numbers
    """See `blocks.Block`."""


class _Place(NamedTuple):
    """Where a block is in the file, and how large."""

    start: int
    words: int
    word_bytes: int
    postings: int
    places: int
    widths: list[int]
    """In bytes, of articles, counts and places; 0 where there are none."""

    @property
    def is_placed(self) -> bool:
        """Whether the field keeps places."""
        return self.places > 0

    def bounds(self, which: int) -> int:
        """Where the bounds of the words begin, of the postings (1), or of the places (2)."""
        return self.start + which * (self.words + 1) * _BOUND.itemsize

    @property
    def text(self) -> int:
        """Where the words begin."""
        return self.bounds(3 if self.is_placed else 2)

    def numbers(self, which: int) -> int:
        """Where the articles begin, the counts (1), or the places (2)."""
        sizes = (self.widths[0] * self.postings, self.widths[1] * self.postings)
        return self.text + self.word_bytes + sum(sizes[:which])


def write_terms(
    file: Any, fields: Mapping[str, Iterable[Block]], lengths: Mapping[str, Numbers]
) -> None:
    """Write what a segment has: each field's blocks, and the length of the field in each article.

    The lengths are asked for when all blocks are written.
    """
    position = 0
    listed: dict[str, Any] = {}
    for field, blocks in fields.items():
        listed[field] = {"blocks": []}
        for block in blocks:
            place, pieces = _packed(position, block)
            listed[field]["blocks"].append([block.words[0].decode(), *place])
            file.write(b"".join(pieces))
            position = place.numbers(2) + place.widths[2] * place.places
    for field, in_each in lengths.items():
        packed = narrow(in_each)
        listed[field]["lengths"] = [position, packed.itemsize, len(packed)]
        file.write(packed.tobytes())
        position += packed.nbytes
    file.write(json.dumps(listed).encode())
    file.write(_END.pack(position))


def _packed(start: int, block: Block) -> tuple[_Place, list[bytes]]:
    text = b"".join(block.words)
    bounds = [bounds_of(np.array(list(map(len, block.words)))), block.bounds]
    numbers = [narrow(block.docs)]
    if len(block.places):
        bounds.append(block.place_bounds())
        numbers += narrow(block.counts), narrow(block.places)
    widths = [array.itemsize for array in numbers] + [0] * (3 - len(numbers))
    place = _Place(
        start,
        len(block.words),
        len(text),
        len(block.docs),
        len(block.places),
        widths,
    )
    pieces = [each.astype(_BOUND).tobytes() for each in bounds]
    return place, [*pieces, text, *(array.tobytes() for array in numbers)]


class TermsFile:
    """Reads what `write_terms` wrote; only what is asked for is in memory."""

    def __init__(self, file: Any, size: int) -> None:
        """For an open file of Whoosh's, and its size."""
        self._file = file
        end = size - _END.size
        start = _END.unpack(file.get(end, _END.size))[0]
        listed = json.loads(file.get(start, end - start))
        self.fields = tuple(listed)
        self._places: dict[str, list[_Place]] = {}
        self._firsts: dict[str, list[bytes]] = {}
        self._lengths: dict[str, list[int]] = {}
        for field, about in listed.items():
            self._firsts[field] = [first.encode() for first, *_ in about["blocks"]]
            self._places[field] = [_Place(*place) for _, *place in about["blocks"]]
            if "lengths" in about:
                self._lengths[field] = about["lengths"]

    def find(self, field: str, word: bytes) -> Postings | None:
        """The articles whose field has a word; None if there are none."""
        place, number = self._find(field, word)
        if place is None:
            return None
        start, stop = self._two_bounds(place, 1, number)
        docs = self._numbers(place, 0, start, stop)
        if not place.is_placed:
            return Postings(docs, *no_places(len(docs)))
        counts = self._numbers(place, 1, start, stop)
        places = self._numbers(place, 2, *self._two_bounds(place, 2, number))
        return Postings(docs, counts, places)

    def articles_with(self, field: str, word: bytes) -> int:
        """In how many articles a field has the word."""
        place, number = self._find(field, word)
        if place is None:
            return 0
        start, stop = self._two_bounds(place, 1, number)
        return stop - start

    def counted_words(self, field: str) -> Iterator[tuple[bytes, int]]:
        """The words of a field, sorted, with the number of articles they are in."""
        for place in self._places.get(field, ()):
            counts = np.diff(self._bounds(place, 1)).tolist()
            yield from zip(self._words(place), counts, strict=True)

    def docs_between(self, field: str, low: bytes, high: bytes | None) -> Iterator[Numbers]:
        """The articles that have a word between two, those included; None is an open end."""
        for place in self._places.get(field, ()):
            start = self._first_not_below(place, low)
            stop = place.words
            if high is not None:
                stop = bisect_right(self._words(place), high)
            if start < stop:
                bounds = self._bounds(place, 1)
                yield self._numbers(place, 0, int(bounds[start]), int(bounds[stop]))

    def blocks(self, field: str) -> Iterator[Block]:
        """All words of a field with their postings."""
        for place in self._places.get(field, ()):
            counts, places = no_places(place.postings)
            if place.is_placed:
                counts = self._numbers(place, 1, 0, place.postings)
                places = self._numbers(place, 2, 0, place.places)
            docs = self._numbers(place, 0, 0, place.postings)
            bounds = self._bounds(place, 1).astype(np.int64)
            yield Block(self._words(place), bounds, docs, counts, places)

    def lengths(self, field: str) -> Numbers:
        """How many words the field has in each article; empty where none has it."""
        if field not in self._lengths:
            return np.zeros(0, np.uint8)
        start, width, count = self._lengths[field]
        return np.frombuffer(self._file.get(start, width * count), f"<u{width}")

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def _find(self, field: str, word: bytes) -> tuple[_Place | None, int]:
        firsts = self._firsts.get(field, ())
        if block := bisect_right(firsts, word):
            place = self._places[field][block - 1]
            number = self._first_not_below(place, word)
            if number < place.words and self._word(place, number) == word:
                return place, number
        return None, 0

    def _first_not_below(self, place: _Place, word: bytes) -> int:
        low, high = 0, place.words
        while low < high:
            middle = (low + high) // 2
            if self._word(place, middle) < word:
                low = middle + 1
            else:
                high = middle
        return low

    def _word(self, place: _Place, number: int) -> bytes:
        start, stop = self._two_bounds(place, 0, number)
        word: bytes = self._file.get(place.text + start, stop - start)
        return word

    def _words(self, place: _Place) -> list[bytes]:
        text = self._file.get(place.text, place.word_bytes)
        return [text[start:stop] for start, stop in pairwise(self._bounds(place, 0).tolist())]

    def _two_bounds(self, place: _Place, which: int, number: int) -> tuple[int, int]:
        at = place.bounds(which) + number * _BOUND.itemsize
        start, stop = _TWO_BOUNDS.unpack(self._file.get(at, _TWO_BOUNDS.size))
        return start, stop

    def _bounds(self, place: _Place, which: int) -> Numbers:
        size = (place.words + 1) * _BOUND.itemsize
        return np.frombuffer(self._file.get(place.bounds(which), size), _BOUND)

    def _numbers(self, place: _Place, which: int, start: int, stop: int) -> Numbers:
        width = place.widths[which]
        at = place.numbers(which) + start * width
        return np.frombuffer(self._file.get(at, (stop - start) * width), f"<u{width}")
