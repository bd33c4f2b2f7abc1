"""Answers as tests need them."""

from datetime import UTC, datetime

from searchnews.explore.about import About, Asked


def about(**changes):
    """What an answer about Palmyra says of itself."""
    said = {
        "asked": (Asked("palmyre", "palmyre", 12),),
        "out_of": 340,
        "index": "indexes/presse",
        "commit": "7f3a",
        "made": datetime(2026, 3, 12, 9, 30, tzinfo=UTC),
    }
    return About(**said | changes)
