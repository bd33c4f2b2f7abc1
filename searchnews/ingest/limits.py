"""How long reading a file may take, and how much it may grow when it is unpacked."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from searchnews.errors import UnreadableFileError

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
"""The limits that hold in general; tests set others."""


class TimeLimit:
    """The time since the last article of one file; checked whenever the file is read from.

    It begins with the first check after a restart, so that what others do in between with an
    article does not count, nor the time that a file waits for its turn.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._end: float | None = None

    def restart(self) -> None:
        """Begin again: there was an article, or another member of a container begins."""
        self._end = None

    def check(self) -> None:
        """See whether there is time left.

        Raises:
            UnreadableFileError: there is none.
        """
        now = self._limits.clock()
        if self._end is None:
            self._end = now + self._limits.seconds
        elif now > self._end:
            raise UnreadableFileError(
                f"given up after {self._limits.seconds:g} seconds of work without an article"
            )


def exploding(most: int) -> UnreadableFileError:
    """The reason when a file grows beyond `most` bytes when it is unpacked."""
    return UnreadableFileError(
        f"it grows to more than {most >> 20:,} MiB, {_MOST_TIMES} times its size, as no text does"
    )
