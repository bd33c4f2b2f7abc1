"""Compressed files as streams of what they hold, with a limit for those that explode."""

from __future__ import annotations

import bz2
import gzip
import lzma
import sys
import zlib
from collections.abc import Callable
from io import BufferedReader, RawIOBase
from typing import Any, Final

from searchnews.errors import UnreadableFileError
from searchnews.ingest.limits import exploding
from searchnews.ingest.streams import Stream

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

SUFFIXES: Final = (".gz", ".bz2", ".xz", ".zst", ".zstd")

DAMAGE: Final[tuple[type[Exception], ...]] = (zlib.error, lzma.LZMAError, zstd.ZstdError)
"""What reading raises where compressed data is damaged, beside EOFError and OSError."""

# gzip in gzip is a mistake people make; more is none.
_MOST_LAYERS: Final = 3

_BUFFER: Final = 1 << 18  # in bytes


_LAYERS: Final[tuple[tuple[bytes, Callable[[Any], Any]], ...]] = (
    (b"\x1f\x8b", lambda stream: gzip.GzipFile(fileobj=stream)),
    (b"BZh", bz2.BZ2File),
    (b"\xfd7zXZ\x00", lzma.LZMAFile),
    (b"\x28\xb5\x2f\xfd", zstd.ZstdFile),
)


def without_compression(name: str) -> str:
    """A file's name without the suffixes of compression.

    >>> without_compression("2015.jsonl.GZ"), without_compression("2015.jsonl")
    ('2015.jsonl', '2015.jsonl')
    """
    # Asked several times of every file: 0.35 µs, where `PurePath` takes 2.5.
    name = name.rpartition("/")[2]
    for _ in range(_MOST_LAYERS):
        stem, _, suffix = name.rpartition(".")
        if not stem or f".{suffix.lower()}" not in SUFFIXES:
            break
        name = stem
    return name


def decompressed(stream: Stream, most: int, before_read: Callable[[], None]) -> Stream:
    """What a stream holds once it is decompressed; itself, if it is not compressed.

    Reading raises UnreadableFileError beyond `most` bytes, and what the libraries raise where the
    data is damaged or cut short. `before_read` is called before more is decompressed.

    Raises:
        UnreadableFileError: it is compressed over and over.
    """
    for _ in range(_MOST_LAYERS):
        head = stream.peek(8)
        layer = next((opened for magic, opened in _LAYERS if head.startswith(magic)), None)
        if layer is None:
            return stream
        stream = BufferedReader(_Bounded(layer(stream), most, before_read), _BUFFER)
    raise UnreadableFileError(f"compressed more than {_MOST_LAYERS} times over; unpack it")


class _Bounded(RawIOBase):
    """The bytes of a file, up to a limit."""

    def __init__(self, file: Any, most: int, before_read: Callable[[], None]) -> None:
        self._file = file
        self._most = most
        self._before_read = before_read

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        return int(self._file.seek(offset, whence))

    def tell(self) -> int:
        return int(self._file.tell())

    def readinto(self, buffer: Any) -> int:
        self._before_read()
        # Not `read`, which gives nothing at all where the data is cut short.
        data = self._file.read1(len(buffer))
        buffer[: len(data)] = data
        if self._file.tell() > self._most:
            raise exploding(self._most)
        return len(data)

    def close(self) -> None:
        self._file.close()
        super().close()
