"""What tells whether a file has changed: its time, and a digest of its bytes."""

from __future__ import annotations

import time
from hashlib import blake2b
from pathlib import Path
from typing import Final

from searchnews.storage.manifest import UNKNOWN_TIME

# A file that was written to so shortly ago may change again without a new time: file systems
# keep times to two seconds at worst.
_SETTLED_NS: Final = 2_000_000_000
# In bytes; from twice as much on memory is asked of the system for every file, however small.
_CHUNK: Final = 1 << 16


def digest_of(path: Path) -> bytes | None:
    """A digest of a file's bytes; None if it cannot be read."""
    digest = blake2b(digest_size=16)
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
    except OSError:
        return None
    return digest.digest()


def settled(mtime_ns: int) -> int:
    """When a file was last changed, in nanoseconds; unknown if it may have changed again since."""
    return mtime_ns if time.time_ns() - mtime_ns > _SETTLED_NS else UNKNOWN_TIME
