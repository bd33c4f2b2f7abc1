"""Limits of what one visit may ask for. Whoever reaches one is told which it is."""

from __future__ import annotations

from typing import Final

from searchnews.errors import InvalidArgumentError

QUERY_LENGTH: Final = 10_000
"""Characters of a query: as many as the query language reads."""
DATE_LENGTH: Final = 100
NAME_LENGTH: Final = 200
NAMES: Final = 50
"""Sources, or other names, of one search."""
SAVED_NAME_LENGTH: Final = 64
"""Characters of the name of a saved search."""
SAVED: Final = 1000
"""Saved searches, beyond which visitors save no other one; the command line does."""
ID_LENGTH: Final = 1000
"""Characters of an article's id; those of the press have some fifty."""

HITS_OF_A_PAGE: Final = 100
USUAL_HITS: Final = 10
DEEPEST_HIT: Final = 10_000
"""The last hit that pages reach. People never go there; programs export."""
COUNT: Final = 2**31 - 1
"""The largest number of occurrences or articles that is asked for, as on the command line."""
ROWS: Final = 1_000_000
"""Of a table that is asked for; a page shows `ROWS_OF_A_PAGE`."""
USUAL_ROWS: Final = 100
ROWS_OF_A_PAGE: Final = 500
SUGGESTIONS: Final = 8

ADDRESS_BYTES: Final = 256 * 1024
"""Of the head of a request: a query of 10,000 characters has up to 120,000 bytes in an address."""
BODY_BYTES: Final = 256 * 1024
"""Of the form of a saved search, or of a login."""

SECONDS: Final = 10.0
"""After which a search is given up."""
SECONDS_TO_SAVE: Final = 60.0
"""After which nobody waits any longer for a search to be saved: it may be saved nevertheless."""
SEARCHES_PER_CORE: Final = 2
WAITING: Final = 64
"""Visits that wait for their turn; more are asked to come again."""
EXPORTS: Final = 4
"""Exports that are written at the same time."""
EXPORTED: Final = 1_000_000
"""Articles of one export."""
VISITS_PER_MINUTE: Final = 600
"""Of one visitor, where others than this machine may ask."""


def check_depth(offset: int, limit: int) -> None:
    """Refuse a page of hits that lies beyond the deepest one.

    Raises:
        InvalidArgumentError: it does.
    """
    if offset + limit > DEEPEST_HIT + HITS_OF_A_PAGE:
        raise InvalidArgumentError(
            f"pages reach the first {DEEPEST_HIT:,} hits; /export has all of them"
        )
