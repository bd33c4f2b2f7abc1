"""The tables of `saved.db`."""

from __future__ import annotations

from typing import Final

APPLICATION_ID: Final = 0x534E6462
"""Says in the head of the file that it is by searchnews (https://sqlite.org/fileformat.html)."""

SAVED_VERSION: Final = 1
"""Of the tables."""

SCHEMA: Final = f"""
    CREATE TABLE IF NOT EXISTS about(name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS searches(
        search INTEGER PRIMARY KEY AUTOINCREMENT,
        key TEXT UNIQUE NOT NULL,
        name TEXT NOT NULL,
        query TEXT NOT NULL,
        arguments TEXT NOT NULL,
        deliveries TEXT NOT NULL,
        updates INTEGER NOT NULL,
        added TEXT NOT NULL,
        last_number INTEGER NOT NULL,
        index_made TEXT NOT NULL,
        last_run TEXT,
        problem TEXT
    );
    CREATE TABLE IF NOT EXISTS matched(
        article TEXT, search INTEGER, PRIMARY KEY (article, search)
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS messages(
        message INTEGER PRIMARY KEY AUTOINCREMENT,
        search INTEGER NOT NULL,
        articles INTEGER NOT NULL,
        content BLOB NOT NULL
    );
    CREATE INDEX IF NOT EXISTS messages_of_search ON messages(search);
    CREATE TABLE IF NOT EXISTS waiting(
        message INTEGER,
        kind TEXT,
        target TEXT,
        attempts INTEGER NOT NULL DEFAULT 0,
        problem TEXT,
        PRIMARY KEY (message, kind, target)
    ) WITHOUT ROWID;
    PRAGMA application_id = {APPLICATION_ID};
    PRAGMA user_version = {SAVED_VERSION};
"""
"""`key` is what is the same in names that mean the same. `last_number` is the number up to which
articles were looked at, in the index that was made at `index_made`. `matched` has the articles that
matched then, so that a changed one is told from a new one; the article comes first, as it is asked
which searches the few changed ones had matched. What is `waiting` was not delivered yet."""
