"""The names of the files that embedded engines write, known without importing their packages.

Whatever else lies in the directory of an engine was put there by somebody else.
"""

from __future__ import annotations

import re
from typing import Final

# Patterns that are compiled when they are first needed: a search needs none.
TANTIVY_SEGMENT: Final = r"[0-9a-f]{32}\.(?:\d+\.)?[a-z]+(?:\.temp)?"
"""A segment's id, the commit of its deletions, and the kind of file."""
TANTIVY_TEMPORARY: Final = r"\.tmp\w{6}"
"""What `meta.json` and `.managed.json` are until they are whole."""
_TANTIVY: Final = r"meta\.json|\.managed\.json|\.tantivy-\w+\.lock"

WHOOSH_FILE: Final = r"_?MAIN_\w+\.(?:seg|toc)"
"""A segment, or the list of the segments of a commit."""
WHOOSH_TEMPORARY: Final = r"_MAIN_\d+\.toc\.[\d.e+]+"
"""A list of segments until it is whole; the end is the time in seconds."""
_WHOOSH: Final = r"MAIN_\w+(?:\.\w+)*|MAIN\.tmp|checksums\.json|\.checksums\.json\..+"

_ALL: Final = (
    TANTIVY_SEGMENT, TANTIVY_TEMPORARY, _TANTIVY, WHOOSH_FILE, WHOOSH_TEMPORARY, _WHOOSH,
)  # fmt: skip


def is_of_an_engine(name: str) -> bool:
    """Whether an engine may have written a file of this name.

    >>> is_of_an_engine("meta.json"), is_of_an_engine("_MAIN_3.toc"), is_of_an_engine("notes.txt")
    (True, True, False)
    """
    return any(re.fullmatch(pattern, name) for pattern in _ALL)
