"""What a search may be given besides its query."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, TypedDict, get_args

from searchnews.dates import normalize_date
from searchnews.engines.base import Sort
from searchnews.errors import InvalidArgumentError
from searchnews.query.plan import NO_FILTERS, Filters
from searchnews.query.reading.date_words import day_in_words
from searchnews.query.synonyms import NO_SYNONYMS, Synonyms
from searchnews.value import Value

if TYPE_CHECKING:
    from searchnews.query.concepts.lists import Lists
    from searchnews.query.freshness import Freshness

MAX_HITS: Final = 2**31 - 1
"""The most hits that can be asked for, and left out: more than any index has articles."""

_SORTS: Final = get_args(Sort)


class NarrowingArguments(TypedDict, total=False):
    """The arguments that say among which articles is searched; each may be left out."""

    sources: Sequence[str]
    """Names of which one must have published or signed the article."""
    date_from: str | None
    """The first day, month or year; also "hier", or "30d" for thirty days ago."""
    date_to: str | None
    """The last day, month or year, included."""


class FilterArguments(NarrowingArguments, total=False):
    """The arguments that say which articles match, beside the query; each may be left out."""

    synonyms: Synonyms
    """The user's, by `searchnews.Synonyms.read`; `=` and quotes know none."""
    lists: Lists | None
    """The user's, by `searchnews.Lists.read`, for `@partis` in queries; by default those in the
    folder `lists` of the index."""


class SearchArguments(FilterArguments, total=False):
    """The arguments that all ways to search share; each may be left out."""

    sort: Sort
    """"relevance", which is the default, "date" (oldest first) or "-date"."""
    fresh: str | None
    """The age at which an article is half as fresh as today's, as in "30d", "12h" or "1y"; the
    fresher go first among those that answer about as well. For the sort by relevance."""
    snippets: bool
    """Whether to cut the passage of each article that shows what matched; True by default."""
    explain: bool
    """Whether each score comes with what each part of the query adds to it; False by default."""


class SearchOptions(Value):
    """What `SearchArguments` mean."""

    sort: Sort = "relevance"
    filters: Filters = NO_FILTERS
    freshness: Freshness | None = None
    synonyms: Synonyms = NO_SYNONYMS
    lists: Lists | None = None
    """None for those in the folder of the index."""
    snippets: bool = True
    explain: bool = False
    saved_as: str | None = None
    """The name of the saved search that is run, which must not stand in itself."""
    today: datetime.date | None = None
    """From when `hier` is counted; None is the day of the search."""

    @classmethod
    def of(cls, arguments: SearchArguments, today: datetime.date | None = None) -> SearchOptions:
        """Read the arguments of a search; `today` is that of the field.

        Raises:
            InvalidArgumentError: a sort, a date or a duration makes no sense.
            TypeError: there is no such argument.
        """
        if not arguments:
            return DEFAULT_OPTIONS
        refuse_unknown(arguments, SearchArguments)
        sort = arguments.get("sort", "relevance")
        if sort not in _SORTS:
            raise InvalidArgumentError(f"sort is one of {', '.join(_SORTS)}, not {sort!r}")
        fresh = arguments.get("fresh")
        if fresh is not None and sort != "relevance":
            raise InvalidArgumentError(
                f"fresh goes with the sort by relevance, not by {sort}; leave one of them out"
            )
        return cls(
            sort=sort,
            filters=_filters(arguments, today or datetime.date.today()),
            freshness=None if fresh is None else _freshness(fresh),
            synonyms=_synonyms(arguments),
            lists=_lists(arguments),
            snippets=arguments.get("snippets", True),
            explain=arguments.get("explain", False),
            today=today,
        )

    @classmethod
    def of_narrowing(cls, arguments: NarrowingArguments) -> SearchOptions:
        """Read the arguments of what takes no query.

        Raises:
            InvalidArgumentError: a date makes no sense.
            TypeError: there is no such argument.
        """
        refuse_unknown(arguments, NarrowingArguments)
        return cls(filters=_filters(arguments, datetime.date.today()))

    @classmethod
    def of_filters(cls, arguments: FilterArguments) -> SearchOptions:
        """Read the arguments of what lists no articles.

        Raises:
            InvalidArgumentError: a date makes no sense.
            TypeError: there is no such argument.
        """
        refuse_unknown(arguments, FilterArguments)
        return cls(
            filters=_filters(arguments, datetime.date.today()),
            synonyms=_synonyms(arguments),
            lists=_lists(arguments),
        )


DEFAULT_OPTIONS: Final = SearchOptions()


def check_count(name: str, count: int) -> None:
    """Refuse a number of hits that is out of range.

    Raises:
        InvalidArgumentError: it is negative, above `MAX_HITS`, or no whole number.
    """
    if not isinstance(count, int) or not 0 <= count <= MAX_HITS:
        raise InvalidArgumentError(
            f"{name} counts hits: a whole number from 0 to {MAX_HITS:,}, not {count!r}"
        )


def check_query(query: object) -> None:
    """Refuse as a query what is no text.

    Raises:
        InvalidArgumentError: it is none.
    """
    if not isinstance(query, str):
        raise InvalidArgumentError(f"a query is a text, not {query!r}")


def refuse_unknown(arguments: NarrowingArguments, known: type[NarrowingArguments]) -> None:
    """Refuse names of arguments that are none.

    Raises:
        TypeError: there are some.
    """
    if unknown := arguments.keys() - known.__annotations__.keys():
        raise TypeError(f"a search takes no argument {', '.join(sorted(unknown))}")


def _filters(arguments: NarrowingArguments, today: datetime.date) -> Filters:
    sources = arguments.get("sources") or ()
    sources = (sources,) if isinstance(sources, str) else tuple(sources)
    for source in sources:
        if not isinstance(source, str):
            raise InvalidArgumentError(f"the name of a source is a text, not {source!r}")
    low, high = (
        None if (date := arguments.get(name)) is None else read_date(date, today)
        for name in ("date_from", "date_to")
    )
    if low and high and low > high and not low.startswith(high):
        raise InvalidArgumentError(f"the first date, {low}, comes after the last, {high}")
    return Filters(sources, low, high)


def _synonyms(arguments: FilterArguments) -> Synonyms:
    synonyms = arguments.get("synonyms")
    if synonyms is None:
        return NO_SYNONYMS
    if not isinstance(synonyms, Synonyms):
        raise InvalidArgumentError(
            f"synonyms are read by searchnews.Synonyms.read(path); {synonyms!r} is none of these"
        )
    return synonyms


def _lists(arguments: FilterArguments) -> Lists | None:
    lists = arguments.get("lists")
    if lists is None:
        return None
    # Imported here: few searches come with lists of their own.
    from searchnews.query.concepts.lists import Lists

    if not isinstance(lists, Lists):
        raise InvalidArgumentError(
            f"lists are read by searchnews.Lists.read(folder); {lists!r} is none of these"
        )
    return lists


def _freshness(half_life: str) -> Freshness:
    # Imported here: few searches prefer what is fresh.
    from searchnews.query.freshness import freshness

    return freshness(half_life)


def read_date(text: object, today: datetime.date) -> str:
    """A date as users write it: as precise as it was written, or a day that is counted from today.

    Raises:
        InvalidArgumentError: it is none.
    """
    date = normalize_date(str(text)) or day_in_words(str(text), today)
    if date is None:
        raise InvalidArgumentError(
            f"{text!r} is not a date; write 2015, 2015-09, 2015-09-18, 18/09/2015, 30d or hier"
        )
    return date
