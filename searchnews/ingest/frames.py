"""What goes between a worker process and the one that writes: eight bytes that count, a pickle."""

from __future__ import annotations

import pickle
import struct
from typing import IO, Any, Final, NamedTuple

from searchnews.ingest.place import Place
from searchnews.ingest.reading import Item, ReadingOptions

_LENGTH: Final = struct.Struct(">Q")


class Task(NamedTuple):
    """A document to be read."""

    module: str
    data: bytes
    place: Place
    options: ReadingOptions


class Done(NamedTuple):
    """What is in a document."""

    items: list[Item]
    reason: str | None
    """Why there is no more; None if all was read."""


def write_frame(pipe: IO[bytes], value: object) -> None:
    """Send a value."""
    data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    pipe.write(_LENGTH.pack(len(data)))
    pipe.write(data)
    pipe.flush()


def read_frame(pipe: IO[bytes]) -> Any:
    """Receive a value.

    Raises:
        EOFError: the other side is gone.
    """
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    data = pipe.read(length)
    if len(data) < length:
        raise EOFError
    return pickle.loads(data)  # noqa: S301 - from a process of our own
