"""What readers and libraries raise, as reasons that a user understands.

No exception of a reader or of a library ends a run: whatever is raised while a file is read is the
reason why this file, or this member of a container, gives no more articles.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final
from zipfile import BadZipFile

from searchnews.errors import UnreadableFileError
from searchnews.ingest.compression import DAMAGE

_LONGEST: Final = 200  # characters of the message of a library


@contextmanager
def failures_named() -> Iterator[None]:
    """Around everything that reads a file: every exception becomes an `UnreadableFileError`."""
    try:
        yield
    except UnreadableFileError:
        raise
    except Exception as error:
        raise unreadable(error) from None


def unreadable(error: Exception) -> UnreadableFileError:
    """The reason for the user when reading a file raised something.

    >>> str(unreadable(FileNotFoundError(2, "No such file or directory")))
    'No such file or directory'
    >>> str(unreadable(OverflowError("int too large")))
    'it cannot be read: OverflowError: int too large'
    """
    if isinstance(error, EOFError):
        return UnreadableFileError("the compressed data is cut short")
    if isinstance(error, OSError) and error.strerror:
        return UnreadableFileError(error.strerror)
    # gzip and bz2 raise an OSError without a number.
    if isinstance(error, (OSError, *DAMAGE)):
        return UnreadableFileError(f"the compressed data is damaged: {_shortened(error)}")
    if isinstance(error, BadZipFile):
        return UnreadableFileError(f"the archive is damaged: {_shortened(error)}")
    if isinstance(error, MemoryError):
        return UnreadableFileError("reading it takes too much memory")
    if isinstance(error, RecursionError):
        return UnreadableFileError("it is nested too deeply to be read")
    if isinstance(error, NotImplementedError):  # a way of packing that Python does not know
        return UnreadableFileError(f"it cannot be read: {_shortened(error)}")
    return UnreadableFileError(
        f"it cannot be read: {type(error).__name__}: {_shortened(error)}",
        "".join(traceback.format_exception(error)),
    )


def _shortened(error: Exception) -> str:
    return " ".join(str(error)[:_LONGEST].split())
