"""The tables of a vocabulary."""

from __future__ import annotations

from typing import Final

SCHEMA: Final = """
    PRAGMA journal_mode = WAL;
    CREATE TABLE IF NOT EXISTS about(name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS words(word TEXT PRIMARY KEY, articles INTEGER) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS backwards(word TEXT PRIMARY KEY) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS stems(key TEXT, word TEXT, PRIMARY KEY (key, word)) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS sounds(key TEXT, word TEXT, PRIMARY KEY (key, word)) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS acronyms(
        acronym TEXT, name_key TEXT, name TEXT, articles INTEGER, PRIMARY KEY (acronym, name_key)
    ) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS acronyms_by_name ON acronyms(name_key);
    CREATE TABLE IF NOT EXISTS written(word TEXT, form TEXT, PRIMARY KEY (word, form))
        WITHOUT ROWID;
"""
