"""Chunks: the sequences of some articles, one after the other, and how they are stored.

A sequence is the numbers of the written forms of the title, a border, those of the text, and a
border. Stored, it is one frame of zstd with its checksum: the articles k and the numbers in all n,
as u32, k numbers of articles as i64, k lengths as u32, then the first bytes of all n numbers, then
their second ones and so on, little-endian: in 1.5 bytes a word of French articles.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import zstandard

from searchnews.sequences.source import Numbers

Forms = npt.NDArray[np.uint32]
"""Numbers of written forms."""

BORDER: Final = 0
"""What no window and no phrase passes: it is the number of no form."""

_HEADER: Final = struct.Struct("<II")
_BYTES: Final = 4  # of a number
# 3 takes half as much time again, and makes them 1 % smaller.
_LEVEL: Final = 1


class BrokenChunkError(ValueError):
    """Stored bytes are not what was stored."""


class Chunk(NamedTuple):
    """The sequences of some articles."""

    numbers: Numbers
    """Of the articles."""
    lengths: npt.NDArray[np.int64]
    """Of their sequences, borders included."""
    forms: Forms
    """Their sequences, one after the other."""

    @classmethod
    def of(cls, numbers: Sequence[int], sequences: Sequence[Sequence[int]]) -> Chunk:
        """The chunk of some sequences."""
        forms = np.concatenate([np.empty(0, np.uint32), *(np.array(s, "u4") for s in sequences)])
        return cls(
            np.array(numbers, np.int64),
            np.array(list(map(len, sequences)), np.int64),
            forms.astype(np.uint32, copy=False),
        )

    def only(self, kept: npt.NDArray[np.bool_]) -> Chunk:
        """The sequences of those articles that are kept."""
        if kept.all():
            return self
        return Chunk(
            self.numbers[kept], self.lengths[kept], self.forms[np.repeat(kept, self.lengths)]
        )

    def counts(self) -> npt.NDArray[np.int64]:
        """How often each form is there, by its number; the border is not counted."""
        counts = np.bincount(self.forms).astype(np.int64, copy=False)
        counts[BORDER : BORDER + 1] = 0
        return counts

    def packed(self) -> bytes:
        """How it is stored."""
        planes = self.forms.astype("<u4").view(np.uint8).reshape(-1, _BYTES).T
        return compressed(
            _HEADER.pack(len(self.lengths), len(self.forms)),
            numbers_as_bytes(self.numbers),
            self.lengths.astype("<u4").tobytes(),
            np.ascontiguousarray(planes).tobytes(),
        )

    @classmethod
    def unpacked(cls, stored: bytes) -> Chunk:
        """A chunk, as it was stored.

        Raises:
            BrokenChunkError: it is none.
        """
        content = decompressed(stored)
        try:
            articles, forms = _HEADER.unpack_from(content)
            numbers = np.frombuffer(content, "<i8", articles, _HEADER.size)
            lengths = np.frombuffer(content, "<u4", articles, _HEADER.size + numbers.nbytes)
            first = _HEADER.size + numbers.nbytes + lengths.nbytes
            planes = np.frombuffer(content, np.uint8, forms * _BYTES, first)
        except (ValueError, struct.error) as error:
            raise BrokenChunkError(str(error)) from error
        if lengths.sum() != forms:
            raise BrokenChunkError("its lengths are not those of its sequences")
        together = np.ascontiguousarray(planes.reshape(_BYTES, -1).T).view("<u4").ravel()
        return cls(
            numbers.astype(np.int64, copy=False),
            lengths.astype(np.int64),
            together.astype(np.uint32, copy=False),
        )


def compressed(*pieces: bytes) -> bytes:
    """Bytes as one frame, with a checksum."""
    return zstandard.ZstdCompressor(_LEVEL, write_checksum=True).compress(b"".join(pieces))


def decompressed(frame: bytes) -> bytes:
    """The bytes that were compressed.

    Raises:
        BrokenChunkError: they are damaged.
    """
    try:
        return zstandard.ZstdDecompressor().decompress(frame)
    # The size in a damaged frame may be larger than any memory.
    except (zstandard.ZstdError, MemoryError) as error:
        raise BrokenChunkError(str(error)) from error


def numbers_as_bytes(numbers: Numbers) -> bytes:
    """Numbers of articles, as they are stored: i64, little-endian."""
    return numbers.astype("<i8").tobytes()


def numbers_from(stored: bytes) -> Numbers:
    """Numbers of articles, from what was stored.

    Raises:
        BrokenChunkError: they were cut short.
    """
    try:
        return np.frombuffer(stored, "<i8").astype(np.int64)
    except ValueError as error:
        raise BrokenChunkError(str(error)) from error


def are_in(numbers: Numbers, rising: Numbers) -> npt.NDArray[np.bool_]:
    """Which of some numbers are among others, which rise.

    >>> are_in(np.array([3, 4, 9]), np.array([1, 3, 4]))
    array([ True,  True, False])
    """
    if not len(rising):
        return np.zeros(len(numbers), np.bool_)
    places = np.minimum(np.searchsorted(rising, numbers), len(rising) - 1)
    return np.asarray(rising[places] == numbers)
