"""Answers as tests need them."""

from datetime import UTC, datetime

from searchnews.explore.about import About, QueryMatches


def about(**changes):
    """What an answer to the query "palmyre" is about."""
    usual = {
        "queries": (QueryMatches("palmyre", "palmyre", 12),),
        "out_of": 340,
        "index": "indexes/presse",
        "commit": "7f3a",
        "made": datetime(2026, 3, 12, 9, 30, tzinfo=UTC),
    }
    return About(**usual | changes)
