"""What a search may be asked beside its query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, get_args

from searchnews.dates import normalize_date
from searchnews.engines.base import Sort
from searchnews.errors import InvalidArgumentError
from searchnews.query.freshness import Freshness, freshness
from searchnews.query.plan import Filters
from searchnews.query.synonyms import NO_SYNONYMS, Synonyms

_SORTS: Final = get_args(Sort)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The arguments of `Index.search` that all ways to search share; it says what they are.

    Raises:
        InvalidArgumentError: a sort, a date or a duration makes no sense.
    """

    sort: Sort = "relevance"
    sources: Sequence[str] = ()
    date_from: str | None = None
    date_to: str | None = None
    fresh: str | None = None
    synonyms: Synonyms = NO_SYNONYMS
    snippets: bool = True
    explain: bool = False
    filters: Filters = field(init=False)
    freshness: Freshness | None = field(init=False)

    def __post_init__(self) -> None:
        if self.sort not in _SORTS:
            raise InvalidArgumentError(f"sort is one of {', '.join(_SORTS)}, not {self.sort!r}")
        if self.fresh is not None and self.sort != "relevance":
            raise InvalidArgumentError(
                f"fresh goes with the sort by relevance, not by {self.sort}; leave one of them out"
            )
        sources = (self.sources,) if isinstance(self.sources, str) else tuple(self.sources)
        low, high = _date(self.date_from), _date(self.date_to)
        if low and high and low > high and not low.startswith(high):
            raise InvalidArgumentError(f"the first date, {low}, comes after the last, {high}")
        object.__setattr__(self, "filters", Filters(sources, low, high))
        object.__setattr__(
            self, "freshness", freshness(self.fresh) if self.fresh is not None else None
        )


def _date(text: str | None) -> str | None:
    if text is None:
        return None
    date = normalize_date(text)
    if date is None:
        raise InvalidArgumentError(
            f"{text!r} is not a date; write 2015, 2015-09, 2015-09-18 or 18/09/2015"
        )
    return date
