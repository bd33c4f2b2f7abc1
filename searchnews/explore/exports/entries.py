"""Articles as rows of an export."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from searchnews.article import Article
from searchnews.errors import InvalidArgumentError
from searchnews.explore.tables.columns import Column, Value


@dataclass(frozen=True, slots=True)
class Entry:
    """An article, and what the query that found it says of it."""

    article: Article
    score: float | None = None
    relaxed: bool = False
    """Whether it matches some words of the query only."""
    copies: int | None = None
    """How many other articles are copies or versions of the same dispatch; None if unknown."""
    story: str | None = None
    """The id of the article that leads its story; None if unknown."""


def date_precision(date: str | None) -> str | None:
    """How precise a date is: year, month, day or time; None if there is none.

    >>> [date_precision(date) for date in ("2015", "2015-09", "2015-09-18T17:42", None)]
    ['year', 'month', 'time', None]
    """
    return None if date is None else {4: "year", 7: "month", 10: "day"}.get(len(date), "time")


_VALUES: Final[dict[Column, Callable[[Entry], Value]]] = {
    Column("id", str): lambda entry: entry.article.id,
    Column("title", str): lambda entry: entry.article.title,
    Column("date", str): lambda entry: entry.article.date,
    Column("date_precision", str): lambda entry: date_precision(entry.article.date),
    Column("source", str): lambda entry: entry.article.source,
    Column("agency", str): lambda entry: entry.article.agency,
    Column("authors", tuple): lambda entry: entry.article.authors,
    Column("section", str): lambda entry: entry.article.section,
    Column("url", str): lambda entry: entry.article.url,
    Column("path", str): lambda entry: entry.article.path,
    Column("score", float): lambda entry: entry.score,
    Column("relaxed", bool): lambda entry: entry.relaxed,
    Column("copies", int): lambda entry: entry.copies,
    Column("story", str): lambda entry: entry.story,
    Column("lead", str): lambda entry: entry.article.lead,
    Column("body", str): lambda entry: entry.article.body,
    Column("credit", str): lambda entry: entry.article.credit,
    Column("language", str): lambda entry: entry.article.language,
}
_BY_NAME: Final = {column.name: column for column in _VALUES}

COLUMNS: Final = tuple(_BY_NAME)
"""The names of all columns there are."""
USUAL_COLUMNS: Final = COLUMNS[: COLUMNS.index("lead")]
"""Those of an export by default: all but the texts of the articles."""


def columns_named(names: Sequence[str]) -> tuple[Column, ...]:
    """The columns of these names.

    Raises:
        InvalidArgumentError: there is none of that name, or it is named twice, or none is.
    """
    for name in names:
        if name not in _BY_NAME:
            raise InvalidArgumentError(
                f"there is no column {name!r}; the columns are {', '.join(COLUMNS)}"
            )
    if not names or len(set(names)) < len(names):
        raise InvalidArgumentError("name the columns of an export, each once")
    return tuple(_BY_NAME[name] for name in names)


def rows_of(entries: Iterable[Entry], columns: Sequence[Column]) -> Iterator[tuple[Value, ...]]:
    """The cells of each entry, one at a time."""
    values = [_VALUES[column] for column in columns]
    for entry in entries:
        yield tuple(value(entry) for value in values)
