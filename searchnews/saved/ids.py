"""Names of what a saved search gives, the same whenever they are made and whoever makes them.

They are made of the name of the database and of numbers in it that are never given twice.
"""

from __future__ import annotations

import uuid


def search_id(database: uuid.UUID, search: int) -> str:
    """Names a saved search, and its feeds: another one of its name has another id."""
    return str(uuid.uuid5(database, f"feed {search}"))


def entry_id(database: uuid.UUID, search: int, article: str) -> str:
    """Names an article in the feeds of a saved search."""
    return str(uuid.uuid5(database, f"article {search} {article}"))


def message_id(database: uuid.UUID, message: int) -> str:
    """Names a message."""
    return str(uuid.uuid5(database, f"message {message}"))
