"""A process of the pool: does one task after the other, and sends back the answers.

`pool` runs it as `python -m searchnews.processes.worker`, and talks to it through its standard
input and output.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from typing import Final

from searchnews.processes.messages import Answer, Task, receive, send

_MAX_REASON: Final = 200  # in characters; some exceptions quote the whole document


def main() -> None:
    """Do tasks until the input ends."""
    # Ctrl-C is for the process that writes the index; this one ends when its input does.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not come between the answers
    with contextlib.suppress(EOFError, BrokenPipeError):
        while True:
            send(answers, _answer(receive(sys.stdin.buffer)))


def _answer(task: Task) -> Answer:
    _limit_memory(task.memory)
    try:
        return Answer(task.work(task.argument))
    except Exception as error:
        return Answer(None, f"{type(error).__name__}: {str(error)[:_MAX_REASON]}")


def _limit_memory(memory: int | None) -> None:
    """Let this process have so many bytes of address space; None for as many as it may have."""
    with contextlib.suppress(ImportError, ValueError, OSError):  # Windows has no such limits
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        if memory is None:
            soft = hard
        elif hard == resource.RLIM_INFINITY:
            soft = memory
        else:
            soft = min(memory, hard)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


if __name__ == "__main__":
    main()
