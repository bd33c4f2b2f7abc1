"""What two processes send each other through a pipe: the length in eight bytes, then a pickle."""

from __future__ import annotations

import pickle
import struct
from collections.abc import Callable
from typing import IO, Any, Final, NamedTuple

_LENGTH: Final = struct.Struct(">Q")


class Task(NamedTuple):
    """A function to call in another process."""

    work: Callable[[Any], object]
    """A function of a module: a pickle holds its name only."""
    argument: object
    memory: int | None
    """The most memory it may take, in bytes of address space; None for any."""


class Answer(NamedTuple):
    """What came of a task."""

    result: object
    failure: str | None = None
    """Why there is no result."""


def send(pipe: IO[bytes], message: Task | Answer) -> None:
    """Send a message."""
    data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    pipe.write(_LENGTH.pack(len(data)))
    pipe.write(data)
    pipe.flush()


def receive(pipe: IO[bytes]) -> Any:
    """Wait for a message.

    Raises:
        EOFError: the other process has ended.
    """
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    data = pipe.read(length)
    if len(data) < length:
        raise EOFError
    return pickle.loads(data)  # noqa: S301 - from a process of our own
