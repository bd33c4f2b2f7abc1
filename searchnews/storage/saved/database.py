"""`saved.db`: the saved searches of an index, and which articles have matched them.

It lies beside the index's own files, and stays when a new index takes their place.
"""

from __future__ import annotations

import json
import sqlite3
import uuid
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from functools import cached_property, partial
from pathlib import Path
from typing import Any, Final

from searchnews.errors import EngineError, IndexDamagedError, IndexVersionError, SearchNewsError
from searchnews.sqlite import Database, is_damage, open_for_reading, open_for_writing
from searchnews.storage.saved.outbox import Outbox
from searchnews.storage.saved.records import Delivery, SearchRecord
from searchnews.storage.saved.schema import APPLICATION_ID, SAVED_VERSION, SCHEMA

# What the file of every database of SQLite begins with.
_DATABASE: Final = b"SQLite format 3\0"

_COLUMNS: Final = (
    "search, name, query, arguments, deliveries, updates, added, last_number, index_made, last_run,"
    " problem"
)


class SavedDatabase(Database):
    """The saved searches of one index.

    Made by `opened_to_read` and `opened_to_write`. Every method raises EngineError when the file
    cannot be read or written, and IndexDamagedError when it is damaged, or not by searchnews.
    """

    def __init__(self, path: Path, opened: Callable[[Path], sqlite3.Connection]) -> None:
        self._path = path
        super().__init__(partial(opened, path), self._as_ours)
        self.outbox = Outbox(self)

    @cached_property
    def id(self) -> uuid.UUID:
        """Names the file; the ids of its messages are made of it."""
        return uuid.UUID(self.rows("SELECT value FROM about WHERE name = 'id'")[0][0])

    @property
    def is_blank(self) -> bool:
        """Whether nothing was ever written to it, as after an interruption while it was made."""
        ((tables,),) = self.rows("SELECT count(*) FROM sqlite_schema")
        return not tables

    @property
    def is_ours(self) -> bool:
        """Whether searchnews has made it."""
        ((application,),) = self.rows("PRAGMA application_id")
        return bool(application == APPLICATION_ID)

    def check_version(self) -> None:
        """Refuse a file that this searchnews would misread.

        Raises:
            IndexVersionError: another version has made it.
        """
        ((version,),) = self.rows("PRAGMA user_version")
        if version != SAVED_VERSION:
            raise IndexVersionError(
                f"{self._path} was made by another version of searchnews ({version}, not "
                f"{SAVED_VERSION}); use that one"
            )

    def make(self) -> None:
        """Make the tables."""
        self.begin(SCHEMA)
        self.run("INSERT OR IGNORE INTO about VALUES ('id', ?)", uuid.uuid4().hex)
        self.end()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing of what is changed inside."""
        self.begin()
        try:
            yield
        except BaseException:
            if self.connection.in_transaction:  # a full disk has ended it already
                self.run("ROLLBACK")
            raise
        self.end()

    def searches(self) -> list[SearchRecord]:
        """All saved searches, in the order of their names."""
        rows = self.rows(f"SELECT {_COLUMNS} FROM searches ORDER BY key")  # noqa: S608
        return [self._record(row) for row in rows]

    def find(self, key: str) -> SearchRecord | None:
        """The saved search with this key of a name; None if there is none."""
        row = self.row(f"SELECT {_COLUMNS} FROM searches WHERE key = ?", key)  # noqa: S608
        return self._record(row) if row else None

    def add(
        self,
        key: str,
        record: SearchRecord,
        matched: Iterable[str],
    ) -> None:
        """Save a search; its number is given here. `matched` are the articles it matches already.

        Part of a transaction.
        """
        arguments = json.dumps(dict(record.arguments), ensure_ascii=False)
        self.run(
            "INSERT INTO searches(key, name, query, arguments, deliveries, updates, added,"
            " last_number, index_made) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            *(key, record.name, record.query, arguments, json.dumps(record.deliveries)),
            *(record.updates, record.added, record.last_number, record.index_made),
        )
        ((search,),) = self.rows("SELECT last_insert_rowid()")
        self.note_matched(search, matched)

    def remove(self, search: int) -> None:
        """Forget a saved search, and all that waits to be delivered of it.

        Part of a transaction.
        """
        self.outbox.remove(search)
        self.run("DELETE FROM matched WHERE search = ?", search)
        self.run("DELETE FROM searches WHERE search = ?", search)

    def note_run(self, search: int, last_number: int, index_made: str, at: str) -> None:
        """Note that the articles up to a number were looked at. Part of a transaction."""
        self.run(
            "UPDATE searches SET last_number = ?, index_made = ?, last_run = ?, problem = NULL"
            " WHERE search = ?",
            *(last_number, index_made, at, search),
        )

    def note_problem(self, search: int, problem: str) -> None:
        """Note why a search could not be run; it stands where it stood."""
        self.run("UPDATE searches SET problem = ? WHERE search = ?", problem, search)

    def matched(
        self, searches: Collection[int], articles: Collection[str] | None
    ) -> dict[int, set[str]]:
        """Which of some articles had matched each search; of all articles if None."""
        found: dict[int, set[str]] = {search: set() for search in searches}
        among = json.dumps(list(searches))
        if articles is None:
            rows = self.each(
                "SELECT article, search FROM matched"
                " WHERE search IN (SELECT value FROM json_each(?))",
                among,
            )
        else:
            rows = self.each(
                "SELECT article, search FROM json_each(?) CROSS JOIN matched ON article = value"
                " WHERE search IN (SELECT value FROM json_each(?))",
                *(json.dumps(list(articles)), among),
            )
        for article, search in rows:
            found[search].add(article)
        return found

    def note_matched(self, search: int, articles: Iterable[str]) -> None:
        """Note that articles match a search. Part of a transaction."""
        self._many(
            "INSERT OR IGNORE INTO matched VALUES (?, ?)", ((each, search) for each in articles)
        )

    def forget_matched(self, search: int, articles: Iterable[str]) -> None:
        """Note that articles match a search no more. Part of a transaction."""
        self._many(
            "DELETE FROM matched WHERE article = ? AND search = ?",
            ((each, search) for each in articles),
        )

    def _many(self, sql: str, parameters: Iterable[tuple[object, ...]]) -> None:
        try:
            self.connection.executemany(sql, parameters)
        except sqlite3.Error as error:
            raise self._as_ours(error) from error

    def _record(self, row: tuple[Any, ...]) -> SearchRecord:
        try:
            search, name, query, arguments, deliveries, updates, *rest = row
            read: Mapping[str, Any] = json.loads(arguments)
            where = tuple(Delivery(kind, target) for kind, target in json.loads(deliveries))
        except ValueError as error:
            raise self._damaged(error) from error
        return SearchRecord(search, name, query, read, where, bool(updates), *rest)

    def _as_ours(self, error: sqlite3.Error) -> SearchNewsError:
        if is_damage(error):
            return self._damaged(error)
        return EngineError(
            f"the saved searches in {self._path} cannot be read or written ({error}); check the "
            "disk and the permissions, and run it again"
        )

    def _damaged(self, error: Exception) -> IndexDamagedError:
        return IndexDamagedError(
            f"the saved searches in {self._path} are damaged ({error}); bring the file back from a "
            "backup, or move it away and save them again"
        )


def is_foreign(path: Path) -> bool:
    """Whether a file of the name is somebody else's: no database, or one of another program."""
    if path.is_dir():
        return True
    try:
        with path.open("rb") as file:
            head = file.read(len(_DATABASE))
    except OSError:
        return False
    if not head:
        return False
    if head != _DATABASE:
        return True
    with closing(SavedDatabase(path, open_for_reading)) as database:
        return not database.is_ours and not database.is_blank


def opened_to_read(path: Path) -> SavedDatabase | None:
    """The saved searches of an index, to be looked at; None if there never were any.

    Raises:
        EngineError, IndexDamagedError, IndexVersionError: it cannot be used.
    """
    if not path.exists():
        return None
    if is_foreign(path):
        raise IndexDamagedError(f"{path} is not by searchnews; move it away")
    database = SavedDatabase(path, open_for_reading)
    try:
        if not database.is_blank:
            database.check_version()
            return database
    except SearchNewsError:
        database.close()
        raise
    database.close()
    return None


def opened_to_write(path: Path) -> SavedDatabase:
    """The saved searches of an index, to be changed; they are made if there are none.

    A file of that name that is not by searchnews is left as it is.

    Raises:
        EngineError, IndexDamagedError, IndexVersionError: it cannot be used.
    """
    known = opened_to_read(path)
    if known is not None:
        known.close()
    database = SavedDatabase(path, open_for_writing)
    try:
        if known is None:
            database.make()
    except SearchNewsError:
        database.close()
        raise
    return database


def problems_of(path: Path) -> list[str]:
    """What is wrong with the saved searches of an index, a sentence each; empty if nothing."""
    try:
        database = opened_to_read(path)
        if database is None:
            return []
        with closing(database):
            return [f"{path}: {problem}" for problem in database.problems()]
    except SearchNewsError as error:
        return [str(error)]
