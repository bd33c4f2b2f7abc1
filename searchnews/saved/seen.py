"""How far somebody has seen what saved searches find, and what there is to be seen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, NamedTuple

from searchnews.errors import InvalidArgumentError
from searchnews.saved.saved_search import SavedSearch
from searchnews.search.results import Hit

_WRITTEN: Final = re.compile(r"([0-9a-f]{8})-(\d{1,18})", re.ASCII)


class Seen(NamedTuple):
    """Up to which article of an index somebody has seen what saved searches find.

    Articles that have come in, or have changed, since then are unseen: they have higher numbers,
    whatever clocks and dates say. Those whose files were only moved are not. A rebuilt index keeps
    the numbers of what has not changed.
    """

    index_id: str
    """Tells the index from another one with numbers of its own: eight hexadecimal digits."""
    number: int

    def __str__(self) -> str:
        """As programs and browsers keep it.

        >>> str(Seen("0badcafe", 31292))
        '0badcafe-31292'
        """
        return f"{self.index_id}-{self.number}"

    @classmethod
    def read(cls, text: str) -> Seen:
        """What was written by `str`.

        Raises:
            InvalidArgumentError: it was not.
        """
        written = _WRITTEN.fullmatch(text)
        if written is None:
            raise InvalidArgumentError(
                f"{text[:40]!r} does not say what was seen; give what an answer gave, as it is"
            )
        return cls(written[1], int(written[2]))


class Unseen(NamedTuple):
    """A saved search, and how much of it somebody has not seen."""

    search: SavedSearch
    articles: int | None
    """None where nothing says what was seen, or where it cannot be run."""
    problem: str | None
    """Why it cannot be run now."""


class Overview(NamedTuple):
    """All saved searches at one commit."""

    searches: list[Unseen]
    seen: Seen | None
    """Says that all of this was seen. None while somebody writes and the
    newest words are not known by their inflections yet: an article that is found by one of them
    alone would be passed over."""


@dataclass(frozen=True, slots=True)
class Latest:
    """The newest articles of a saved search: those that came into the index last, or changed."""

    search: SavedSearch
    understood: str
    """The query as it was read, in the same language."""
    total: int
    """How many articles match strictly."""
    unseen: int | None
    """How many of them came after what was seen; None where nothing says what was."""
    hits: tuple[Hit, ...]
    """In the order in which they came into the index, the last one first."""
    are_new: tuple[bool, ...]
    """Of each hit whether it came after what was seen; one whose file was only moved did not."""
    entries: tuple[str, ...]
    """Names each hit in the feeds of this search, always the same."""
    seen: Seen | None
    """Says that all of this was seen. None while somebody writes and the
    newest words are not known by their inflections yet: an article that is found by one of them
    alone would be passed over."""
    warnings: tuple[str, ...]
