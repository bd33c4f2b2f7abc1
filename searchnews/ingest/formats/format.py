"""What the table of formats says of each."""

from __future__ import annotations

import re
from typing import NamedTuple

from searchnews.ingest.base import Medium


class Format(NamedTuple):
    """An entry of the table."""

    name: str
    """The one that users see."""
    module: str
    """In this package; imported when the first such file is read."""
    medium: Medium | None
    """Of its articles, unless a draft has another; None for a container, which holds files."""
    suffixes: tuple[str, ...] = ()
    """Of the names of files whose content does not tell the format."""
    magic: tuple[bytes, ...] = ()
    """How its files begin."""
    root: re.Pattern[str] | None = None
    """The root element of its XML, with the namespace in front: "{http://…}mets"."""
    namespace: str = ""
    """One that its root element declares, besides its own."""
    signs: tuple[str, ...] = ()
    """One of these is near the beginning of its files, which are HTML."""
    beginning: re.Pattern[str] | None = None
    """How its files begin, which could be taken for plain text."""
    is_slow: bool = False
    """Whether reading any of its files takes so long that processes should share the work."""
    is_packed: bool = False
    """Whether a small file may hold a lot, so that reading it may take long, or much memory."""
    is_streamed: bool = False
    """Whether its files are read piece by piece, so that they may be of any size."""
    reads_neighbours: bool = False
    """Whether its reader also looks at the files next to the one that it reads."""

    @property
    def is_container(self) -> bool:
        """Whether its files hold others."""
        return self.medium is None

    @property
    def is_document(self) -> bool:
        """Whether its bytes are all that its reader needs, so that another process can read it."""
        return not (self.is_container or self.is_streamed or self.reads_neighbours)
