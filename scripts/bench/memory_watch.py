"""What memory a process has, together with the processes it started. Linux only."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread
from typing import Any, Literal, TypeAlias

Kind: TypeAlias = Literal["VmHWM", "RssAnon"]
"""The most it ever had, or what it has now without the pages of files, which cost nobody."""

_EVERY = 0.2  # seconds


class MemoryWatch:
    """Looks now and then, inside `with`."""

    def __init__(self, kind: Kind) -> None:
        self.most = 0.0
        """The most that was seen, in megabytes."""
        self._kind = kind
        self._finished = Event()
        self._thread = Thread(target=self._watch, daemon=True)

    def __enter__(self) -> MemoryWatch:
        self._thread.start()
        return self

    def __exit__(self, *_: Any) -> None:
        self._finished.set()
        self._thread.join()

    def _watch(self) -> None:
        while True:
            self.most = max(self.most, self._now())
            if self._finished.wait(_EVERY):
                break

    def _now(self) -> float:
        own = os.getpid()
        kilobytes = 0
        for status in Path("/proc").glob("[0-9]*/status"):
            with suppress(OSError, KeyError):  # it has ended meanwhile
                values = dict(line.split(":", 1) for line in status.read_text().splitlines())
                if own in (int(values["Pid"]), int(values["PPid"])):
                    kilobytes += int(values[self._kind].split()[0])
        return kilobytes / 1024
