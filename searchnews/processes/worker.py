"""A process that does what it is given, one task at a time, and gives back what came of it.

Run by `pool` as `python -m searchnews.processes.worker`; it speaks through its standard input and
output.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from typing import Final

from searchnews.processes.frames import Answer, Task, read_frame, write_frame

# A page of 16 MiB, the largest that is read, takes half of it.
_MEMORY: Final = 2 << 30  # in bytes of address space


def main() -> None:
    """Do tasks until the input ends."""
    # Ctrl-C is for the process that writes the index; this one goes when its input ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not come between the frames
    with contextlib.suppress(EOFError, BrokenPipeError):
        while True:
            write_frame(answers, _answer(read_frame(sys.stdin.buffer)))


def _answer(task: Task) -> Answer:
    _limit_memory(task.limited)
    try:
        return Answer(task.work(task.argument))
    except Exception as error:
        return Answer(None, f"{type(error).__name__}: {str(error)[:200]}")


def _limit_memory(is_limited: bool) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        limit = _MEMORY if most == resource.RLIM_INFINITY else min(_MEMORY, most)
        resource.setrlimit(resource.RLIMIT_AS, (limit if is_limited else most, most))


if __name__ == "__main__":
    main()
