"""What an answer is about: which queries, what is counted, out of how many, of which commit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import Any, Literal, NamedTuple, TypeAlias

from searchnews.version import VERSION

Unit: TypeAlias = Literal["articles", "copies", "stories"]
"""What is counted: every article; one for all copies of a dispatch; one for all on an event."""


class QueryMatches(NamedTuple):
    """A query and how many it found."""

    query: str
    """As it was typed."""
    understood: str
    """As it was read, in the same language."""
    matches: int
    """How many match strictly, in the unit that is counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """Everything it takes to make an answer again, and to know what it says."""

    queries: tuple[QueryMatches, ...]
    """One query; several where they are compared."""
    out_of: int
    """How many there are within the filters, in the unit that is counted."""
    index: str
    """Its directory, or its address in a cluster."""
    commit: str
    """Which commit of the index the answer is true of."""
    made: datetime
    """When it was made, with a time zone."""
    unit: Unit = "articles"
    sources: tuple[str, ...] = ()
    """The filters: sources, and the first and the last date, as precise as the user wrote them."""
    date_from: str | None = None
    date_to: str | None = None
    sort: str | None = None
    """The order of the rows, where they are articles."""
    fresh_days: float | None = None
    """The age in days at which an article is half as fresh, where fresher ones go first."""
    synonyms: str | None = None
    """The file of the user's synonyms."""
    lists: str | None = None
    """The folder of the user's lists; None for those in the index."""
    warnings: tuple[str, ...] = ()

    @property
    def index_name(self) -> str:
        """The last part of where the index is, for what others see, who have no such path."""
        return PurePath(self.index).name or self.index

    def to_dict(self) -> dict[str, Any]:
        """All of it as JSON has it, with the version that made it."""
        return {
            "queries": [query._asdict() for query in self.queries],
            "unit": self.unit,
            "out_of": self.out_of,
            "filters": {
                "sources": list(self.sources),
                "date_from": self.date_from,
                "date_to": self.date_to,
            },
            "sort": self.sort,
            "fresh_days": self.fresh_days,
            "synonyms": self.synonyms,
            "lists": self.lists,
            "index": self.index,
            "commit": self.commit,
            "made": self.made.isoformat(timespec="seconds"),
            "made_by": f"searchnews {VERSION}",
            "warnings": list(self.warnings),
        }
