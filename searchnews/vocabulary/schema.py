"""The tables of a vocabulary, and the version of what stands in them."""

from __future__ import annotations

from typing import Final

KEYS_VERSION: Final = 7
"""Rises whenever a word may get other keys, of lemma or sound, or the tables change: vocabularies
of another version are made again."""

TABLES: Final = (
    "CREATE TABLE IF NOT EXISTS about(name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID",
    # A word that only named fields have has no articles, and no keys. Most words have one lemma. A
    # third sound as they are written, and have no sound here.
    "CREATE TABLE IF NOT EXISTS words(word TEXT PRIMARY KEY, articles INTEGER, lemma TEXT,"
    " sound TEXT) WITHOUT ROWID",
    # The lemmas of a word but for its first.
    "CREATE TABLE IF NOT EXISTS more_lemmas(word TEXT, lemma TEXT, PRIMARY KEY (word, lemma))"
    " WITHOUT ROWID",
    # As articles write an acronym and its name; and what these ways have in common.
    "CREATE TABLE IF NOT EXISTS acronyms(term TEXT PRIMARY KEY, acronym TEXT, name_key TEXT,"
    " name TEXT, articles INTEGER) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS written(word TEXT, form TEXT, PRIMARY KEY (word, form))"
    " WITHOUT ROWID",
)

INDEXES: Final = (
    "CREATE INDEX IF NOT EXISTS words_by_lemma ON words(lemma) WHERE lemma IS NOT NULL",
    "CREATE INDEX IF NOT EXISTS words_by_sound ON words(sound) WHERE sound IS NOT NULL",
    "CREATE INDEX IF NOT EXISTS words_by_end ON words(substr(word, -3))",
    "CREATE INDEX IF NOT EXISTS more_lemmas_by_lemma ON more_lemmas(lemma)",
    "CREATE INDEX IF NOT EXISTS acronyms_by_acronym ON acronyms(acronym)",
    "CREATE INDEX IF NOT EXISTS acronyms_by_name ON acronyms(name_key)",
)
"""Made when tables are filled: row by row they take three times as long."""
