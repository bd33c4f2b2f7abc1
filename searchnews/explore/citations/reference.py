"""A citation as text, in the French form of APA (7th edition), to be put into a bibliography.

Authors, date, title, newspaper, address: « Martin, J. et Roy, Z. (2015, 18 septembre). Raids sur
Palmyre. Le Temps. ». Where nobody is named, the title comes first; without a date, « s. d. ».
"""

from __future__ import annotations

import datetime
import re
from typing import Final

from searchnews.article import Article
from searchnews.explore.citations.fields import address, date_parts, one_line
from searchnews.explore.citations.names import Name, Person, names_of
from searchnews.explore.plots import french

_MOST_AUTHORS: Final = 20
"""Of more, APA names the first nineteen and the last."""
_ENDS: Final = (".", "!", "?", "…")


def to_reference(article: Article, *, accessed: datetime.date | None = None) -> str:
    """The article as a line of a bibliography.

    `accessed` is the day on which its address was looked at, if it was.

    >>> to_reference(Article(id="a", title="Raids", date="2015-09-18", authors=["Zoé Roy"],
    ...                      source="Le Temps")).replace("\u00a0", " ")
    'Roy, Z. (2015, 18 septembre). Raids. Le Temps.'
    >>> to_reference(Article(id="a", title="Raids !", source="Le Temps")).replace("\u00a0", " ")
    'Raids ! (s. d.). Le Temps.'
    """
    authors = _authors(names_of(article))
    title = _ended(one_line(article.title) or "[Sans titre]")
    date = f"({_date(article.date)})."
    first = (f"{_ended(authors)} {date}", title) if authors else (title.rstrip("."), date)
    source = one_line(article.source)
    is_named = source and source != authors.rstrip(".")
    url = address(article.url)
    found = ""
    if url:
        day = f"Consulté le {french.date(accessed.isoformat())} sur " if accessed else ""
        found = f"{day}{url}"
    parts = (*first, _ended(source) if is_named else "", found)
    return " ".join(part for part in parts if part)


def _authors(names: tuple[Name, ...]) -> str:
    written = [_author(name) for name in names]
    if len(written) > _MOST_AUTHORS:
        return f"{', '.join(written[: _MOST_AUTHORS - 1])}, … {written[-1]}"
    if len(written) < 2:
        return "".join(written)
    return f"{', '.join(written[:-1])} et {written[-1]}"


def _author(name: Name) -> str:
    if not isinstance(name, Person):
        return one_line(name.name)
    family, _, given = name.inverted.partition(", ")
    return one_line(f"{family}, {_initials(given)}")


def _initials(given: str) -> str:
    """Initials with no-break spaces between: Jean-Paul is J.-P."""
    words = [
        "-".join(f"{part[0].upper()}." for part in word.split("-") if part)
        for word in re.split(r"\s+", given)
        if word
    ]
    return french.NO_BREAK.join(words)


def _date(date: str | None) -> str:
    if date is None:
        return f"s.{french.NO_BREAK}d."
    year, *rest = date_parts(date)
    if not rest:
        return year
    # « 18 septembre 2015 » without its year.
    return f"{year}, {french.date(date)[: -len(year) - 1]}"


def _ended(text: str) -> str:
    return text if text.endswith(_ENDS) else f"{text}."
