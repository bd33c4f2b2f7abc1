"""A new index replaces an old one, or is the first: it is staged, and moved up when it is whole.

It is made in a directory of its own inside that of the index. Its description is written last; from
then on it is whole, and the next process goes on where an interruption left off: each step can be
repeated. While it is moved up there is no description, and a process that opens the index waits.
Nothing is written or moved outside the directory of the index, and what is not ours in it stays.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

from searchnews.durability import sync_directory
from searchnews.errors import (
    EngineError,
    IndexDamagedError,
    IndexLockedError,
    IndexNotFoundError,
)
from searchnews.storage.description import Description, read_description
from searchnews.storage.layout import Layout
from searchnews.storage.marker import marker_id

# To move an index up takes microseconds; to look again takes as long.
_MOST_SECONDS: Final = 5.0
_SECONDS_BETWEEN: Final = 0.01

_REPLACED: Final = "replaced"


def current_description(layout: Layout) -> Description:
    """What an index is; an interrupted replacement of it is finished first.

    Raises:
        IndexNotFoundError: there is none.
        IndexDamagedError: its description cannot be read.
        IndexLockedError: another process is replacing it, and does not come to an end.
        EngineError: a replacement cannot be finished, or a cluster does not answer.
    """
    if layout.address is not None:
        from searchnews.storage.cluster.here import bring_here

        return bring_here(layout)
    until = time.monotonic() + _MOST_SECONDS
    while layout.directory.is_dir() and not layout.description.exists() and _is_staged(layout):
        # Imported here: locks are for those who write, and for this.
        from searchnews.storage.lock import writer_lock

        try:
            with writer_lock(layout):
                settle(layout)
        except IndexLockedError:
            if time.monotonic() > until:
                raise
            time.sleep(_SECONDS_BETWEEN)
    return read_description(layout)


def has_index(layout: Layout) -> bool:
    """Whether there is an index, also a damaged one.

    Raises:
        IndexLockedError, EngineError: as `current_description`.
    """
    try:
        current_description(layout)
    except IndexNotFoundError:
        return False
    except IndexDamagedError:
        pass
    return True


def settle(layout: Layout) -> bool:
    """Finish or remove what an interrupted run left; gives whether a new index was moved up.

    The caller holds the lock.

    Raises:
        EngineError: it could not be moved.
    """
    made_by = marker_id(layout)
    if made_by is None:
        return False
    staged = layout.staged(made_by)
    if staged.description.exists():
        install(layout, staged)
        return True
    discard(layout, staged)
    return False


def install(layout: Layout, staged: Layout) -> None:
    """Move a staged index up; the one that is there is removed. The caller holds the lock.

    Raises:
        EngineError: it could not be moved; the next process goes on.
    """
    if layout.address is not None:
        from searchnews.storage.cluster.here import install_in_cluster

        install_in_cluster(layout, staged)
        discard(layout, staged)
        return
    try:
        replaced = Layout(staged.directory / _REPLACED)
        replaced.directory.mkdir(exist_ok=True)
        _move(layout.description, replaced.description)
        for new, current, old in zip(staged.parts(), layout.parts(), replaced.parts(), strict=True):
            if os.path.lexists(new[0]):  # else it was moved before
                for source, target in zip(current, old, strict=True):
                    _move(source, target)
                new[0].rename(current[0])
        for source, target in zip(layout.made_on_demand(), replaced.made_on_demand(), strict=True):
            _move(source, target)
        sync_directory(layout.directory)
        staged.description.rename(layout.description)
        sync_directory(layout.directory)
    except OSError as error:
        raise EngineError(
            f"the new index cannot take its place in {layout.directory} ({error.strerror}); "
            "run `searchnews index` again"
        ) from error
    discard(layout, staged)


def discard(layout: Layout, staged: Layout) -> None:
    """Remove a staging directory; what is not ours in it is moved back to the index first.

    What cannot be removed is left to the next process. The caller holds the lock.
    """
    import shutil  # loads three compressions, which a search has no need of

    from searchnews.copies.layout import is_of_copies
    from searchnews.engines.file_names import is_of_an_engine

    def is_of_engine(name: str) -> bool:
        return is_of_an_engine(name) or name == layout.dictionary.name

    with suppress(OSError):
        old = Layout(staged.directory / _REPLACED)
        for folder, current, is_ours in (
            (old.engine, layout.engine, is_of_engine),
            (old.copies, layout.copies, is_of_copies),
        ):
            if folder.is_dir() and not folder.is_symlink():
                for path in folder.iterdir():
                    if not is_ours(path.name):
                        _move(path, current / path.name)
        shutil.rmtree(staged.directory)


def _is_staged(layout: Layout) -> bool:
    made_by = marker_id(layout)
    return made_by is not None and layout.staged(made_by).description.exists()


def _move(source: Path, target: Path) -> None:
    """Move what is there, unless it would be over something."""
    if os.path.lexists(source):
        while os.path.lexists(target):
            target = target.with_name(f"{target.name}.old")
        source.rename(target)
