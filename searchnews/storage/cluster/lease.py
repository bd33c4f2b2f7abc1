"""One writer at a time of an index in a cluster, whatever machine it is on: a lease."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple

from searchnews.engines.opensearch.meta import Meta, Version
from searchnews.errors import EngineError, IndexLockedError, SearchNewsError

_NAME: Final = "writer"


class LeaseTimes(NamedTuple):
    """In seconds. The clocks of the machines are to agree to some seconds."""

    valid: float = 60.0
    """So long a writer that has died, or lost its way to the cluster, keeps others out."""
    renewed: float = 15.0
    """Between two renewals."""


class Lease:
    """The right to write, which its holder renews until it lets go of it."""

    def __init__(self, meta: Meta, name: str, machine: str, times: LeaseTimes) -> None:
        self._meta = meta
        self._name = name
        self._machine = machine
        self._times = times
        self._since = datetime.now(UTC).isoformat(timespec="seconds")
        self._version: Version | None = None
        self._lock = threading.Lock()
        self._ended = threading.Event()

    def take(self) -> None:
        """Take it.

        Raises:
            IndexLockedError: somebody else has it.
        """
        known = self._meta.get(_NAME)
        if known is not None and self._is_held(known.content):
            raise IndexLockedError(self._message(known.content))
        self._version = known.version if known else None
        if not self._write(self._times.valid):
            known = self._meta.get(_NAME)
            raise IndexLockedError(self._message(known.content if known else {}))

    def check(self) -> None:
        """Make sure that nobody else has taken it meanwhile; to be called before a commit.

        Raises:
            EngineError: somebody has, since this machine did not reach the cluster for a while.
        """
        known = self._meta.get(_NAME)
        with self._lock:
            is_lost = known is None or known.version != self._version
        if is_lost:
            raise EngineError(
                f"{self._name}: another machine has taken over writing, as this one did not reach "
                "the cluster for a while; what was committed stays: index again later"
            )

    def renew_for_ever(self) -> None:
        """Renew it now and then, until `release`."""
        while not self._ended.wait(self._times.renewed):
            # The cluster may come back in time; if not, `check` says so.
            with suppress(SearchNewsError):
                if not self._write(self._times.valid):
                    return

    def release(self) -> None:
        """Let go of it."""
        self._ended.set()
        with suppress(SearchNewsError):  # it ends by itself
            self._write(0.0)

    def _write(self, seconds: float) -> bool:
        """Say until when it is held; False if somebody else has written."""
        content = {
            "machine": self._machine,
            "pid": os.getpid(),
            "host": socket.gethostname(),
            "since": self._since,
            "until": time.time() + seconds,
        }
        with self._lock:
            if not self._meta.put(_NAME, content, self._version):
                return False
            written = self._meta.get(_NAME)
            if written is None or written.content != content:
                return False
            self._version = written.version
            return True

    def _is_held(self, known: dict[str, Any]) -> bool:
        # Who has the lock of this machine knows that its former holder here has died.
        return bool(known["until"] > time.time() and known["machine"] != self._machine)

    def _message(self, known: dict[str, Any]) -> str:
        holder = "another machine"
        if known:
            holder = f"process {known['pid']} on {known['host']} since {known['since']}"
        return (
            f"{self._name} is being written to by {holder}; wait until it is done (if it has died, "
            f"{self._times.valid:.0f} seconds), or index into another index"
        )


@contextmanager
def held(
    meta: Meta,
    name: str,
    machine: str,
    times: LeaseTimes = LeaseTimes(),  # noqa: B008
) -> Iterator[Lease]:
    """Hold the lease of the index with this name; `machine` is the id of the marker here.

    Raises:
        IndexLockedError: somebody else is writing.
        EngineError: the cluster does not answer.
    """
    lease = Lease(meta, name, machine, times)
    lease.take()
    renewing = threading.Thread(target=lease.renew_for_ever, name="searchnews lease", daemon=True)
    renewing.start()
    try:
        yield lease
    finally:
        lease.release()
        renewing.join()
