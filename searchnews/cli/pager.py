"""A pager for what does not fit on a screen."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO, Final, cast

PAGED: Final = frozenset(
    "query show read stats concordance facets timeline collocates keyness similar stories".split()
)
"""The commands whose output is read, and may be long."""

_AS_GIT_DOES: Final = "FRX"  # of less: end where all fits, show colours, leave the screen as it is


@contextmanager
def paged() -> Iterator[None]:
    """Send standard output through the pager that the user has chosen, if there is one.

    `$SEARCHNEWS_PAGER`, then `$PAGER`, say which; `less` if neither does, and none if it is empty.
    """
    import subprocess

    chosen = os.environ.get("SEARCHNEWS_PAGER", os.environ.get("PAGER", "less"))
    try:
        process = subprocess.Popen(  # noqa: S603 - the user's own choice
            shlex.split(chosen),
            stdin=subprocess.PIPE,
            env={"LESS": _AS_GIT_DOES} | os.environ,
            text=True,
            encoding=sys.stdout.encoding or "utf-8",
            errors="replace",
        )
    except (OSError, ValueError, IndexError):  # there is no such program
        yield
        return
    page = cast("IO[str]", process.stdin)
    screen, sys.stdout = sys.stdout, page
    try:
        yield
    finally:
        sys.stdout = screen
        with suppress(BrokenPipeError):  # whoever reads has read enough
            page.close()
        while process.poll() is None:
            with suppress(KeyboardInterrupt):  # Ctrl-C is for the pager now
                process.wait()
