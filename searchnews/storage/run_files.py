"""The files that a run finds, compared with what the manifest knows of them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from searchnews.sqlite import Database

_IS_UNCHANGED: Final = (
    "files.size IS found.size AND files.mtime_ns IS found.mtime_ns AND files.options IS ?"
)
_UNCHANGED: Final = (
    f"FROM found JOIN files USING (path) WHERE NOT is_read AND (is_same OR ({_IS_UNCHANGED}))"
)


class Unchanged(NamedTuple):
    """The files that are as they were when they were read."""

    articles: int
    without_articles: list[tuple[Path, str]]
    """Those that gave none, and why."""


class RunFiles:
    """The files under the paths of a run."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self) -> None:
        """Begin another run: no file is known to be there."""
        self._database.run("DELETE FROM found")

    def add(self, path: Path, size: int, mtime_ns: int) -> None:
        """Note a file that there is."""
        self._database.run(
            "INSERT OR IGNORE INTO found(path, size, mtime_ns) VALUES (?, ?, ?)",
            os.fsencode(path),
            size,
            mtime_ns,
        )

    def note_read(self, path: Path) -> None:
        """Note that a file is read in this run, so that `unchanged` does not count it."""
        self._database.run("UPDATE found SET is_read = 1 WHERE path = ?", os.fsencode(path))

    def note_same(self, path: Path) -> None:
        """Note that a file that looked changed has the bytes that it had."""
        self._database.run("UPDATE found SET is_same = 1 WHERE path = ?", os.fsencode(path))

    def to_visit(self, options: str) -> Iterator[tuple[Path, int, int]]:
        """The files that are new or not as they were, by path, with size and time of change.

        `options` is the fingerprint of the options that files are read with now.
        """
        after = b""
        # A cursor would not survive the commits in between.
        while rows := self._database.rows(
            "SELECT path, found.size, found.mtime_ns FROM found LEFT JOIN files USING (path)"  # noqa: S608
            f" WHERE path > ? AND NOT ({_IS_UNCHANGED}) ORDER BY path LIMIT 1000",
            after,
            options,
        ):
            for path, size, mtime_ns in rows:
                yield Path(os.fsdecode(path)), size, mtime_ns
            after = rows[-1][0]

    def unchanged(self, options: str) -> Unchanged:
        """What there is in the files that are as they were, but for those read all the same.

        `options` as for `to_visit`. No file is opened.
        """
        articles = self._database.rows(
            f"SELECT count(*) FROM articles WHERE file IN (SELECT file {_UNCHANGED})",  # noqa: S608
            options,
        )
        reasons = self._database.rows(
            f"SELECT path, reason {_UNCHANGED} AND reason IS NOT NULL ORDER BY path",
            options,
        )
        return Unchanged(
            articles[0][0],
            [(Path(os.fsdecode(path)), reason) for path, reason in reasons],
        )

    def unchanged_size(self, options: str) -> int:
        """The size of the same files, in bytes."""
        rows = self._database.rows(f"SELECT coalesce(sum(found.size), 0) {_UNCHANGED}", options)
        return int(rows[0][0])

    def size(self) -> int:
        """The size of all files that there are, in bytes."""
        return int(self._database.rows("SELECT coalesce(sum(size), 0) FROM found")[0][0])

    def has(self, path: Path) -> bool:
        """Whether there is this file."""
        return (
            self._database.row("SELECT 1 FROM found WHERE path = ?", os.fsencode(path)) is not None
        )

    def vanished(self, root: Path) -> list[tuple[int, Path]]:
        """The files under a root that were indexed and are no longer there."""
        name = os.fsencode(root)
        folder = name.rstrip(os.fsencode(os.sep)) + os.fsencode(os.sep)
        after = folder[:-1] + bytes([folder[-1] + 1])
        rows = self._database.rows(
            "SELECT file, path FROM files WHERE (path = ? OR (path >= ? AND path < ?))"
            " AND path NOT IN (SELECT path FROM found)",
            name,
            folder,
            after,
        )
        return [(file, Path(os.fsdecode(path))) for file, path in rows]
