"""One writer at a time, across processes."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from searchnews.errors import EngineError, IndexLockedError
from searchnews.storage.description import no_index
from searchnews.storage.layout import Layout, Lock

if TYPE_CHECKING:
    from searchnews.storage.cluster.lease import Lease


@contextmanager
def writer_lock(layout: Layout) -> Iterator[Lease | None]:
    """Be the one writer of an index; in a cluster for all machines, by a lease that is waited for.

    Raises:
        IndexNotFoundError: there is no index, nor one that is being made.
        IndexLockedError: somebody else is; the message says who.
        EngineError: the directory cannot be written to, or the cluster does not answer.
    """
    with directory_lock(layout):
        if layout.address is None:
            yield None
            return
        from searchnews.storage.cluster.here import shared_by
        from searchnews.storage.cluster.lease import held
        from searchnews.storage.ownership import claim

        with held(shared_by(layout).meta, layout.name, claim(layout)) as lease:
            yield lease


@contextmanager
def directory_lock(layout: Layout) -> Iterator[None]:
    """Hold the lock of a directory; a process that dies lets go of it.

    Raises:
        IndexNotFoundError: there is no index, nor one that is being made.
        IndexLockedError: somebody else holds it; the message says who.
        EngineError: the directory cannot be written to.
    """
    what = f"{layout.name} is being written to by"
    advice = "wait until it is done, or index into another directory"
    with _held(layout, layout.writing, what, advice):
        yield


@contextmanager
def running_lock(layout: Layout) -> Iterator[Lease | None]:
    """Be the only one that runs the saved searches of an index; searching and writing go on.

    In a cluster on all machines, by a lease that is waited for; there are some saved searches.

    Raises:
        IndexNotFoundError: there is no index.
        IndexLockedError: somebody else runs them; the message says who.
        EngineError: the directory cannot be written to, or the cluster does not answer.
    """
    what = f"the saved searches of {layout.name} are being run by"
    with _held(layout, layout.running, what, "wait until it is done"):
        if layout.address is None:
            yield None
            return
        from searchnews.storage.cluster.here import kept_by
        from searchnews.storage.cluster.lease import RUNNING, held
        from searchnews.storage.ownership import claim

        with held(kept_by(layout), layout.name, claim(layout), right=RUNNING) as lease:
            yield lease


@contextmanager
def recognising_lock(layout: Layout, seconds_waited: float) -> Iterator[None]:
    """Be the only one that recognises copies and stories of an index in a cluster here.

    Raises:
        IndexNotFoundError: there is no index here.
        IndexLockedError: somebody else does so, and goes on for longer than it is waited for.
        EngineError: the directory cannot be written to.
    """
    what = f"copies and stories of {layout.name} are being recognised by"
    with _held(layout, layout.recognising, what, "wait until it is done", seconds_waited):
        yield


@contextmanager
def _held(
    layout: Layout, wanted: Lock, what: str, advice: str, seconds_waited: float = 0.0
) -> Iterator[None]:
    # A lock would make the directory again that somebody has removed.
    if not any(map(os.path.lexists, (layout.description, layout.marker))):
        raise no_index(layout)
    # Imported here: it takes as long as opening an index, and reading needs no lock.
    from filelock import FileLock, Timeout

    lock = FileLock(wanted.path, timeout=seconds_waited)
    try:
        lock.acquire()
    except Timeout:
        raise IndexLockedError(f"{what} {_holder(wanted.holder)}; {advice}") from None
    except OSError as error:
        raise EngineError(
            f"{layout.directory} cannot be written to ({error.strerror or error}); check its "
            "permissions, or choose another directory"
        ) from error
    note = wanted.holder
    try:
        with suppress(OSError):  # the note only helps to word a message
            if _is_free(note):
                note.write_text(json.dumps(_self()), encoding="utf-8")
        yield
    finally:
        with suppress(OSError):
            if _note(note):
                note.unlink()
        lock.release()


def _self() -> dict[str, object]:
    return {
        "pid": os.getpid(),
        "host": socket.gethostname(),
        "since": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def _holder(path: Path) -> str:
    if note := _note(path):
        return f"process {note['pid']} on {note['host']} since {note['since']}"
    return "another process"


def _note(path: Path) -> dict[str, Any] | None:
    """What somebody noted who has the lock, or had it; None if there is nothing of the kind."""
    try:
        note = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return note if isinstance(note, dict) and note.keys() == _self().keys() else None


def _is_free(path: Path) -> bool:
    """Whether the note may be written: over one of ours, not over a file of the user's."""
    return not os.path.lexists(path) or _note(path) is not None or path.read_bytes() == b""
