"""Reading an index that one may not write to: another user's, or on a disk that is read-only.

tantivy locks a file to read which segments there are, and opens it for writing. So it is shown a
directory of one's own with links to the segments, just long enough to open them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from searchnews.engines.tantivy.files import MANAGED, META

_LOCK: Final = ".tantivy-meta.lock"


def can_lock(directory: Path) -> bool:
    """Whether tantivy can read an index where it is."""
    lock = directory / _LOCK
    return os.access(lock if lock.exists() else directory, os.W_OK)


@contextmanager
def linked_copy(directory: Path) -> Iterator[Path]:
    """A directory that looks like this one, and can be written to, until the block is left."""
    import shutil  # both take as long to import as a query to answer
    import tempfile

    with tempfile.TemporaryDirectory(prefix="searchnews-") as folder:
        copy = Path(folder)
        for path in directory.iterdir():
            if path.name in (META, MANAGED):
                shutil.copy(path, copy)
            elif not path.name.startswith("."):
                (copy / path.name).symlink_to(path.absolute())
        yield copy
