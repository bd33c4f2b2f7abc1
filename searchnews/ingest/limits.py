"""How long reading a file may take, and how much it may grow when it is unpacked."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from searchnews.ingest.base import UnreadableFileError

# Text shrinks 3 to 10 times, JSON that repeats its names 30 times, a bomb a thousand times.
_MOST_TIMES: Final = 250


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits for every file that is read in this process.

    Documents that other processes read have the limits of `Processes` instead.
    """

    seconds: float = 60.0
    """Of work without an article; the slowest honest page of thousands took 1.5 s."""
    clock: Callable[[], float] = time.thread_time
    """Gives seconds; the default counts the work of this thread, and not its waiting."""
    harmless: int = 256 << 20
    """In bytes: what is smaller when it is unpacked harms nobody, whatever it was made from."""

    def largest_unpacked(self, size: int) -> int:
        """So many bytes at most may be packed in `size` bytes."""
        return max(self.harmless, size * _MOST_TIMES)


LIMITS: Final = Limits()
"""Those that hold unless a test says otherwise."""


class TimeLimit:
    """The time since the last article of one file; asked whenever the file is read from."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.restart()

    def restart(self) -> None:
        """Count from now: there was an article, or another member of a container begins."""
        self._end = self._limits.clock() + self._limits.seconds

    def check(self) -> None:
        """See whether there is time left.

        Raises:
            UnreadableFileError: there is none.
        """
        if self._limits.clock() > self._end:
            raise UnreadableFileError(
                f"given up after {self._limits.seconds:g} seconds of work without an article"
            )


def exploding(most: int) -> UnreadableFileError:
    """What is said of a file that grows beyond `most` bytes when it is unpacked."""
    return UnreadableFileError(
        f"it grows to more than {most >> 20:,} MiB, {_MOST_TIMES} times its size, as no text does"
    )
