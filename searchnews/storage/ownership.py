"""Which directories are ours: those that searchnews made, and in which it may write and remove.

Never by a name alone: there is a marker in it that searchnews wrote, or the description of an index
that was made before there were markers.
"""

from __future__ import annotations

from pathlib import Path

from searchnews.errors import EngineError, IndexExistsError
from searchnews.storage.description import has_description
from searchnews.storage.layout import Layout
from searchnews.storage.marker import marker_id, may_be_marked, write_marker


def is_ours(directory: Path) -> bool:
    """Whether searchnews made a directory for an index; False where nobody may look."""
    layout = Layout(directory)
    return has_description(layout) or marker_id(layout) is not None


def claim(layout: Layout) -> str:
    """Mark a directory that is empty, or an index without a marker; gives the id of the marker.

    Raises:
        IndexExistsError: there is something else in it.
        EngineError: it cannot be written to.
    """
    known = marker_id(layout)
    if known is not None:
        return known
    try:
        is_empty = {layout.marker}.issuperset(layout.directory.iterdir())
        is_free = may_be_marked(layout)
        if has_description(layout) and not is_free:
            raise IndexExistsError(f"{layout.marker} is not by searchnews; move it away")
        if not has_description(layout) and not (is_empty and is_free):
            raise IndexExistsError(
                f"{layout.directory} is not empty and no index; choose another directory"
            )
        return write_marker(layout)
    except OSError as error:
        raise EngineError(
            f"{layout.directory} cannot be written to ({error.strerror}); name another directory "
            "with --index"
        ) from error
