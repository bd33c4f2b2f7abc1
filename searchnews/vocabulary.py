"""The vocabulary: every word of an index, how common it is, and which words are forms of it.

It stands in SQLite beside the engine, made from the engine's own dictionary after a commit. It
may know words that no article has any more; of the commit that `stamp` names it misses none.
"""

from __future__ import annotations

import sqlite3
import string
import threading
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, Final, Protocol

from searchnews.analysis.edits import closer_than, one_edit_away
from searchnews.analysis.fold import fold
from searchnews.analysis.sound import may_be_spellings, sound_key
from searchnews.analysis.stem import KEYS_VERSION, Stemmer
from searchnews.errors import EngineError, IndexDamagedError
from searchnews.sqlite import open_read_only

# `words` has title and text. The named fields have words that may stand nowhere else: they are
# known here for wildcards and misspellings, with no articles of their own and no other forms.
_TEXT_FIELD: Final = "words"
_NAMED_FIELDS: Final = ("source", "agency", "authors", "section")

# Bounds the memory of a refresh: some 10 MB of words and keys at a time.
_BATCH: Final = 50_000

_SCHEMA: Final = """
    PRAGMA journal_mode = WAL;
    CREATE TABLE IF NOT EXISTS about(name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS words(word TEXT PRIMARY KEY, articles INTEGER) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS stems(key TEXT, word TEXT, PRIMARY KEY (key, word)) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS sounds(key TEXT, word TEXT, PRIMARY KEY (key, word)) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS written(word TEXT, form TEXT, PRIMARY KEY (word, form))
        WITHOUT ROWID;
"""


class WordSource(Protocol):
    """What a vocabulary is made from: the reader of an engine, at one commit."""

    @property
    def stamp(self) -> str:
        """Names the commit."""

    def words(self, field: str) -> Iterable[tuple[str, int]]:
        """The words of a field, sorted, with the number of articles they are in."""

    def articles_with(self, field: str, word: str) -> int:
        """In how many articles a field has the word."""


class Vocabulary:
    """The words of one index. Safe to use from several threads.

    `newer` is a commit that it may not have been brought up to date with: for a moment after each
    commit, or after a crash. Words that only that commit has are then found as they are typed.

    Every method raises IndexDamagedError when the file is no vocabulary.
    """

    def __init__(self, path: Path, newer: WordSource | None = None) -> None:
        self._path = path
        self._newer = newer
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None

    @property
    def stamp(self) -> str | None:
        """Names the commit it was made from; None if it must be made first."""
        rows = self._rows("SELECT value FROM about WHERE name = 'stamp'")
        return rows[0][0] if rows else None

    def articles_with(self, word: str) -> int:
        """In how many articles a word is, in title or text."""
        known = self.known([word]).get(word, 0)
        if not known and self._newer is not None:
            return self._newer.articles_with(_TEXT_FIELD, word)
        return known

    def known(self, words: Iterable[str]) -> dict[str, int]:
        """Those of some words that articles have in title or text, and in how many articles."""
        found: dict[str, int] = {}
        remaining = iter(words)
        while batch := list(islice(remaining, 5000)):  # SQLite takes up to 32,766 parameters
            found.update(
                self._rows(
                    f"SELECT word, articles FROM words WHERE articles > 0"  # noqa: S608
                    f" AND word IN ({_marks(batch)})",
                    *batch,
                )
            )
        return found

    def inflections(self, word: str) -> dict[str, int]:
        """The words with a stem key of this word, itself included, and their article counts."""
        keys = sorted(Stemmer().keys(word))
        return dict(
            self._rows(
                f"SELECT DISTINCT word, articles FROM stems JOIN words USING (word)"  # noqa: S608
                f" WHERE articles > 0 AND key IN ({_marks(keys)})",
                *keys,
            )
        )

    def spellings(self, word: str, articles: int) -> dict[str, int]:
        """Other spellings of a name, in an index of so many articles, and their article counts."""
        key = sound_key(word)
        if key is None:
            return {}
        rows = self._rows(
            "SELECT word, articles FROM sounds JOIN words USING (word)"
            " WHERE key = ? AND articles > 0",
            key,
        )
        own = dict(rows).get(word, 0)
        return {
            other: count
            for other, count in rows
            if other != word and may_be_spellings(word, own, other, count, articles)
        }

    def matching(self, pattern: str, limit: int) -> dict[str, int]:
        """The words that a wildcard pattern matches, the commonest `limit` of them.

        `*` stands for any number of characters, also none, `?` for one.
        """
        # Words hold no bracket, the only other character that means something to GLOB.
        return dict(
            self._rows(
                "SELECT word, articles FROM words WHERE word GLOB ?"
                " ORDER BY articles DESC, word LIMIT ?",
                pattern.replace("[", "").replace("]", ""),
                limit,
            )
        )

    def neighbours(self, word: str, edits: int) -> dict[str, int]:
        """The words one or two edits away, itself not, and their article counts.

        An edit inserts, drops or replaces a character, or swaps two neighbours.
        """
        alphabet = string.ascii_lowercase + string.digits
        found = self.known(one_edit_away(word, alphabet))
        if edits > 1:
            rows = self._rows(
                "SELECT word, articles FROM words"
                " WHERE articles > 0 AND length(word) BETWEEN ? AND ?",
                len(word) - edits,
                len(word) + edits,
            )
            near = closer_than(word, edits)
            found |= {other: articles for other, articles in rows if near(other)}
            found.pop(word, None)
        return found

    def accented(self, word: str) -> list[str]:
        """The forms with accents, as they are written, of a folded word."""
        return [form for (form,) in self._rows("SELECT form FROM written WHERE word = ?", word)]

    def __len__(self) -> int:
        return int(self._rows("SELECT count(*) FROM words WHERE articles > 0")[0][0])

    @property
    def most_articles(self) -> int:
        """In how many articles the commonest word is."""
        rows = self._rows("SELECT value FROM about WHERE name = 'most articles'")
        return int(rows[0][0]) if rows else 0

    def refresh(self, source: WordSource) -> None:
        """Bring it up to date with a commit, in one transaction. For the one writer only.

        Raises:
            EngineError: it could not be written; the vocabulary stays as it was.
        """
        if self.stamp == source.stamp:
            return
        self.close()
        try:
            with closing(sqlite3.connect(self._path, isolation_level=None)) as connection:
                connection.executescript(_SCHEMA)
                connection.execute("BEGIN IMMEDIATE")
                _Refresh(connection, source).run()
                connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise EngineError(
                f"{self._path}: the vocabulary cannot be written ({error}); free some disk space "
                "or check the permissions, then index again"
            ) from error

    def missing(self, source: WordSource) -> Iterator[str]:
        """Words of a commit that the vocabulary does not know; none unless it is damaged."""
        known = {word for (word,) in self._rows("SELECT word FROM words")}
        for field in (_TEXT_FIELD, *_NAMED_FIELDS):
            for word, _ in source.words(field):
                if word not in known:
                    yield word

    def problems(self) -> list[str]:
        """What is wrong with the file, a sentence each; empty if nothing."""
        if not self._path.exists():
            return [f"{self._path} is missing"]
        try:
            answers = [str(answer) for (answer,) in self._rows("PRAGMA quick_check")]
        except IndexDamagedError as error:
            return [str(error)]
        return [f"{self._path}: {answer}" for answer in answers if answer != "ok"]

    def close(self) -> None:
        """Let go of the file; idempotent."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def __del__(self) -> None:
        # Searches in other threads may use it to the last, so nobody else knows when to close it.
        self.close()

    def _rows(self, sql: str, *parameters: object) -> list[Any]:
        with self._lock, _damage_named(self._path):
            if self._connection is None:
                self._connection = _opened(self._path) or _empty()
            return self._connection.execute(sql, parameters).fetchall()


class _Refresh:
    """One refresh: what the engine's dictionary has that the vocabulary has not yet."""

    def __init__(self, connection: sqlite3.Connection, source: WordSource) -> None:
        self._connection = connection
        self._source = source
        self._stemmer = Stemmer()

    def run(self) -> None:
        execute = self._connection.execute
        made_by = execute("SELECT value FROM about WHERE name = 'keys'").fetchone()
        if made_by != (str(KEYS_VERSION),):
            execute("DELETE FROM words")
            execute("DELETE FROM stems")
            execute("DELETE FROM sounds")
        self._update_words()
        for field in _NAMED_FIELDS:
            self._connection.executemany(
                "INSERT OR IGNORE INTO words VALUES (?, 0)",
                ((word,) for word, _ in self._source.words(field)),
            )
        self._connection.executemany(
            "INSERT OR IGNORE INTO written VALUES (?, ?)",
            ((fold(form), form) for form, _ in self._source.words("written") if not form.isascii()),
        )
        self._connection.executemany(
            "INSERT OR REPLACE INTO about VALUES (?, ?)",
            (
                ("stamp", self._source.stamp),
                ("keys", str(KEYS_VERSION)),
                # Kept because it takes a walk through all words.
                (
                    "most articles",
                    execute("SELECT coalesce(max(articles), 0) FROM words").fetchone()[0],
                ),
            ),
        )

    def _update_words(self) -> None:
        """Walk dictionary and table side by side, both sorted, a stretch of words at a time."""
        dictionary = iter(self._source.words(_TEXT_FIELD))
        after = ""
        while batch := dict(islice(dictionary, _BATCH)):
            last = next(reversed(batch))
            self._update_stretch(after, last, batch)
            after = last
        self._update_stretch(after, None, {})

    def _update_stretch(self, after: str, last: str | None, batch: dict[str, int]) -> None:
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
        self._connection.executemany(
            "INSERT OR IGNORE INTO stems VALUES (?, ?)",
            ((key, word) for word in new for key in self._stemmer.keys(word)),
        )
        self._connection.executemany(
            "INSERT OR IGNORE INTO sounds VALUES (?, ?)",
            ((key, word) for word in new if (key := sound_key(word)) is not None),
        )


def _opened(path: Path) -> sqlite3.Connection | None:
    """The file; None where there is none, or one made by other rules, whose keys mean nothing."""
    if not path.exists():
        return None
    connection = open_read_only(path)
    made_by = connection.execute("SELECT value FROM about WHERE name = 'keys'").fetchone()
    if made_by == (str(KEYS_VERSION),):
        return connection
    connection.close()
    return None


def _empty() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    connection.executescript(_SCHEMA)
    return connection


@contextmanager
def _damage_named(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise IndexDamagedError(
            f"{path} is damaged ({error}); delete it and run `searchnews index` again: it is made "
            "anew from the index"
        ) from error


def _marks(values: list[str]) -> str:
    return ",".join("?" * len(values))
