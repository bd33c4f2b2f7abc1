"""The marker: a file that names searchnews as the maker of a directory, and gives it an id."""

from __future__ import annotations

import json
import os
import re
import uuid
from typing import Final

from searchnews.durability import sync_directory
from searchnews.storage.layout import Layout

_MADE_BY: Final = "searchnews"
_ID: Final = re.compile(r"[0-9a-f]{32}")
_MOST_BYTES: Final = 1000  # a marker has 80


def marker_id(layout: Layout) -> str | None:
    """The id of a directory; None if it has no marker that searchnews wrote."""
    try:
        if layout.marker.stat().st_size > _MOST_BYTES:
            return None
        marker = json.loads(layout.marker.read_bytes())
    except (OSError, ValueError):
        return None
    if not isinstance(marker, dict) or marker.get("made_by") != _MADE_BY:
        return None
    found = marker.get("id")
    return found if isinstance(found, str) and _ID.fullmatch(found) else None


def may_be_marked(layout: Layout) -> bool:
    """Whether writing a marker destroys nothing.

    An empty file of its name is what an interruption between making and writing it leaves.

    Raises:
        OSError: nobody may look.
    """
    if not os.path.lexists(layout.marker):
        return True
    return layout.marker.is_file() and layout.marker.stat().st_size == 0


def write_marker(layout: Layout) -> str:
    """Mark a directory; gives its id.

    Raises:
        OSError: it cannot be written to.
    """
    made = uuid.uuid4().hex
    with layout.marker.open("wb") as file:
        file.write(json.dumps({"made_by": _MADE_BY, "id": made}).encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())
    sync_directory(layout.directory)
    return made
