"""Counts in English, as notes and headings say them."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """So many of something; only one is singular in English.

    >>> counted(1, "article"), counted(1200, "more value")
    ('1 article', '1,200 more values')
    """
    return f"{number:,} {noun}{'s' * (number != 1)}"
