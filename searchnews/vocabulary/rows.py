"""The rows of a vocabulary's tables, written many at a time."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Final

from searchnews.analysis.acronyms import name_key
from searchnews.analysis.fold import fold
from searchnews.vocabulary.keys import keys_of

# Rows of one statement: a row alone takes four thirds of the time.
_AT_ONCE: Final = 16


class Rows:
    """Writes the tables in the transaction of a connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def counts(self, words: Iterable[str]) -> dict[str, int]:
        """The article counts of those of some words that have a row."""
        return dict(
            self._connection.execute(
                "SELECT word, articles FROM json_each(?) CROSS JOIN words ON word = value",
                (json.dumps(list(words)),),
            )
        )

    def put_words(self, counts: Mapping[str, int]) -> None:
        """Put words, sorted, that articles did not have before, with their counts and their keys.

        Named fields may have had them.
        """
        lemmas, more_lemmas, sounds = keys_of(counts)
        self._insert(
            "words",
            zip(
                counts, counts.values(), map(lemmas.get, counts), map(sounds.get, counts),
                strict=True,
            ),
            columns=4,
        )  # fmt: skip
        self._insert("more_lemmas", more_lemmas, columns=2)

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Set the counts of words that articles had before."""
        self._connection.executemany(
            "UPDATE words SET articles = ? WHERE word = ?",
            zip(counts.values(), counts, strict=True),
        )

    def forget_words(self, words: Iterable[str]) -> None:
        """Take out words that no article has any more."""
        gone = [(word,) for word in words]
        self._connection.executemany("DELETE FROM words WHERE word = ?", gone)
        self._connection.executemany("DELETE FROM more_lemmas WHERE word = ?", gone)

    def put_named(self, words: Iterable[str]) -> None:
        """Put words that named fields have, where they have no row."""
        self._connection.executemany(
            "INSERT OR IGNORE INTO words VALUES (?, 0, NULL, NULL)", ((word,) for word in words)
        )

    def remove_unnamed(self, named: Iterable[str]) -> None:
        """Take out words without articles that no named field has any more."""
        self._connection.execute(
            "DELETE FROM words WHERE articles = 0 AND word NOT IN (SELECT value FROM json_each(?))",
            (json.dumps(list(named)),),
        )

    def put_written(self, forms: Iterable[str]) -> None:
        """Put forms with accents."""
        self._insert("written", sorted((fold(form), form) for form in forms), columns=2)

    def keep_written(self, forms: Iterable[str]) -> None:
        """Put those of some forms with accents that are not there, and take out all others."""
        wanted = set(forms)
        there = {form for (form,) in self._connection.execute("SELECT form FROM written")}
        self.put_written(wanted - there)
        self._connection.executemany(
            "DELETE FROM written WHERE word = ? AND form = ?",
            ((fold(form), form) for form in there - wanted),
        )

    def put_acronyms(self, counts: Mapping[str, int]) -> None:
        """Add to the counts of terms of the field of acronyms."""
        self._connection.executemany(
            "INSERT INTO acronyms VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (term) DO UPDATE SET articles = articles + excluded.articles",
            map(_acronym_row, counts, counts.values()),
        )

    def keep_acronyms(self, counts: Mapping[str, int]) -> None:
        """Have those terms of the field of acronyms with these counts, and no others."""
        there = dict(self._connection.execute("SELECT term, articles FROM acronyms"))
        self.put_acronyms({term: n for term, n in counts.items() if term not in there})
        self._connection.executemany(
            "UPDATE acronyms SET articles = ? WHERE term = ?",
            ((n, term) for term, n in counts.items() if there.get(term, n) != n),
        )
        self._connection.executemany(
            "DELETE FROM acronyms WHERE term = ?", ((term,) for term in there.keys() - counts)
        )

    def _insert(self, table: str, rows: Iterable[tuple[object, ...]], columns: int) -> None:
        """Insert rows, in the place of those with the same key."""
        row = f"({','.join('?' * columns)})"
        values = list(chain.from_iterable(rows))
        size = columns * _AT_ONCE
        end = len(values) - len(values) % size
        insert = f"INSERT OR REPLACE INTO {table} VALUES "  # noqa: S608
        self._connection.executemany(
            insert + ",".join([row] * _AT_ONCE), _parts(values, 0, end, size)
        )
        self._connection.executemany(insert + row, _parts(values, end, len(values), columns))


def _parts(values: list[object], start: int, end: int, size: int) -> Iterator[list[object]]:
    return (values[n : n + size] for n in range(start, end, size))


def _acronym_row(term: str, articles: int) -> tuple[str, str, str, str, int]:
    acronym, _, joined = term.partition("=")
    name = joined.replace("_", " ")
    return term, fold(acronym), name_key(name), name, articles
