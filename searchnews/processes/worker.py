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
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not come between the frames
    with contextlib.suppress(EOFError, BrokenPipeError):
        while True:
            write_frame(answers, _answer(read_frame(sys.stdin.buffer)))


def _answer(task: Task) -> Answer:
    try:
        return Answer(task.work(task.argument))
    except Exception as error:
        return Answer(None, f"{type(error).__name__}: {str(error)[:200]}")


if __name__ == "__main__":
    main()
