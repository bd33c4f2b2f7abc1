"""Segments: which articles have which fingerprints, in files that are written once.

A posting is a fingerprint and an article of the segment; they are sorted, and take some four bytes
each. Little-endian:

    header          magic, version, articles k, postings n, CRC-32 of what follows
    numbers         k x u32, rising: the article's number in the index
    sources         k x u32: see `source_key`
    lows            n x u32: the lower half of fingerprint << b | article, b bits for an article
    starts          (2**b + 1) x u32: where the postings of each upper half begin in `lows`
    comparable      k x u16: see `Fingerprints`

As fingerprints are spread evenly, an upper half has as many postings as an article, and one is
found in a few steps.
"""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from searchnews.copies import COPIES_VERSION
from searchnews.copies.failures import damaged, reading, writing
from searchnews.copies.fingerprints import Fingerprints, bounds_of

MOST_NUMBERS: Final = 1 << 32
"""The numbers of articles are below this one."""
MOST_ARTICLES: Final = 1 << 24
"""In a segment: some two gigabytes, and a tenth of that in memory while it is written."""

Keys: TypeAlias = npt.NDArray[np.uint64]
"""Postings, rising: fingerprint << 32 | article, counted from 0 in its segment."""
_Places: TypeAlias = npt.NDArray[np.int64]

_MAGIC: Final = b"snCopies"
_HEADER: Final = struct.Struct("<8sIIQI4x")
_LOW_BITS: Final = np.uint64(32)
_LOW_MASK: Final = np.uint64(0xFFFFFFFF)


class Articles(NamedTuple):
    """What a segment knows of its articles, in columns."""

    numbers: npt.NDArray[np.uint32]
    """Rising."""
    sources: npt.NDArray[np.uint32]
    comparable: npt.NDArray[np.uint16]

    def taken(self, places: npt.NDArray[np.integer] | npt.NDArray[np.bool_]) -> Articles:
        """Those at some places."""
        return Articles(self.numbers[places], self.sources[places], self.comparable[places])

    @classmethod
    def joined(cls, pieces: Sequence[Articles]) -> Articles:
        """All of them, one piece after the other."""
        return cls(*map(np.concatenate, zip(cls.none(), *pieces, strict=True)))

    @classmethod
    def none(cls) -> Articles:
        """No article."""
        return cls(np.empty(0, np.uint32), np.empty(0, np.uint32), np.empty(0, np.uint16))


def source_key(name: str | None) -> int:
    """A number for the name of a source; unknown ones have one of their own."""
    if name is None:
        return 0
    return int.from_bytes(blake2b(name.encode(errors="replace"), digest_size=4).digest(), "little")


def keys_of(fingerprints: Fingerprints) -> Keys:
    """The postings of a segment whose articles have these fingerprints."""
    articles = np.repeat(np.arange(len(fingerprints.counts)), fingerprints.counts)
    keys = fingerprints.values.astype(np.uint64) << _LOW_BITS | articles.astype(np.uint64)
    keys.sort()
    return keys


class Segment:
    """A segment, as it is read: its pages are read when they are needed, and let go of."""

    def __init__(self, path: Path) -> None:
        """Open a file.

        Raises:
            IndexDamagedError: it is missing, cut short or altered, or of another version.
        """
        self.path = path
        with reading(path):
            content: npt.NDArray[np.uint8] = (
                np.memmap(path, np.uint8, "r") if path.stat().st_size else np.empty(0, np.uint8)
            )
        try:
            head = _HEADER.unpack(content[: _HEADER.size].tobytes())
        except struct.error:
            raise damaged(path, "it is cut short") from None
        magic, version, articles, self.postings, self._crc = head
        if (magic, version) != (_MAGIC, COPIES_VERSION):
            raise damaged(path, "it is of another version")
        self._bits = _bits_for(articles)
        columns = (
            (articles, "<u4"),
            (articles, "<u4"),
            (self.postings, "<u4"),
            ((1 << self._bits) + 1, "<u4"),
            (articles, "<u2"),
        )
        bounds = bounds_of(np.array([n * np.dtype(kind).itemsize for n, kind in columns]))
        if len(content) != _HEADER.size + bounds[-1]:
            raise damaged(path, f"it has {len(content)} bytes")
        self._payload = content[_HEADER.size :]
        numbers, sources, self._lows, self._starts, comparable = (
            self._payload[first:end].view(kind)
            for first, end, (_, kind) in zip(bounds[:-1], bounds[1:], columns, strict=True)
        )
        self.articles = Articles(numbers, sources, comparable)

    def find(self, fingerprints: npt.NDArray[np.uint32]) -> tuple[_Places, _Places]:
        """Where the postings of fingerprints begin, which are rising, and how many there are."""
        targets = fingerprints.astype(np.uint64) << np.uint64(self._bits)
        firsts, ends = self._bound(targets)
        counts = np.zeros(len(targets), np.int64)
        last_targets = targets | np.uint64((1 << self._bits) - 1)
        found = np.flatnonzero(firsts < ends)
        found = found[self._lows[firsts[found]] <= (last_targets[found] & _LOW_MASK)]
        counts[found] = self._bound(last_targets[found], behind=True)[0] - firsts[found]
        return firsts, counts

    def articles_at(self, places: _Places) -> npt.NDArray[np.int64]:
        """Which articles the postings at some places are of, counted from 0.

        Raises:
            IndexDamagedError: there are no such articles.
        """
        articles = self._lows[places] & np.uint32((1 << self._bits) - 1)
        self._check_articles(articles)
        return articles.astype(np.int64)

    def keys_between(self, first: int, end: int) -> Keys:
        """The postings of the fingerprints from `first` on and below `end`.

        Raises:
            IndexDamagedError: they are not in order, or of articles that there are not.
        """
        bits = np.uint64(self._bits)
        targets = np.array((first, end), np.uint64) << bits
        begin, stop = self._bound(targets)[0].tolist()
        halves = (targets >> _LOW_BITS).astype(np.int64)
        bounds = self._starts[halves[0] : halves[1] + 2].astype(np.int64)
        bounds = np.clip(bounds, begin, stop)
        if begin > stop or (bounds[1:] < bounds[:-1]).any():
            raise damaged(self.path, "its postings are not in order")
        upper = np.arange(halves[0], halves[0] + len(bounds) - 1, dtype=np.uint64) << _LOW_BITS
        postings: Keys = np.repeat(upper, bounds[1:] - bounds[:-1]) | self._lows[begin:stop]
        articles = postings & np.uint64((1 << self._bits) - 1)
        self._check_articles(articles)
        keys: Keys = postings >> bits << _LOW_BITS | articles
        return keys

    def problems(self) -> list[str]:
        """What is wrong with the file, a sentence each; reads all of it."""
        if zlib.crc32(self._payload.data) == self._crc:
            return []
        return [str(damaged(self.path, "its checksum is wrong"))]

    def _check_articles(self, articles: npt.NDArray[np.unsignedinteger]) -> None:
        if articles.max(initial=0) >= max(1, len(self.articles.numbers)):
            raise damaged(self.path, "it has postings of unknown articles")

    def _bound(self, targets: Keys, *, behind: bool = False) -> tuple[_Places, _Places]:
        """The first posting from each target on, or behind it, and where its upper half ends.

        A target is fingerprint << b | article. They are looked for together, by halving.
        """
        halves = (targets >> _LOW_BITS).astype(np.int64)
        lows = (targets & _LOW_MASK).astype(np.uint32)
        first, ends = (
            np.minimum(self._starts[np.minimum(half, 1 << self._bits)], self.postings)
            for half in (halves, halves + 1)
        )
        first, ends = first.astype(np.int64), ends.astype(np.int64)
        last = ends
        before = np.less_equal if behind else np.less
        for _ in range(int((last - first).max(initial=0)).bit_length()):
            middle = (first + last) >> 1
            values = self._lows[np.minimum(middle, self.postings - 1)]
            is_before = before(values, lows) & (first < last)
            first = np.where(is_before, middle + 1, first)
            last = np.where(is_before, last, np.maximum(middle, first))
        return first, ends


def write_segment(path: Path, articles: Articles, keys: Iterable[Keys]) -> None:
    """Write a segment: it is there whole or not at all.

    `keys` are its postings, rising from one piece to the next, each fingerprint in one piece.

    Raises:
        EngineError: it cannot be written.
    """
    bits = _bits_for(len(articles.numbers))
    counts = np.zeros(1 << bits, np.int64)
    new = path.with_name(path.name + ".new")
    with writing(path), new.open("wb") as file:
        crc = 0

        def write(values: npt.NDArray[np.integer], kind: str) -> None:
            nonlocal crc
            content = values.astype(kind).tobytes()
            crc = zlib.crc32(content, crc)
            file.write(content)

        file.write(bytes(_HEADER.size))
        write(articles.numbers, "<u4")
        write(articles.sources, "<u4")
        for piece in keys:
            postings = piece >> _LOW_BITS << np.uint64(bits) | piece & _LOW_MASK
            write(postings & _LOW_MASK, "<u4")
            halves = (postings >> _LOW_BITS).astype(np.int64)
            if len(halves):
                counts[halves[0] : halves[-1] + 1] += np.bincount(halves - halves[0])
        write(bounds_of(counts), "<u4")
        write(articles.comparable, "<u2")
        file.seek(0)
        file.write(
            _HEADER.pack(_MAGIC, COPIES_VERSION, len(articles.numbers), int(counts.sum()), crc)
        )
        file.flush()
        os.fsync(file.fileno())
    with writing(path):
        new.replace(path)


def _bits_for(articles: int) -> int:
    """How many bits tell so many articles apart."""
    return max(articles - 1, 0).bit_length()
