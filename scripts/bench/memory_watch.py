"""How much memory a process has, together with the processes it started. Linux only."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread
from types import TracebackType
from typing import Final, Literal, TypeAlias

Kind: TypeAlias = Literal["VmHWM", "RssAnon"]
"""The most it ever had, or what it has now without the pages of files, which the system can take
back."""

_INTERVAL: Final = 0.2  # seconds


class MemoryWatch:
    """Looks five times a second, inside `with`."""

    def __init__(self, kind: Kind) -> None:
        self.most = 0.0
        """The most that was seen, in megabytes."""
        self._kind = kind
        self._finished = Event()
        self._thread = Thread(target=self._watch, daemon=True)

    def __enter__(self) -> MemoryWatch:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._finished.set()
        self._thread.join()

    def _watch(self) -> None:
        while True:
            self.most = max(self.most, self._megabytes())
            if self._finished.wait(_INTERVAL):
                break

    def _megabytes(self) -> float:
        own = os.getpid()
        kilobytes = 0
        for status in Path("/proc").glob("[0-9]*/status"):
            with suppress(OSError, KeyError):  # the process has ended since
                values = dict(line.split(":", 1) for line in status.read_text().splitlines())
                if own in (int(values["Pid"]), int(values["PPid"])):
                    kilobytes += int(values[self._kind].split()[0])
        return kilobytes / 1024
