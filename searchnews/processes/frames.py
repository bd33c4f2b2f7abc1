"""What goes between two processes: eight bytes that count, a pickle."""

from __future__ import annotations

import pickle
import struct
from collections.abc import Callable
from typing import IO, Any, Final, NamedTuple

_LENGTH: Final = struct.Struct(">Q")


class Task(NamedTuple):
    """Something to do."""

    work: Callable[[Any], object]
    """A function of a module."""
    argument: object
    limited: bool
    """Whether it is given up when it takes too much memory."""


class Answer(NamedTuple):
    """What came of it."""

    result: object
    failure: str | None = None
    """Why there is no result."""


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
