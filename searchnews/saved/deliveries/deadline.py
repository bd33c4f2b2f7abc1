"""A deadline for a whole conversation over a network, however slowly the other side talks."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Timer


class Deadline:
    """Whether the time is up."""

    is_over = False


@contextmanager
def deadline(seconds: float, connected: Callable[[], socket.socket | None]) -> Iterator[Deadline]:
    """Shut a connection down after so many seconds.

    The timeout of a socket is for each of its calls alone: whoever sends a byte now and then keeps
    it open for ever. `connected` gives the socket, as soon as there is one.
    """
    state = Deadline()

    def shut_down() -> None:
        state.is_over = True
        connection = connected()
        if connection is not None:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    timer = Timer(seconds, shut_down)
    timer.daemon = True
    timer.start()
    try:
        yield state
    finally:
        timer.cancel()
