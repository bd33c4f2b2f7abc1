"""The tables of a vocabulary, and the version of what stands in them."""

from __future__ import annotations

from typing import Final

KEYS_VERSION: Final = 6
"""Rises whenever a word may get other keys, of lemma or sound, or the tables change: vocabularies
of another version are made again."""

TABLES: Final = (
    "CREATE TABLE IF NOT EXISTS about(name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS words(word TEXT PRIMARY KEY, articles INTEGER) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS backwards(word TEXT PRIMARY KEY) WITHOUT ROWID",
    # By a key all forms of a lemma are found, by a word its keys: so one statement finds the forms
    # of a word that the vocabulary has.
    "CREATE TABLE IF NOT EXISTS lemmas(key TEXT, word TEXT, PRIMARY KEY (key, word)) WITHOUT ROWID",
    "CREATE INDEX IF NOT EXISTS lemmas_by_word ON lemmas(word)",
    "CREATE TABLE IF NOT EXISTS sounds(key TEXT, word TEXT, PRIMARY KEY (key, word)) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS acronyms(acronym TEXT, name_key TEXT, name TEXT, articles INTEGER,"
    " PRIMARY KEY (acronym, name_key)) WITHOUT ROWID",
    "CREATE INDEX IF NOT EXISTS acronyms_by_name ON acronyms(name_key)",
    "CREATE TABLE IF NOT EXISTS written(word TEXT, form TEXT, PRIMARY KEY (word, form))"
    " WITHOUT ROWID",
)
