"""The tables of a manifest; the temporary ones are of one run."""

from __future__ import annotations

from typing import Final

SCHEMA: Final = """
    CREATE TABLE IF NOT EXISTS files(
        file INTEGER PRIMARY KEY,
        path BLOB UNIQUE NOT NULL,
        size INTEGER NOT NULL,
        mtime_ns INTEGER NOT NULL,
        digest BLOB NOT NULL,
        options TEXT NOT NULL,
        reason TEXT
    );
    CREATE TABLE IF NOT EXISTS articles(
        id TEXT PRIMARY KEY, digest BLOB NOT NULL, file INTEGER, number INTEGER NOT NULL,
        revision INTEGER, identity BLOB
    ) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS articles_of_file ON articles(file) WHERE file IS NOT NULL;
    CREATE TABLE IF NOT EXISTS shadowed(
        id TEXT, file INTEGER, PRIMARY KEY (id, file)
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS deleted(id TEXT PRIMARY KEY) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS furniture(
        source TEXT, line TEXT, articles INTEGER, PRIMARY KEY (source, line)
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS moved(number INTEGER PRIMARY KEY, before INTEGER NOT NULL);
    CREATE TABLE IF NOT EXISTS about(name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
    CREATE TEMPORARY TABLE seen(
        file INTEGER, id TEXT, PRIMARY KEY (file, id)
    ) WITHOUT ROWID;
    CREATE TEMPORARY TABLE gone(
        id TEXT PRIMARY KEY, digest BLOB NOT NULL, number INTEGER NOT NULL, path BLOB NOT NULL
    ) WITHOUT ROWID;
    CREATE TEMPORARY TABLE found(
        path BLOB PRIMARY KEY, size INTEGER, mtime_ns INTEGER,
        is_read INTEGER DEFAULT 0, is_same INTEGER DEFAULT 0
    ) WITHOUT ROWID;
"""
