"""The manifest: what has been indexed, from which files, so that the next run reads what changed.

One transaction lasts from one commit of the engine to the next. The engine is committed first:
after a crash in between, articles are indexed once more, which replaces them by themselves.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from functools import cached_property, partial
from pathlib import Path
from typing import Final, NamedTuple

from searchnews.errors import EngineError, IndexDamagedError, SearchNewsError
from searchnews.sqlite import Database, is_damage, open_for_reading, open_for_writing
from searchnews.storage.forbidden import Forbidden
from searchnews.storage.manifest_schema import SCHEMA
from searchnews.storage.moved import Moved
from searchnews.storage.run_files import RunFiles

UNKNOWN_TIME: Final = 0
"""As the time of change of a file: only its digest shows whether it has changed."""

ALL_FILES: Final = 0
"""No file has this number: as if all articles were of one file."""


class IndexedFile(NamedTuple):
    """A file as it was when it was read."""

    file: int
    """Its number in the manifest."""
    size: int
    """In bytes."""
    mtime_ns: int
    digest: bytes
    """Of its bytes."""
    options: str
    """The fingerprint of the options that it was read with."""
    reason: str | None
    """Why it gave no article; None if it did."""


class IndexedArticle(NamedTuple):
    """An article as it was indexed."""

    digest: bytes
    """Of its stored form."""
    file: int | None
    """The file it is from; None if an app added it."""
    number: int | None
    """That of its indexing, as `Document.number`; None in a manifest of before there were any."""
    revision: int | None = None
    """Its number, if whoever sent it counts revisions."""
    identity: bytes | None = None
    """What tells it from others with the same number, if its id is only a number."""


class Manifest(Database):
    """The manifest of one index, for its one writer, or to look at.

    The writer is in a transaction all the time. Every method raises EngineError when the database
    cannot be read or written, and IndexDamagedError when it is none.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self._path = path
        opened = open_for_reading if read_only else open_for_writing
        super().__init__(partial(opened, path), self._as_ours)
        if not read_only:
            self.begin(SCHEMA)
            self.end()
            self.begin()
        self.in_run = RunFiles(self)
        self.forbidden = Forbidden(self)
        self.moved = Moved(self)

    @property
    def stamp(self) -> str | None:
        """Names the commit of the engine that it describes; None if there was none."""
        row = self.row("SELECT value FROM about WHERE name = 'stamp'")
        return row[0] if row else None

    @property
    def last_number(self) -> int:
        """The highest number that an article was given, also one that is no more; 0 if none was."""
        row = self.row("SELECT value FROM about WHERE name = 'last_number'")
        return int(row[0]) if row else 0

    @property
    def index(self) -> str | None:
        """What distinguishes the index in a cluster that it describes; None if it is in none."""
        row = self.row("SELECT value FROM about WHERE name = 'index'")
        return row[0] if row else None

    def describe(self, index: str) -> None:
        """Note that it describes another index in a cluster."""
        self.run("INSERT OR REPLACE INTO about VALUES ('index', ?)", index)

    def commit(self, stamp: str, last_number: int) -> None:
        """Make everything since the last commit permanent; `stamp` names the engine's."""
        for about in (("stamp", stamp), ("last_number", last_number)):
            self.run("INSERT OR REPLACE INTO about VALUES (?, ?)", *about)
        self.end()
        self.begin()

    def article(self, article_id: str) -> IndexedArticle | None:
        """What is known of an article."""
        row = self.row(f"SELECT {self._columns} FROM articles WHERE id = ?", article_id)  # noqa: S608
        return IndexedArticle(*row) if row else None

    def put_article(self, article_id: str, article: IndexedArticle) -> IndexedArticle | None:
        """Note an article; when another file gave it before, note that too.

        One with the same digest keeps its number. Gives what was known of it; None if it is new,
        as most are.
        """
        self.forbidden.remove(article_id)
        is_new = self.run(
            "INSERT OR IGNORE INTO articles(id, digest, file, number, revision, identity)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            article_id,
            *article,
        )
        if is_new:
            return None
        known = self.article(article_id)
        if known is not None and known.digest == article.digest:
            article = article._replace(number=known.number)
        if known is not None and known != article:
            if known.file is not None and known.file != article.file:
                self.shadow_article(article_id, known.file)
            self.run(
                "UPDATE articles SET digest = ?, file = ?, number = ?, revision = ?, identity = ?"
                " WHERE id = ?",
                *article,
                article_id,
            )
        return known

    def put_number(self, article_id: str, number: int) -> None:
        """Note that an article has another number."""
        self.run("UPDATE articles SET number = ? WHERE id = ?", number, article_id)

    def shadow_article(self, article_id: str, file: int) -> None:
        """Note that a file has an article, too, which stands as another file has it."""
        self.run("INSERT OR IGNORE INTO shadowed VALUES (?, ?)", article_id, file)

    def remove_article(self, article_id: str) -> list[Path]:
        """Forget an article; gives the files that have it too, which are to be read again."""
        self.run("DELETE FROM articles WHERE id = ?", article_id)
        files = self.rows("SELECT file FROM shadowed WHERE id = ?", article_id)
        self.run("DELETE FROM shadowed WHERE id = ?", article_id)
        paths = []
        for (file,) in files:
            self.read_again(file)
            if path := self.path_of(file):
                paths.append(path)
        return paths

    def furniture(self) -> list[tuple[str, str, int]]:
        """The lines that were learnt to be furniture: source, line, in how many articles."""
        return self.rows("SELECT source, line, articles FROM furniture ORDER BY source, line")

    def put_furniture(self, source: str, line: str, articles: int) -> None:
        """Note that a line is furniture in the articles of a source."""
        self.run("INSERT OR REPLACE INTO furniture VALUES (?, ?, ?)", source, line, articles)

    def revisions(self) -> list[tuple[str, int]]:
        """The articles of which revisions are counted, and which of them stands."""
        if "NULL AS revision" in self._columns:
            return []
        return self.rows("SELECT id, revision FROM articles WHERE revision IS NOT NULL")

    def articles(self) -> int:
        """How many articles there are."""
        return int(self.rows("SELECT count(*) FROM articles")[0][0])

    def ids(self) -> Iterator[str]:
        """The ids of all articles, in order."""
        for (article_id,) in self.each("SELECT id FROM articles ORDER BY id"):
            yield article_id

    def ids_without_file(self) -> list[str]:
        """The ids of the articles that an app added."""
        rows = self.rows("SELECT id FROM articles WHERE file IS NULL")
        return [article_id for (article_id,) in rows]

    def ids_of(self, file: int) -> list[str]:
        """The ids of the articles of a file."""
        rows = self.rows("SELECT id FROM articles WHERE file = ?", file)
        return [article_id for (article_id,) in rows]

    def articles_of(self, file: int) -> int:
        """How many articles are from a file."""
        return int(self.rows("SELECT count(*) FROM articles WHERE file = ?", file)[0][0])

    def file(self, path: Path) -> IndexedFile | None:
        """What is known of a file."""
        row = self.row(
            "SELECT file, size, mtime_ns, digest, options, reason FROM files WHERE path = ?",
            os.fsencode(path),
        )
        return IndexedFile(*row) if row else None

    def begin_file(self, path: Path) -> int:
        """Note that a file is being read, and must be read again if this comes to no end.

        Gives its number, for `see` and `unseen`.
        """
        name = os.fsencode(path)
        self.run(
            "INSERT INTO files(path, size, mtime_ns, digest, options) VALUES (?, 0, ?, x'', '')"
            " ON CONFLICT(path) DO UPDATE SET mtime_ns = excluded.mtime_ns, digest = x''",
            name,
            UNKNOWN_TIME,
        )
        file = int(self.rows("SELECT file FROM files WHERE path = ?", name)[0][0])
        self.run("DELETE FROM seen WHERE file = ?", file)
        return file

    def put_file(self, known: IndexedFile) -> None:
        """Note what a file was like when it was read."""
        self.run(
            "UPDATE files SET size = ?, mtime_ns = ?, digest = ?, options = ?, reason = ?"
            " WHERE file = ?",
            *known[1:],
            known.file,
        )
        self.run("DELETE FROM seen WHERE file = ?", known.file)

    def forget_file(self, file: int) -> None:
        """Forget a file that is gone."""
        self.run("DELETE FROM files WHERE file = ?", file)
        self.run("DELETE FROM shadowed WHERE file = ?", file)

    def read_again(self, file: int) -> None:
        """Have the next run read a file again, whatever has changed."""
        # An empty text, no digest of any bytes: x'' would say that reading it was interrupted.
        self.run("UPDATE files SET mtime_ns = ?, digest = '' WHERE file = ?", UNKNOWN_TIME, file)

    def path_of(self, file: int) -> Path | None:
        """The path of a file."""
        row = self.row("SELECT path FROM files WHERE file = ?", file)
        return Path(os.fsdecode(row[0])) if row else None

    def see(self, article_id: str, file: int) -> bool:
        """Note that a file that is being read has an article; False if it had it before.

        `file` may also be ALL_FILES, for whoever goes through all articles.
        """
        return self.run("INSERT OR IGNORE INTO seen VALUES (?, ?)", file, article_id) > 0

    def has_seen(self, article_id: str, file: int) -> bool:
        """Whether an article was seen in a file; see `see`."""
        seen = "SELECT 1 FROM seen WHERE file = ? AND id = ?"
        return self.row(seen, file, article_id) is not None

    def unseen(self, file: int) -> list[str]:
        """The articles that were of a file before and were not seen in it; see `see`."""
        unseen = (
            "SELECT id FROM articles WHERE NOT EXISTS"
            " (SELECT 1 FROM seen WHERE seen.file = ? AND seen.id = articles.id)"
        )
        # Not one statement for both: it would walk through all articles for every file.
        if file == ALL_FILES:
            rows = self.rows(unseen, file)
        else:
            rows = self.rows(f"{unseen} AND file = ?", file, file)
        return [article_id for (article_id,) in rows]

    @cached_property
    def _columns(self) -> str:
        """Those of `IndexedArticle`; a manifest of before, which is only looked at, lacks some."""
        there = {row[1] for row in self.rows("PRAGMA table_info(articles)")}
        return ", ".join(
            name if name in there else f"NULL AS {name}" for name in IndexedArticle._fields
        )

    def has_unfinished_files(self) -> bool:
        """Whether a file was begun and not read to its end."""
        return self.row("SELECT 1 FROM files WHERE digest = x'' LIMIT 1") is not None

    def _as_ours(self, error: sqlite3.Error) -> SearchNewsError:
        if is_damage(error):
            return IndexDamagedError(
                f"{self._path} is damaged ({error}); run `searchnews index --rebuild` with the "
                "folders it was made from"
            )
        return EngineError(
            f"{self._path}: the manifest cannot be read or written ({error}); the articles of the "
            "last commit are safe: free some disk space or check the permissions, then index again"
        )
