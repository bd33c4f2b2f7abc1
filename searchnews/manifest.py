"""The manifest: what has been indexed, from which files, so that the next run reads what changed.

One transaction lasts from one commit of the engine to the next. The engine is committed first:
after a crash in between, articles are indexed once more, which replaces them by themselves.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, NamedTuple

from searchnews.errors import EngineError, IndexDamagedError
from searchnews.sqlite import open_read_only

_SCHEMA: Final = """
    PRAGMA journal_mode = WAL;
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
        id TEXT PRIMARY KEY, digest BLOB NOT NULL, file INTEGER
    ) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS articles_of_file ON articles(file) WHERE file IS NOT NULL;
    CREATE TABLE IF NOT EXISTS shadowed(
        id TEXT, file INTEGER, PRIMARY KEY (id, file)
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS deleted(id TEXT PRIMARY KEY) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS furniture(
        source TEXT, line TEXT, articles INTEGER, PRIMARY KEY (source, line)
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS about(name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
    CREATE TEMPORARY TABLE seen(id TEXT PRIMARY KEY) WITHOUT ROWID;
    CREATE TEMPORARY TABLE found(path BLOB PRIMARY KEY, size INTEGER, mtime_ns INTEGER)
        WITHOUT ROWID;
"""

_AS_IT_WAS: Final = (
    "files.size IS found.size AND files.mtime_ns IS found.mtime_ns AND files.options IS ?"
)

UNKNOWN_TIME: Final = 0
"""As the time of a file: whether it has changed its digest must tell."""


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
    """The fingerprint of what the user said about it."""
    reason: str | None
    """Why it gave no article; None if it did."""


class Unchanged(NamedTuple):
    """The files that are as they were when they were read."""

    articles: int
    size: int
    """In bytes."""
    without_articles: list[tuple[Path, str]]
    """Those that gave none, and why."""


class IndexedArticle(NamedTuple):
    """An article as it was indexed."""

    digest: bytes
    """Of its stored form."""
    file: int | None
    """The file it is from; None if an app added it."""


class Manifest:
    """The manifest of one index, for its one writer, or to look at.

    Every method raises EngineError when the database cannot be written, and IndexDamagedError
    when it is none.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self._path = path
        self._read_only = read_only
        with self._told():
            if read_only:
                self._connection = open_read_only(path)
                return
            self._connection = sqlite3.connect(path, isolation_level=None)
            self._connection.executescript(_SCHEMA)
            self._connection.execute("BEGIN IMMEDIATE")

    @property
    def stamp(self) -> str | None:
        """Names the commit of the engine that it goes with; None if there was none."""
        row = self._row("SELECT value FROM about WHERE name = 'stamp'")
        return row[0] if row else None

    def commit(self, stamp: str) -> None:
        """Make everything since the last commit permanent; `stamp` names the engine's."""
        with self._told():
            self._run("INSERT OR REPLACE INTO about VALUES ('stamp', ?)", stamp)
            self._connection.execute("COMMIT")
            self._connection.execute("BEGIN IMMEDIATE")

    def close(self) -> None:
        """Let go of the file; what was not committed is dropped."""
        with self._told():
            self._connection.close()

    def article(self, article_id: str) -> IndexedArticle | None:
        """What is known of an article."""
        row = self._row("SELECT digest, file FROM articles WHERE id = ?", article_id)
        return IndexedArticle(*row) if row else None

    def put_article(self, article_id: str, digest: bytes, file: int | None) -> None:
        """Note an article; when another file gave it before, note that too."""
        before = self._row("SELECT file FROM articles WHERE id = ?", article_id)
        if before and before[0] not in (None, file):
            self._run("INSERT OR IGNORE INTO shadowed VALUES (?, ?)", article_id, before[0])
        self._run("INSERT OR REPLACE INTO articles VALUES (?, ?, ?)", article_id, digest, file)
        self._run("DELETE FROM deleted WHERE id = ?", article_id)

    def remove_article(self, article_id: str) -> list[Path]:
        """Forget an article; gives the files that have it too, which are to be read again."""
        self._run("DELETE FROM articles WHERE id = ?", article_id)
        files = self._rows("SELECT file FROM shadowed WHERE id = ?", article_id)
        self._run("DELETE FROM shadowed WHERE id = ?", article_id)
        paths = []
        for (file,) in files:
            self._run(
                "UPDATE files SET mtime_ns = ?, digest = '' WHERE file = ?", UNKNOWN_TIME, file
            )
            if path := self.path_of(file):
                paths.append(path)
        return paths

    def furniture(self) -> list[tuple[str, str, int]]:
        """The lines that were learnt to be furniture: source, line, in how many articles."""
        return self._rows("SELECT source, line, articles FROM furniture ORDER BY source, line")

    def put_furniture(self, source: str, line: str, articles: int) -> None:
        """Note that a line is furniture in the articles of a source."""
        self._run("INSERT OR REPLACE INTO furniture VALUES (?, ?, ?)", source, line, articles)

    def forbid(self, article_id: str) -> None:
        """Remember that the user deleted an article: files do not bring it back."""
        self._run("INSERT OR IGNORE INTO deleted VALUES (?)", article_id)

    def forbidden(self) -> list[str]:
        """The articles that the user deleted."""
        return [article_id for (article_id,) in self._rows("SELECT id FROM deleted")]

    def is_forbidden(self, article_id: str) -> bool:
        """Whether the user deleted this article."""
        return self._row("SELECT 1 FROM deleted WHERE id = ?", article_id) is not None

    def articles(self) -> int:
        """How many articles there are."""
        return int(self._rows("SELECT count(*) FROM articles")[0][0])

    def ids(self) -> Iterator[str]:
        """The ids of all articles, in order."""
        with self._told():
            for (article_id,) in self._connection.execute("SELECT id FROM articles ORDER BY id"):
                yield article_id

    def ids_without_file(self) -> list[str]:
        """The ids of the articles that an app added."""
        rows = self._rows("SELECT id FROM articles WHERE file IS NULL")
        return [article_id for (article_id,) in rows]

    def ids_of(self, file: int) -> list[str]:
        """The ids of the articles of a file."""
        rows = self._rows("SELECT id FROM articles WHERE file = ?", file)
        return [article_id for (article_id,) in rows]

    def articles_of(self, file: int) -> int:
        """How many articles are from a file."""
        return int(self._rows("SELECT count(*) FROM articles WHERE file = ?", file)[0][0])

    def file(self, path: Path) -> IndexedFile | None:
        """What is known of a file."""
        row = self._row(
            "SELECT file, size, mtime_ns, digest, options, reason FROM files WHERE path = ?",
            os.fsencode(path),
        )
        return IndexedFile(*row) if row else None

    def begin_file(self, path: Path) -> int:
        """Note that a file is being read, and must be read again if this comes to no end.

        Gives its number. From here on `see` is about this file.
        """
        name = os.fsencode(path)
        self._run(
            "INSERT INTO files(path, size, mtime_ns, digest, options) VALUES (?, 0, ?, x'', '')"
            " ON CONFLICT(path) DO UPDATE SET mtime_ns = excluded.mtime_ns, digest = x''",
            name,
            UNKNOWN_TIME,
        )
        self._run("DELETE FROM seen")
        return int(self._rows("SELECT file FROM files WHERE path = ?", name)[0][0])

    def put_file(self, known: IndexedFile) -> None:
        """Note what a file was like when it was read."""
        self._run(
            "UPDATE files SET size = ?, mtime_ns = ?, digest = ?, options = ?, reason = ?"
            " WHERE file = ?",
            *known[1:],
            known.file,
        )

    def forget_file(self, file: int) -> None:
        """Forget a file that is gone."""
        self._run("DELETE FROM files WHERE file = ?", file)
        self._run("DELETE FROM shadowed WHERE file = ?", file)

    def path_of(self, file: int) -> Path | None:
        """The path of a file."""
        row = self._row("SELECT path FROM files WHERE file = ?", file)
        return Path(os.fsdecode(row[0])) if row else None

    def see(self, article_id: str) -> bool:
        """Note that the file at hand has an article; False if it had it before."""
        return self._run("INSERT OR IGNORE INTO seen VALUES (?)", article_id) > 0

    def unseen(self, file: int | None = None) -> list[str]:
        """The articles, of one file or of all, that were not seen."""
        unseen = "SELECT id FROM articles WHERE id NOT IN (SELECT id FROM seen)"
        # Not one statement for both: it would walk through all articles for every file.
        rows = (
            self._rows(f"{unseen} AND file = ?", file) if file is not None else self._rows(unseen)
        )
        return [article_id for (article_id,) in rows]

    def has_unfinished_files(self) -> bool:
        """Whether a file was begun and not read to its end."""
        return self._row("SELECT 1 FROM files WHERE digest = x'' LIMIT 1") is not None

    def begin_run(self) -> None:
        """From here on `find` belongs to another run."""
        self._run("DELETE FROM found")

    def find(self, path: Path, size: int, mtime_ns: int) -> None:
        """Note a file that there is."""
        self._run("INSERT OR IGNORE INTO found VALUES (?, ?, ?)", os.fsencode(path), size, mtime_ns)

    def found(self, options: str) -> Iterator[tuple[Path, int, int]]:
        """The files that are new or not as they were, by path, with size and time of change.

        `options` is the fingerprint of what the user says about files now.
        """
        after = b""
        # A cursor would not survive the commits in between.
        while rows := self._rows(
            "SELECT path, found.size, found.mtime_ns FROM found LEFT JOIN files USING (path)"  # noqa: S608
            f" WHERE path > ? AND NOT ({_AS_IT_WAS}) ORDER BY path LIMIT 1000",
            after,
            options,
        ):
            for path, size, mtime_ns in rows:
                yield Path(os.fsdecode(path)), size, mtime_ns
            after = rows[-1][0]

    def unchanged(self, options: str) -> Unchanged:
        """What there is in the files that are as they were: a look at each, and no file is opened.

        `options` as for `found`.
        """
        same = f"FROM found JOIN files USING (path) WHERE {_AS_IT_WAS}"
        size = self._rows(f"SELECT coalesce(sum(found.size), 0) {same}", options)
        articles = self._rows(
            f"SELECT count(*) FROM articles WHERE file IN (SELECT file {same})",  # noqa: S608
            options,
        )
        reasons = self._rows(
            f"SELECT path, reason {same} AND reason IS NOT NULL ORDER BY path",
            options,
        )
        return Unchanged(
            articles[0][0],
            size[0][0],
            [(Path(os.fsdecode(path)), reason) for path, reason in reasons],
        )

    def found_size(self) -> int:
        """The size of all files that there are, in bytes."""
        return int(self._rows("SELECT coalesce(sum(size), 0) FROM found")[0][0])

    def is_found(self, path: Path) -> bool:
        """Whether there is this file."""
        return self._row("SELECT 1 FROM found WHERE path = ?", os.fsencode(path)) is not None

    def vanished(self, root: Path) -> list[tuple[int, Path]]:
        """The files under a root that were indexed and are no longer there."""
        name = os.fsencode(root)
        folder = name.rstrip(os.fsencode(os.sep)) + os.fsencode(os.sep)
        after = folder[:-1] + bytes([folder[-1] + 1])
        rows = self._rows(
            "SELECT file, path FROM files WHERE (path = ? OR (path >= ? AND path < ?))"
            " AND path NOT IN (SELECT path FROM found)",
            name,
            folder,
            after,
        )
        return [(file, Path(os.fsdecode(path))) for file, path in rows]

    def problems(self) -> list[str]:
        """What is wrong with the file, a sentence each; empty if nothing."""
        try:
            answers = [str(row[0]) for row in self._rows("PRAGMA quick_check")]
        except IndexDamagedError as error:
            return [str(error)]
        return [f"{self._path}: {answer}" for answer in answers if answer != "ok"]

    def _row(self, sql: str, *parameters: object) -> tuple[Any, ...] | None:
        with self._told():
            return self._connection.execute(sql, parameters).fetchone()  # type: ignore[no-any-return]

    def _rows(self, sql: str, *parameters: object) -> list[tuple[Any, ...]]:
        with self._told():
            return self._connection.execute(sql, parameters).fetchall()

    def _run(self, sql: str, *parameters: object) -> int:
        with self._told():
            return self._connection.execute(sql, parameters).rowcount

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            if self._read_only:
                raise IndexDamagedError(f"{self._path} cannot be read: {error}") from error
            raise EngineError(
                f"{self._path}: the manifest cannot be written ({error}); the articles of the "
                "last commit are safe: free some disk space or check the permissions, then index "
                "again"
            ) from error
        except sqlite3.DatabaseError as error:
            raise IndexDamagedError(
                f"{self._path} is damaged ({error}); run `searchnews index --rebuild` with the "
                "folders it was made from"
            ) from error
