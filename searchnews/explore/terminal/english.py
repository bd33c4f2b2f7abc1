"""Counts in English, as notes and headings say them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from searchnews.explore.about import About, Unit

_NOUNS: Final[dict[Unit, tuple[str, str]]] = {
    "articles": ("article", "articles"),
    "copies": ("article", "articles, copies counted once"),
    "stories": ("story", "stories"),
}


def counted(number: int, noun: str) -> str:
    """So many of something; only one is singular in English.

    >>> counted(1, "article"), counted(1200, "more value"), counted(2, "story")
    ('1 article', '1,200 more values', '2 stories')
    """
    if number == 1:
        return f"1 {noun}"
    return f"{number:,} {noun.removesuffix('y')}{'ies' if noun.endswith('y') else 's'}"


def counted_in(unit: Unit, number: int) -> str:
    """So many of what is counted.

    >>> counted_in("articles", 2), counted_in("stories", 1)
    ('2 articles', '1 story')
    """
    return counted(number, _NOUNS[unit][0])


def plural(unit: Unit) -> str:
    """What is counted."""
    return _NOUNS[unit][1]


def none_matches(about: About) -> tuple[str, ...]:
    """Why an answer has no rows, where none of its queries has a match."""
    return () if any(query.matches for query in about.queries) else ("no article matches",)


def once_a_row(unit: Unit) -> tuple[str, ...]:
    """What is said of rows that may add up to more than the whole."""
    if unit == "articles":
        return ()
    what = "the copies of a dispatch are" if unit == "copies" else "the articles of a story are"
    return (f"{what} counted once in each row, so rows may add up to more than the whole",)
