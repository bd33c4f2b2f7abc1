"""Files that a thread writes while the visitor reads them, a few pieces ahead at most."""

from __future__ import annotations

import asyncio
import io
import time
from collections.abc import AsyncGenerator, Callable
from concurrent.futures import Executor
from contextlib import aclosing, suppress
from typing import BinaryIO, Final, cast

_PIECE: Final = 64 * 1024
"""Bytes that are sent at a time."""
_AHEAD: Final = 4
"""Pieces that may wait for the visitor to read."""
_LOOK: Final = 0.2
"""Seconds after which a writer looks whether anybody still reads."""
SECONDS_TO_READ: Final = 60.0
"""After which a visitor who does not read is given up."""


async def streamed(
    write: Callable[[BinaryIO], object], executor: Executor, seconds: float = SECONDS_TO_READ
) -> AsyncGenerator[bytes]:
    """What `write` writes to the file that it is given, in pieces, in bounded memory.

    An error of `write` is raised here, when what it wrote before has been read. If the visitor
    goes, or does not read for so many seconds, writing fails.
    """
    loop = asyncio.get_running_loop()
    pieces: asyncio.Queue[bytes | BaseException | None] = asyncio.Queue(_AHEAD)

    def put(piece: bytes | BaseException | None) -> None:
        given_up = time.monotonic() + seconds
        if loop.is_closed():
            raise _GoneError
        waiting = asyncio.run_coroutine_threadsafe(pieces.put(piece), loop)
        while True:
            try:
                return waiting.result(min(_LOOK, seconds))
            except TimeoutError:
                # A loop that has ended, as when the server does, puts nothing any more.
                if pipe.is_left or loop.is_closed() or time.monotonic() > given_up:
                    raise _GoneError from None

    pipe = _Pipe(put)

    def work() -> None:
        try:
            with io.BufferedWriter(cast("io.RawIOBase", pipe), _PIECE) as file:
                write(file)
        except _GoneError:
            return
        except BaseException as error:
            ended: BaseException | None = error
        else:
            ended = None
        with suppress(_GoneError):
            put(ended)

    future = loop.run_in_executor(executor, work)
    try:
        while (piece := await pieces.get()) is not None:
            if isinstance(piece, BaseException):
                raise piece
            yield piece
    finally:
        pipe.is_left = True
        while not pieces.empty():  # whoever waits to put another one goes on, and sees it
            pieces.get_nowait()
        future.cancel()


class _GoneError(OSError):
    """Nobody reads any more."""


class _Pipe(io.RawIOBase):
    """Passes on what is written to it."""

    def __init__(self, put: Callable[[bytes], None]) -> None:
        super().__init__()
        self.is_left = False
        self._put = put

    def writable(self) -> bool:
        return True

    def write(self, data: bytes, /) -> int:  # type: ignore[override]  # of bytes alone
        if self.is_left:
            raise _GoneError
        self._put(bytes(data))
        return len(data)


async def first_and_rest(pieces: AsyncGenerator[bytes]) -> AsyncGenerator[bytes]:
    """The same pieces, of which the first has been made when this returns.

    What is wrong from the beginning is so known before anything has been sent.
    """
    try:
        first = await anext(pieces)
    except StopAsyncIteration:
        first = b""

    async def all_pieces() -> AsyncGenerator[bytes]:
        async with aclosing(pieces) as rest:
            yield first
            async for piece in rest:
                yield piece

    return all_pieces()
