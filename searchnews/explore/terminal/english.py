"""Counts in English, as notes and headings say them."""

from __future__ import annotations

from searchnews.explore.about import Unit


def counted(number: int, noun: str) -> str:
    """So many of something; only one is singular in English.

    >>> counted(1, "article"), counted(1200, "more value")
    ('1 article', '1,200 more values')
    """
    return f"{number:,} {noun}{'s' * (number != 1)}"


def once_a_row(unit: Unit) -> tuple[str, ...]:
    """What is said of rows that may add up to more than the whole."""
    if unit == "articles":
        return ()
    return ("copies are counted once in each row, so rows may add up to more than the whole",)
