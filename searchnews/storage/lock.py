"""One writer at a time, across processes."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime

from searchnews.errors import EngineError, IndexLockedError
from searchnews.storage.layout import Layout


@contextmanager
def writer_lock(layout: Layout) -> Iterator[None]:
    """Hold the lock of an index; a process that dies lets go of it.

    Raises:
        IndexLockedError: somebody else holds it; the message says who.
        EngineError: the directory cannot be written to.
    """
    # Imported here: it takes as long as opening an index, and reading needs no lock.
    from filelock import FileLock, Timeout

    lock = FileLock(layout.lock, timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise IndexLockedError(
            f"{layout.directory} is being written to by {_holder(layout)}; wait until it is done, "
            "or index into another directory"
        ) from None
    except OSError as error:
        raise EngineError(
            f"{layout.directory} cannot be written to ({error.strerror}); check its permissions, "
            "or index into another directory"
        ) from error
    try:
        with suppress(OSError):  # it only helps to word a message
            layout.writer.write_text(json.dumps(_self()), encoding="utf-8")
        yield
        with suppress(OSError):
            layout.writer.unlink()
    finally:
        lock.release()


def _self() -> dict[str, object]:
    return {
        "pid": os.getpid(),
        "host": socket.gethostname(),
        "since": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def _holder(layout: Layout) -> str:
    try:
        holder = json.loads(layout.writer.read_text(encoding="utf-8"))
        return f"process {holder['pid']} on {holder['host']} since {holder['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"
