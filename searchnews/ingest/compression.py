"""Compressed files as streams of what they hold, with a limit for those that explode."""

from __future__ import annotations

import bz2
import gzip
import lzma
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BufferedReader, RawIOBase
from typing import Any, Final

from searchnews.ingest.base import UnreadableFileError

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

SUFFIXES: Final = (".gz", ".bz2", ".xz", ".zst", ".zstd")

# Text shrinks 3 to 10 times, JSON that repeats its names 30 times, a bomb a thousand times.
_MOST_TIMES: Final = 250
# What is smaller harms nobody, whatever it was made from.
_HARMLESS: Final = 256 << 20  # in bytes
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
    # Every file is asked for several times; `PurePath` takes twenty times as long.
    name = name.rpartition("/")[2]
    for _ in range(_MOST_LAYERS):
        stem, _, suffix = name.rpartition(".")
        if not stem or f".{suffix.lower()}" not in SUFFIXES:
            break
        name = stem
    return name


def decompressed(stream: BufferedReader, size: int) -> BufferedReader:
    """What a stream of `size` bytes holds once it is decompressed; itself, if it is not compressed.

    Reading raises UnreadableFileError when it becomes larger than any text would, and, inside
    `damage_named`, when the compressed data is damaged.
    """
    for _ in range(_MOST_LAYERS):
        head = stream.peek(8)
        layer = next((opened for magic, opened in _LAYERS if head.startswith(magic)), None)
        if layer is None:
            return stream
        bounded = _Bounded(layer(stream), max(_HARMLESS, size * _MOST_TIMES))
        stream = BufferedReader(bounded, _BUFFER)
    raise UnreadableFileError(f"compressed more than {_MOST_LAYERS} times over")


@contextmanager
def damage_named() -> Iterator[None]:
    """Say in one way what the libraries of compression say in many.

    Raises:
        UnreadableFileError: the compressed data is damaged, or ends too early.
    """
    try:
        yield
    except EOFError:
        raise UnreadableFileError("the compressed data is cut short") from None
    except (zlib.error, lzma.LZMAError) as error:
        raise UnreadableFileError(f"the compressed data is damaged: {error}") from None
    except OSError as error:  # among them gzip.BadGzipFile, which has no strerror
        raise UnreadableFileError(
            error.strerror or f"the compressed data is damaged: {error}"
        ) from None


class _Bounded(RawIOBase):
    """The bytes of a file, up to a limit."""

    def __init__(self, file: Any, limit: int) -> None:
        self._file = file
        self._limit = limit

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        return int(self._file.seek(offset, whence))

    def tell(self) -> int:
        return int(self._file.tell())

    def readinto(self, buffer: Any) -> int:
        # Not `read`, which gives nothing at all where the data is cut short.
        data = self._file.read1(len(buffer))
        buffer[: len(data)] = data
        if self._file.tell() > self._limit:
            raise UnreadableFileError(
                f"it grows to more than {self._limit >> 20:,} MiB, {_MOST_TIMES} times its size, "
                "as no text does"
            )
        return len(data)

    def close(self) -> None:
        self._file.close()
        super().close()
