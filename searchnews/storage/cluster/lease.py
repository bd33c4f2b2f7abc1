"""One at a time in a cluster, whatever machine it is on, writes or runs what is saved: a lease.

Between two commits that of a writer goes to another machine that waits for it, so that several can
index at the same time, one commit after the other.
"""

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


class Right(NamedTuple):
    """What one machine at a time may do."""

    held: str
    """The document that says who has it."""
    waiting: str | None
    """The one that says who waits for it, where it is handed over."""
    being_done: str
    """What its holder does to the index, as a message has it."""
    advice: str
    """What others can do."""
    lost: str
    """What it means to have lost it."""


WRITING: Final = Right(
    held="writer",
    waiting="waiting",
    being_done="{} is being written to",
    advice=", or index into another index",
    lost="another machine has taken over writing, as this one did not reach the cluster for a "
    "while; what was committed stays: index again later",
)
RUNNING: Final = Right(
    held="runner",
    waiting=None,
    being_done="the saved searches of {} are being run",
    advice="",
    lost="another machine has taken over running the saved searches, as this one did not reach the "
    "cluster for a while; it delivers what this one has not",
)


class LeaseTimes(NamedTuple):
    """In seconds. The clocks of the machines are to agree to some seconds."""

    valid: float = 60.0
    """So long a writer that has died, or lost its way to the cluster, keeps others out."""
    renewed: float = 15.0
    """Between two renewals."""
    waited: float = 90.0
    """For the lease: somebody who writes gives it away after the next commit."""
    asked: float = 0.3
    """Between two looks whether it is free."""


DEFAULT_TIMES: Final = LeaseTimes()


class Lease:
    """A right, which its holder renews until it lets go of it."""

    def __init__(
        self, meta: Meta, name: str, machine: str, times: LeaseTimes, right: Right
    ) -> None:
        self._meta = meta
        self._right = right
        self._name = name
        self._machine = machine
        self._times = times
        self._since = datetime.now(UTC).isoformat(timespec="seconds")
        self._version: Version | None = None
        self._is_ours = False
        self._lock = threading.Lock()
        self._ended = threading.Event()

    def take(self) -> None:
        """Take it; waits until another one that has it has committed.

        Raises:
            IndexLockedError: somebody else has it, and does not give it away.
        """
        until = time.monotonic() + self._times.waited
        while True:
            known = self._meta.get(self._right.held)
            if known is None or not self._is_held(known.content):
                with self._lock:
                    self._version = known.version if known else None
                    if self._write(self._times.valid):
                        self._is_ours = True
                        return
            elif time.monotonic() > until:
                raise IndexLockedError(self._message(known.content))
            else:
                self._wait()

    def check(self) -> None:
        """Make sure that nobody else has taken it meanwhile; to be called before what matters.

        Raises:
            EngineError: somebody has, since this machine did not reach the cluster for a while.
        """
        with self._lock:
            known = self._meta.get(self._right.held)
            is_lost = known is None or known.version != self._version
        if is_lost:
            raise EngineError(f"{self._name}: {self._right.lost}")

    def hand_over(self) -> bool:
        """Let another machine write that waits, and take the lease back; False if none waits.

        Raises:
            IndexLockedError: it does not give it back.
        """
        if not self._is_waiting():
            return False
        self._let_go()
        until = time.monotonic() + self._times.valid
        while time.monotonic() < until:
            known = self._meta.get(self._right.held)
            if known is not None and known.content["machine"] != self._machine:
                break
            if not self._is_waiting():
                break
            time.sleep(self._times.asked)
        self.take()
        return True

    def renew_for_ever(self) -> None:
        """Renew it now and then while it is ours, until `release`."""
        while not self._ended.wait(self._times.renewed):
            # The cluster may come back in time; if not, `check` says so.
            with suppress(SearchNewsError), self._lock:
                if self._is_ours:
                    self._is_ours = self._write(self._times.valid)

    def release(self) -> None:
        """Let go of it for good."""
        self._ended.set()
        self._let_go()

    def _let_go(self) -> None:
        with self._lock, suppress(SearchNewsError):  # else it ends by itself
            if self._is_ours:
                self._write(0.0)
            self._is_ours = False

    def _wait(self) -> None:
        """Say that somebody waits, and do so for a moment."""
        if name := self._right.waiting:
            known = self._meta.get(name)
            seconds = 10 * self._times.asked
            if known is None or known.content["until"] < time.time() + seconds / 2:
                self._meta.put(name, self._about(seconds), known.version if known else None)
        time.sleep(self._times.asked)

    def _is_waiting(self) -> bool:
        waiting = self._meta.get(self._right.waiting) if self._right.waiting else None
        return waiting is not None and self._is_held(waiting.content)

    def _write(self, seconds: float) -> bool:
        """Say that it is held for so long; False if somebody else has written."""
        content = self._about(seconds)
        if not self._meta.put(self._right.held, content, self._version):
            return False
        written = self._meta.get(self._right.held)
        if written is None or written.content != content:
            return False
        self._version = written.version
        return True

    def _about(self, seconds: float) -> dict[str, Any]:
        return {
            "machine": self._machine,
            "pid": os.getpid(),
            "host": socket.gethostname(),
            "since": self._since,
            "until": time.time() + seconds,
        }

    def _is_held(self, known: dict[str, Any]) -> bool:
        """Whether it is another machine's, and not at its end."""
        # Who has the lock of this machine knows that its former holder here has died.
        return bool(known["until"] > time.time() and known["machine"] != self._machine)

    def _message(self, known: dict[str, Any]) -> str:
        return (
            f"{self._right.being_done.format(self._name)} by process {known['pid']} on "
            f"{known['host']} since {known['since']}; wait until it is done (if it has died, "
            f"{self._times.valid:.0f} seconds){self._right.advice}"
        )


@contextmanager
def held(
    meta: Meta,
    name: str,
    machine: str,
    times: LeaseTimes = DEFAULT_TIMES,
    right: Right = WRITING,
) -> Iterator[Lease]:
    """Hold a lease of the index with this name; `machine` is the id of the marker here.

    Raises:
        IndexLockedError: somebody else has the right, and keeps it.
        EngineError: the cluster does not answer.
    """
    lease = Lease(meta, name, machine, times, right)
    lease.take()
    renewing = threading.Thread(target=lease.renew_for_ever, name="searchnews lease", daemon=True)
    renewing.start()
    try:
        yield lease
    finally:
        lease.release()
        renewing.join()
