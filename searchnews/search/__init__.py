"""Searching: from what somebody typed to hits worth reading."""

from searchnews.search.search import search, stream

__all__ = ["search", "stream"]
