"""Streams of bytes: of a regular file, or of bytes in memory."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from io import BufferedReader, BytesIO, FileIO
from pathlib import Path
from typing import Any, Final, TypeAlias, cast

from searchnews.errors import UnreadableFileError

Stream: TypeAlias = BufferedReader
"""What readers read from."""

_BUFFER: Final = 1 << 18  # in bytes
# Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever.
_FLAGS: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def open_file(
    path: Path, before_read: Callable[[], None] = lambda: None, *, buffer_size: int = _BUFFER
) -> Stream:
    """A regular file as a stream; `before_read` is called before each read of the system.

    Raises:
        OSError: it cannot be opened.
        UnreadableFileError: it is a folder, a pipe, a socket or a device.
    """
    descriptor = os.open(path, _FLAGS)
    try:
        is_regular = stat.S_ISREG(os.fstat(descriptor).st_mode)
        if is_regular:
            return BufferedReader(_File(descriptor, before_read), buffer_size)
    except BaseException:
        os.close(descriptor)
        raise
    os.close(descriptor)
    raise UnreadableFileError("not a regular file")


def stream_of(data: bytes, before_read: Callable[[], None] = lambda: None) -> Stream:
    """Bytes as a stream; `before_read` is called before more of them is read."""
    return BufferedReader(cast("Any", _Bytes(data, before_read)), _BUFFER)


class _File(FileIO):
    """A file that calls a function before each read."""

    def __init__(self, descriptor: int, before_read: Callable[[], None]) -> None:
        super().__init__(descriptor)
        self._before_read = before_read

    def readinto(self, buffer: Any, /) -> int:
        self._before_read()
        return super().readinto(buffer) or 0


class _Bytes(BytesIO):
    """Bytes that call a function before each read."""

    def __init__(self, data: bytes, before_read: Callable[[], None]) -> None:
        super().__init__(data)
        self._before_read = before_read

    def readinto(self, buffer: Any, /) -> int:
        self._before_read()
        return super().readinto(buffer)
