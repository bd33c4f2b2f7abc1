"""A worker process: reads what it is given, one document at a time, and gives back what is in it.

Run by `workers` as `python -m searchnews.ingest.worker`; it speaks through its standard input and
output.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from importlib import import_module
from io import BufferedReader, BytesIO
from typing import Any, Final, cast

from searchnews.ingest.dates import dated
from searchnews.ingest.frames import Done, Task, read_frame, write_frame
from searchnews.ingest.reading import Item, ReaderModule, UnreadableFileError

# A page of 16 MiB, the largest that is read, takes half of it.
_MEMORY: Final = 2 << 30  # in bytes of address space


def read_document(task: Task) -> Done:
    """Read a document; whatever is wrong with it is a reason, no exception."""
    items: list[Item] = []
    try:
        reader = cast("ReaderModule", import_module(f"searchnews.ingest.{task.module}"))
        stream = BufferedReader(cast("Any", BytesIO(task.data)))
        items.extend(dated(reader.read(stream, task.place, task.options)))
    except UnreadableFileError as error:
        return Done(items, str(error))
    except MemoryError:
        return Done(items, "reading it takes too much memory")
    except Exception as error:
        return Done(items, f"it cannot be read: {type(error).__name__}: {str(error)[:200]}")
    return Done(items, None)


def main() -> None:
    """Read documents until the input ends."""
    # Ctrl-C is for the process that writes the index; this one goes when its input ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    results = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not come between the frames
    with contextlib.suppress(EOFError, BrokenPipeError):
        while True:
            write_frame(results, read_document(read_frame(sys.stdin.buffer)))


if __name__ == "__main__":
    main()
