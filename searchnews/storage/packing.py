"""Articles as they are stored: compressed, with what the articles of an index have in common.

One article alone is short to compress. A dictionary learnt from the first ones knows their names
of fields, phrases and endings: of 31,000 French articles each took 0.35 of its size with it. The
file of the dictionary holds the CRC-32 of the rest, big-endian, and the dictionary. It is written
before the first article that needs it, and never changed.
"""

from __future__ import annotations

import threading
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

# Not zstd of the standard library: see `Unpacker`.
import zstandard

from searchnews.durability import write_atomically
from searchnews.errors import EngineError, IndexDamagedError

LEARNT_FROM: Final = 1000
"""Articles that a dictionary is learnt from. Half as many make articles 0.5 % larger; every other
one of the first 2,000 makes no difference."""
_LONGEST_SAMPLE: Final = 10_000  # in bytes
_SIZE: Final = 1 << 18  # in bytes; half of it makes articles 4 % larger, twice 1 % smaller
# In bytes, of the COVER algorithm of zstd: to search for better ones takes four times as long, and
# finds none.
_SEGMENT: Final = 200
_RUN: Final = 8
# 2 makes articles 10 % larger in the same time, 4 makes them 1.5 % smaller in a fifth more.
_LEVEL: Final = 3

_PACKS_MANY: Final = "multi_compress_to_buffer"  # with C only, not in PyPy

_CRC_BYTES: Final = 4
_PLAIN: Final = b"{"  # how an article begins that was stored before articles were packed


class Packer:
    """Packs articles."""

    def __init__(self, path: Path, *, learnt_from: int = 0) -> None:
        """With the dictionary at a path. The one writer's learns it if there is none.

        It is `learnt_from` so many articles; 0 learns none.

        Raises:
            IndexDamagedError: the dictionary is damaged.
            EngineError: it cannot be read.
        """
        self._path = path
        self._samples: list[bytes | bytearray | memoryview] = []  # as zstandard has it
        self._learnt_from = learnt_from
        dictionary = _read(path)
        self.learns = learnt_from > 0 and dictionary is None
        """Whether it is still looking at articles; no other packer knows what it will learn."""
        self._compressor = _compressor(dictionary)

    def pack(self, article: bytes) -> bytes:
        """An article, as `Article.to_json` writes it, packed.

        Raises:
            EngineError: the dictionary, which is learnt now, cannot be written.
        """
        if self.learns:
            self._learn(article)
        return self._compressor.compress(article)

    def pack_all(self, articles: Sequence[bytes]) -> list[bytes]:
        """Many articles, packed; other threads go on meanwhile.

        Raises:
            EngineError: the dictionary, which is learnt now, cannot be written.
        """
        if self.learns or not articles or _PACKS_MANY not in zstandard.backend_features:
            return list(map(self.pack, articles))
        packed = self._compressor.multi_compress_to_buffer(list(articles), threads=1)
        return [packed[number].tobytes() for number in range(len(packed))]

    def _learn(self, article: bytes) -> None:
        self._samples.append(article[:_LONGEST_SAMPLE])
        if len(self._samples) < self._learnt_from:
            return
        self.learns = False
        try:
            trained = zstandard.train_dictionary(_SIZE, self._samples, k=_SEGMENT, d=_RUN)
            dictionary = trained.as_bytes()
        except zstandard.ZstdError:
            return  # there is too little in them, as in a thousand times the same
        finally:
            self._samples = []
        _write(self._path, dictionary)
        self._compressor = _compressor(dictionary)


class Unpacker:
    """Unpacks the articles of a commit, for any number of threads.

    Not with the standard library, whose decompressors are for one article each: to make one asks
    the processor what it can do, which takes 14 of 16 microseconds in a virtual machine.
    """

    def __init__(self, path: Path) -> None:
        """With the dictionary at a path, which may be gone when articles are unpacked.

        Raises:
            IndexDamagedError: the dictionary is damaged.
            EngineError: it cannot be read.
        """
        self._path = path
        dictionary = _read(path)
        self._decompressor = zstandard.ZstdDecompressor(
            dict_data=None if dictionary is None else zstandard.ZstdCompressionDict(dictionary)
        )
        self._lock = threading.Lock()  # a decompressor is for one thread at a time

    def unpack(self, packed: bytes) -> bytes:
        """The article, as `Article.to_json` wrote it.

        Raises:
            IndexDamagedError: it is damaged, or its dictionary is lost.
        """
        if packed.startswith(_PLAIN):
            return packed
        try:
            with self._lock:
                return self._decompressor.decompress(packed)
        # The size in a damaged article may be larger than any memory.
        except (zstandard.ZstdError, MemoryError) as error:
            raise IndexDamagedError(
                f"an article cannot be read ({error}): it is damaged, or {self._path} is not that "
                "of its index; run `searchnews index --rebuild` with the folders it was made from"
            ) from error


def _compressor(dictionary: bytes | None) -> zstandard.ZstdCompressor:
    if dictionary is None:
        return zstandard.ZstdCompressor(_LEVEL)
    digested = zstandard.ZstdCompressionDict(dictionary)
    digested.precompute_compress(_LEVEL)  # once, not again for every article
    return zstandard.ZstdCompressor(_LEVEL, dict_data=digested)


def _read(path: Path) -> bytes | None:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise EngineError(f"{path} cannot be read ({error.strerror})") from error
    crc, dictionary = content[:_CRC_BYTES], content[_CRC_BYTES:]
    if crc != _crc(dictionary):
        raise IndexDamagedError(
            f"{path} is damaged: its checksum is wrong; run `searchnews index --rebuild` with the "
            "folders the index was made from"
        )
    return dictionary


def _write(path: Path, dictionary: bytes) -> None:
    try:
        write_atomically(path, _crc(dictionary) + dictionary)
    except OSError as error:
        raise EngineError(
            f"{path} cannot be written ({error.strerror}); the articles of the last commit are "
            "safe: free some disk space or check the permissions, then index again"
        ) from error


def _crc(dictionary: bytes) -> bytes:
    return zlib.crc32(dictionary).to_bytes(_CRC_BYTES, "big")
