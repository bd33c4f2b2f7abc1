"""`saved.db`: the saved searches of an index, and which articles have matched them.

It lies beside the index's own files, and stays when a new index takes their place.
"""

from __future__ import annotations

import json
import sqlite3
import uuid
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property, partial
from pathlib import Path
from typing import Any, Final

from searchnews.errors import EngineError, IndexDamagedError, IndexVersionError, SearchNewsError
from searchnews.query.concepts.names import name_key
from searchnews.sqlite import Database, is_damage
from searchnews.storage.saved.contract import Admission, first_of_a_copy
from searchnews.storage.saved.outbox import DatabaseOutbox
from searchnews.storage.saved.records import Delivery, Found, KeptSearch, SearchRecord
from searchnews.storage.saved.schema import APPLICATION_ID, SAVED_VERSION, SCHEMA

_COLUMNS: Final = (
    "search, name, query, arguments, deliveries, updates, added, last_number, index_made, last_run,"
    " problem"
)


class SavedDatabase(Database):
    """The saved searches of one index; see `SavedStore`."""

    def __init__(self, path: Path, opened: Callable[[Path], sqlite3.Connection]) -> None:
        self._path = path
        super().__init__(partial(opened, path), self._as_ours)
        self.outbox = DatabaseOutbox(self)

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

    def make(self, known_as: uuid.UUID | None = None) -> None:
        """Make the tables; a new store gets this name, or one of its own."""
        self.begin(SCHEMA)
        name = (known_as or uuid.uuid4()).hex
        if self.run("INSERT OR IGNORE INTO about VALUES ('id', ?)", name) and known_as:
            for table in ("searches", "messages"):
                last = first_of_a_copy()
                self.run("INSERT INTO sqlite_sequence(name, seq) VALUES (?, ?)", table, last)
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
        self, key: str, record: SearchRecord, matched: Iterable[str], admit: Admission
    ) -> SearchRecord:
        """Save a search; its number is given here. `matched` are articles it matches already."""
        with self.transaction():
            added = record._replace(search=self._last_number("searches") + 1)
            admit(self.searches(), added)
            self._insert(key, added)
            self._note_matched(added.search, matched)
        return added

    def remove(self, search: int) -> None:
        """Forget a saved search, and all that waits to be delivered of it."""
        with self.transaction():
            self.outbox.remove(search)
            self.run("DELETE FROM matched WHERE search = ?", search)
            self.run("DELETE FROM searches WHERE search = ?", search)

    def note_found(self, found: Iterable[Found]) -> set[int]:
        """Note what a run found, all of it at once."""
        with self.transaction():
            return {each.search for each in found if self._note(each)}

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

    def kept(self) -> list[KeptSearch]:
        """All saved searches with all that is kept of them."""
        self.run("BEGIN")  # of one moment
        try:
            searches = self.searches()
            matched = self.matched([each.search for each in searches], None)
            return [
                KeptSearch(
                    name_key(each.name), each, matched[each.search], self.outbox.kept(each.search)
                )
                for each in searches
            ]
        finally:
            self.end()

    def restore(self, kept: Sequence[KeptSearch], known_as: uuid.UUID) -> list[SearchRecord]:
        """Take over searches from another store; see the contract."""
        restored = []
        with self.transaction():
            keeps_numbers = self.id == known_as
            for each in kept:
                if self.find(each.key) is not None:
                    continue
                search = each.record.search if keeps_numbers else self._last_number("searches") + 1
                record = each.record._replace(search=search)
                self._insert(each.key, record)
                self._note_matched(search, each.matched)
                for number, message in each.messages:
                    self.outbox.put(search, message, number if keeps_numbers else None)
                restored.append(record)
        return restored

    def _insert(self, key: str, record: SearchRecord) -> None:
        arguments = json.dumps(dict(record.arguments), ensure_ascii=False)
        self.run(
            f"INSERT INTO searches(key, {_COLUMNS})"  # noqa: S608
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            *(key, record.search, record.name, record.query, arguments),
            *(json.dumps(record.deliveries), record.updates, record.added, record.last_number),
            *(record.index_made, record.last_run, record.problem),
        )

    def _note(self, found: Found) -> bool:
        """Note what was found for one search; False where it is gone."""
        is_there = self.run(
            "UPDATE searches SET last_number = ?, index_made = ?, last_run = ?, problem = NULL"
            " WHERE search = ?",
            *(found.last_number, found.index_made, found.at, found.search),
        )
        if not is_there:
            return False
        for message in found.messages:
            self.outbox.put(found.search, message)
        self._note_matched(found.search, found.matching)
        self._many(
            "DELETE FROM matched WHERE article = ? AND search = ?",
            ((each, found.search) for each in found.no_more),
        )
        return True

    def _note_matched(self, search: int, articles: Iterable[str]) -> None:
        self._many(
            "INSERT OR IGNORE INTO matched VALUES (?, ?)", ((each, search) for each in articles)
        )

    def _last_number(self, table: str) -> int:
        """The highest number that was given in a table, also to what is no more."""
        row = self.row("SELECT seq FROM sqlite_sequence WHERE name = ?", table)
        return int(row[0]) if row else 0

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
