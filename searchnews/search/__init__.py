"""Searching: from what somebody typed to hits worth reading."""

from searchnews.search.results import Highlights
from searchnews.search.search import highlights, search, stream

__all__ = ["Highlights", "highlights", "search", "stream"]
