"""The file of a segment's words and postings: blocks of them, and at the end where each begins.

A block is written as: where its words begin, where their postings, where their positions (each in
four bytes, one more than there are words); the words; then articles, counts and positions, each in
as few bytes as the largest of the block needs. Integers are little-endian.
"""

from __future__ import annotations

import json
import struct
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any, Final, NamedTuple

import numpy as np

from searchnews.engines.whoosh.blocks import Block, Integers, bounds_of, narrow, no_positions

_BOUND: Final = np.dtype("<u4")
_TWO_BOUNDS: Final = struct.Struct("<2I")
_END: Final = struct.Struct("<Q")  # where the list of blocks begins


class Postings(NamedTuple):
    """The articles that have a word."""

    docs: Integers
    counts: Integers
    positions: Integers
    """Both as in `blocks.Block`."""


class _Extent(NamedTuple):
    """Where a block is in the file, and how large."""

    start: int
    words: int
    word_bytes: int
    postings: int
    positions: int
    widths: list[int]
    """In bytes, of articles, counts and positions; 0 where there are none."""

    @property
    def has_positions(self) -> bool:
        """Whether the field has them."""
        return self.positions > 0

    def bounds(self, which: int) -> int:
        """Where the bounds of the words (0), postings (1) or positions (2) begin in the file."""
        return self.start + which * (self.words + 1) * _BOUND.itemsize

    @property
    def text(self) -> int:
        """Where the words begin in the file."""
        return self.bounds(3 if self.has_positions else 2)

    def numbers(self, which: int) -> int:
        """Where the articles (0), counts (1) or positions (2) begin in the file."""
        sizes = (self.widths[0] * self.postings, self.widths[1] * self.postings)
        return self.text + self.word_bytes + sum(sizes[:which])


def write_terms(
    file: Any, fields: Mapping[str, Iterable[Block]], lengths: Mapping[str, Integers]
) -> None:
    """Write what a segment has: each field's blocks, and how many words it has in each article."""
    position = 0
    listed: dict[str, Any] = {}
    for field, blocks in fields.items():
        listed[field] = {"blocks": []}
        for block in blocks:
            extent, pieces = _packed(position, block)
            listed[field]["blocks"].append([block.words[0].decode(), *extent])
            file.write(b"".join(pieces))
            position = extent.numbers(2) + extent.widths[2] * extent.positions
    for field, in_each in lengths.items():
        packed = narrow(in_each)
        listed[field]["lengths"] = [position, packed.itemsize, len(packed)]
        file.write(packed.tobytes())
        position += packed.nbytes
    file.write(json.dumps(listed).encode())
    file.write(_END.pack(position))


def _packed(start: int, block: Block) -> tuple[_Extent, list[bytes]]:
    text = b"".join(block.words)
    bounds = [bounds_of(np.array(list(map(len, block.words)))), block.bounds]
    numbers = [narrow(block.docs)]
    if len(block.positions):
        bounds.append(block.position_bounds())
        numbers += narrow(block.counts), narrow(block.positions)
    widths = [array.itemsize for array in numbers] + [0] * (3 - len(numbers))
    extent = _Extent(
        start,
        len(block.words),
        len(text),
        len(block.docs),
        len(block.positions),
        widths,
    )
    pieces = [each.astype(_BOUND).tobytes() for each in bounds]
    return extent, [*pieces, text, *(array.tobytes() for array in numbers)]


class TermsFile:
    """Reads what `write_terms` wrote; no more is in memory than is looked up."""

    def __init__(self, file: Any, size: int) -> None:
        """For an open file of Whoosh's, and its size in bytes."""
        self._file = file
        end = size - _END.size
        start = _END.unpack(file.get(end, _END.size))[0]
        listed = json.loads(file.get(start, end - start))
        self.fields = tuple(listed)
        self._extents: dict[str, list[_Extent]] = {}
        self._firsts: dict[str, list[bytes]] = {}
        self._lengths: dict[str, list[int]] = {}
        for field, about in listed.items():
            self._firsts[field] = [first.encode() for first, *_ in about["blocks"]]
            self._extents[field] = [_Extent(*extent) for _, *extent in about["blocks"]]
            if "lengths" in about:
                self._lengths[field] = about["lengths"]

    def find(self, field: str, word: bytes) -> Postings | None:
        """The articles whose field has a word; None if there are none."""
        extent, number = self._find(field, word)
        if extent is None:
            return None
        start, stop = self._two_bounds(extent, 1, number)
        docs = self._numbers(extent, 0, start, stop)
        if not extent.has_positions:
            return Postings(docs, *no_positions(len(docs)))
        counts = self._numbers(extent, 1, start, stop)
        positions = self._numbers(extent, 2, *self._two_bounds(extent, 2, number))
        return Postings(docs, counts, positions)

    def articles_with(self, field: str, word: bytes) -> int:
        """In how many articles a field has the word."""
        extent, number = self._find(field, word)
        if extent is None:
            return 0
        start, stop = self._two_bounds(extent, 1, number)
        return stop - start

    def counted_words(self, field: str) -> Iterator[tuple[bytes, int]]:
        """The words of a field, sorted, with the number of articles they are in."""
        for extent in self._extents.get(field, ()):
            counts = np.diff(self._bounds(extent, 1)).tolist()
            yield from zip(self._words(extent), counts, strict=True)

    def docs_between(self, field: str, low: bytes, high: bytes | None) -> Iterator[Integers]:
        """The articles that have a word between two, those included; None is an open end."""
        for extent in self._extents.get(field, ()):
            start = self._first_not_below(extent, low)
            stop = extent.words
            if high is not None:
                stop = self._first_not_below(extent, high + b"\0")
            if start < stop:
                bounds = self._bounds(extent, 1)
                yield self._numbers(extent, 0, int(bounds[start]), int(bounds[stop]))

    def blocks(self, field: str) -> Iterator[Block]:
        """All words of a field with their postings."""
        for extent in self._extents.get(field, ()):
            counts, positions = no_positions(extent.postings)
            if extent.has_positions:
                counts = self._numbers(extent, 1, 0, extent.postings)
                positions = self._numbers(extent, 2, 0, extent.positions)
            docs = self._numbers(extent, 0, 0, extent.postings)
            bounds = self._bounds(extent, 1).astype(np.int64)
            yield Block(self._words(extent), bounds, docs, counts, positions)

    def lengths(self, field: str) -> Integers:
        """How many words the field has in each article; empty where none has it."""
        if field not in self._lengths:
            return np.zeros(0, np.uint8)
        start, width, count = self._lengths[field]
        return np.frombuffer(self._file.get(start, width * count), f"<u{width}")

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def _find(self, field: str, word: bytes) -> tuple[_Extent | None, int]:
        firsts = self._firsts.get(field, ())
        if block := bisect_right(firsts, word):
            extent = self._extents[field][block - 1]
            number = self._first_not_below(extent, word)
            if number < extent.words and self._word(extent, number) == word:
                return extent, number
        return None, 0

    def _first_not_below(self, extent: _Extent, word: bytes) -> int:
        low, high = 0, extent.words
        while low < high:
            middle = (low + high) // 2
            if self._word(extent, middle) < word:
                low = middle + 1
            else:
                high = middle
        return low

    def _word(self, extent: _Extent, number: int) -> bytes:
        start, stop = self._two_bounds(extent, 0, number)
        word: bytes = self._file.get(extent.text + start, stop - start)
        return word

    def _words(self, extent: _Extent) -> list[bytes]:
        text = self._file.get(extent.text, extent.word_bytes)
        return [text[start:stop] for start, stop in pairwise(self._bounds(extent, 0).tolist())]

    def _two_bounds(self, extent: _Extent, which: int, number: int) -> tuple[int, int]:
        at = extent.bounds(which) + number * _BOUND.itemsize
        start, stop = _TWO_BOUNDS.unpack(self._file.get(at, _TWO_BOUNDS.size))
        return start, stop

    def _bounds(self, extent: _Extent, which: int) -> Integers:
        size = (extent.words + 1) * _BOUND.itemsize
        return np.frombuffer(self._file.get(extent.bounds(which), size), _BOUND)

    def _numbers(self, extent: _Extent, which: int, start: int, stop: int) -> Integers:
        width = extent.widths[which]
        at = extent.numbers(which) + start * width
        return np.frombuffer(self._file.get(at, (stop - start) * width), f"<u{width}")
