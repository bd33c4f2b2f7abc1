"""What tells whether a file has changed: its size and time, and a digest of its bytes."""

from __future__ import annotations

import time
from hashlib import blake2b
from pathlib import Path
from typing import Final, NamedTuple

from searchnews.ingest.streams import open_file
from searchnews.storage.manifest import UNKNOWN_TIME

# A file that was written to so shortly ago may change again without a new time: file systems
# keep times to two seconds at worst.
_SETTLED_NS: Final = 2_000_000_000
# In bytes; from twice as much on memory is asked of the system for every file, however small.
_CHUNK: Final = 1 << 16


class FileState(NamedTuple):
    """A file as it was at one moment."""

    size: int
    """In bytes."""
    mtime_ns: int
    """When it was last changed, in nanoseconds since 1970."""

    @classmethod
    def of(cls, path: Path) -> FileState | None:
        """The state of a file now; None if it cannot be looked at."""
        try:
            status = path.stat()
        except OSError:
            return None
        return cls(status.st_size, status.st_mtime_ns)


def digest_of(path: Path) -> bytes:
    """A digest of a file's bytes.

    Raises:
        OSError: it cannot be opened, or not be read to its end.
        UnreadableFileError: it is no regular file.
    """
    digest = blake2b(digest_size=16)
    with open_file(path, buffer_size=_CHUNK) as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.digest()


def settled(mtime_ns: int) -> int:
    """When a file was last changed; unknown if it may have changed again since.

    To be asked before the file is read, not after: what changed in between has the same time.
    """
    return mtime_ns if time.time_ns() - mtime_ns > _SETTLED_NS else UNKNOWN_TIME
