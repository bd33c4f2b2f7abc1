"""The rows of a vocabulary's tables, written many at a time."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Final

from searchnews.analysis.acronyms import key_of_words
from searchnews.analysis.bulk.cut import folded_words_of_each
from searchnews.analysis.fold import fold
from searchnews.vocabulary.keys import keys_of

# Rows of one statement: a row alone takes five thirds of the time.
_AT_ONCE: Final = 64


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

    def put_words(self, counted: Sequence[tuple[str, int]]) -> None:
        """Put words, sorted, that articles did not have before, with their counts and their keys.

        Named fields may have had them.
        """
        words = [word for word, _ in counted]
        keys = keys_of(words)
        counts = (articles for _, articles in counted)
        self._insert("words", zip(words, counts, keys.lemmas, keys.sounds, strict=True), columns=4)
        self._insert("more_lemmas", keys.more_lemmas, columns=2)

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
            _acronym_rows(counts),
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
        values = chain.from_iterable(rows)
        while some := list(islice(values, columns * _AT_ONCE)):
            self._connection.execute(
                f"INSERT OR REPLACE INTO {table} VALUES "  # noqa: S608
                + ",".join([row] * (len(some) // columns)),
                some,
            )


def _acronym_rows(counts: Mapping[str, int]) -> Iterator[tuple[str, str, str, str, int]]:
    pairs = [term.partition("=")[::2] for term in counts]
    names = [joined.replace("_", " ") for _, joined in pairs]
    # All at once: one by one they take eight times as long.
    cut = folded_words_of_each(("", name) for name in names)
    for (term, articles), (acronym, _), name, words in zip(
        counts.items(), pairs, names, cut, strict=True
    ):
        yield term, fold(acronym), key_of_words(words.text.split()), name, articles
