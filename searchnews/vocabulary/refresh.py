"""Bringing a vocabulary up to date with a commit."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from itertools import islice
from typing import Final

from searchnews.analysis.acronyms import name_key
from searchnews.analysis.fold import fold
from searchnews.index_fields import ACRONYMS, WRITTEN
from searchnews.processes import Processes
from searchnews.vocabulary.keys import keys_of_many
from searchnews.vocabulary.schema import KEYS_VERSION
from searchnews.vocabulary.source import NAMED_FIELDS, NO_WORDS, TEXT_FIELD, WordSource

# Bounds the memory of a refresh: some 10 MB of words at a time.
_BATCH: Final = 50_000

# Of 125,000 words these are in a thirtieth of all articles and more.
_COMMONEST: Final = 1000


class Refresh:
    """One refresh: what the engine's dictionary has that the vocabulary has not yet."""

    def __init__(
        self, connection: sqlite3.Connection, source: WordSource, processes: Processes | None
    ) -> None:
        self._connection = connection
        self._source = source
        self._processes = processes

    def run(self) -> None:
        """Bring all tables, of the rules of now, up to date; the caller commits."""
        execute = self._connection.execute
        for lemmas, sounds in keys_of_many(self._new_words(), self._processes):
            self._connection.executemany("INSERT OR IGNORE INTO lemmas VALUES (?, ?)", lemmas)
            self._connection.executemany("INSERT OR IGNORE INTO sounds VALUES (?, ?)", sounds)
        for field in NAMED_FIELDS:
            named = [word for word, _ in self._source.words(field) if word not in NO_WORDS]
            self._connection.executemany(
                "INSERT OR IGNORE INTO words VALUES (?, 0)", ((word,) for word in named)
            )
            self._put_backwards(named)
        self._connection.executemany(
            "INSERT OR IGNORE INTO written VALUES (?, ?)",
            ((fold(form), form) for form, _ in self._source.words(WRITTEN) if not form.isascii()),
        )
        self._update_acronyms()
        self._connection.executemany(
            "INSERT OR REPLACE INTO about VALUES (?, ?)",
            (
                ("stamp", self._source.stamp),
                ("keys", str(KEYS_VERSION)),
                # Kept because it takes a walk through all words.
                (
                    "commonest",
                    json.dumps(
                        execute(
                            "SELECT word, articles FROM words ORDER BY articles DESC, word LIMIT ?",
                            (_COMMONEST,),
                        ).fetchall()
                    ),
                ),
            ),
        )

    def _new_words(self) -> Iterator[str]:
        """Update the table of words; gives those that have no keys yet.

        Dictionary and table, both sorted, are walked side by side, a stretch of words at a time.
        """
        dictionary = iter(self._source.words(TEXT_FIELD))
        after = ""
        while batch := dict(islice(dictionary, _BATCH)):
            last = next(reversed(batch))
            yield from self._update_stretch(after, last, batch)
            after = last
        yield from self._update_stretch(after, None, {})

    def _update_stretch(self, after: str, last: str | None, batch: dict[str, int]) -> list[str]:
        known = dict(
            self._connection.execute(
                "SELECT word, articles FROM words WHERE word > ? AND (? IS NULL OR word <= ?)",
                (after, last, last),
            )
        )
        counted = [(word, n) for word, n in batch.items() if known.get(word) != n]
        counted += [(word, 0) for word in known.keys() - batch.keys() if known[word]]
        self._connection.executemany("INSERT OR REPLACE INTO words VALUES (?, ?)", counted)
        new = [word for word in batch if not known.get(word)]
        self._put_backwards(new)
        return new

    def _put_backwards(self, words: list[str]) -> None:
        self._connection.executemany(
            "INSERT OR IGNORE INTO backwards VALUES (?)", ((word[::-1],) for word in words)
        )

    def _update_acronyms(self) -> None:
        """Count together the ways in which articles write one name; the commonest stays."""
        counts: dict[tuple[str, str], dict[str, int]] = {}
        for term, articles in self._source.words(ACRONYMS):
            acronym, _, joined = term.partition("=")
            name = joined.replace("_", " ")
            ways = counts.setdefault((fold(acronym), name_key(name)), {})
            ways[name] = ways.get(name, 0) + articles
        self._connection.execute("DELETE FROM acronyms")
        self._connection.executemany(
            "INSERT INTO acronyms VALUES (?, ?, ?, ?)",
            (
                (acronym, key, max(sorted(ways), key=ways.__getitem__), sum(ways.values()))
                for (acronym, key), ways in counts.items()
            ),
        )
