"""Searching: from what somebody typed to hits worth reading."""

from searchnews.search.search import Highlights, highlights, search, stream

__all__ = ["Highlights", "highlights", "search", "stream"]
