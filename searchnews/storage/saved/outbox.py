"""Messages that wait until they are delivered; what is in here is lost by no crash.

A message is put here in the same transaction that notes what it holds as seen, and taken out when
it was delivered. Whatever happens in between, it is delivered at least once, under the same number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from searchnews.storage.saved.records import Delivery, NewMessage, StoredMessage, Waiting

if TYPE_CHECKING:
    from searchnews.sqlite import Database


class DatabaseOutbox:
    """The messages of one index; see `Outbox`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, search: int, new: NewMessage, message: int | None = None) -> int:
        """Have a message wait for its deliveries; gives its number. Part of a transaction."""
        database = self._database
        database.run(
            "INSERT INTO messages(message, search, articles, content) VALUES (?, ?, ?, ?)",
            *(message, search, new.articles, new.content),
        )
        message = int(database.rows("SELECT last_insert_rowid()")[0][0])
        for kind, target in new.deliveries:
            database.run(
                "INSERT OR IGNORE INTO waiting(message, kind, target) VALUES (?, ?, ?)",
                *(message, kind, target),
            )
        return message

    def waiting(self, search: int) -> list[Waiting]:
        """What of a search was not delivered yet, oldest first."""
        rows = self._database.rows(
            "SELECT message, kind, target, attempts, problem FROM waiting"
            " JOIN messages USING (message) WHERE search = ? ORDER BY message, kind, target",
            search,
        )
        return [
            Waiting(message, search, Delivery(kind, target), attempts, problem)
            for message, kind, target, attempts, problem in rows
        ]

    def searches_waiting(self) -> set[int]:
        """The searches with messages that were not delivered yet."""
        rows = self._database.rows(
            "SELECT DISTINCT search FROM waiting JOIN messages USING (message)"
        )
        return {search for (search,) in rows}

    def message(self, waiting: Waiting) -> StoredMessage | None:
        """A message that waits; None if its search was removed meanwhile."""
        row = self._database.row(
            "SELECT message, search, articles, content FROM messages WHERE message = ?",
            waiting.message,
        )
        return StoredMessage(*row) if row else None

    def latest(self, search: int, until: int, articles: int) -> list[StoredMessage]:
        """The last messages of a search, newest first, until they hold so many articles.

        The first is that of the number `until`, or the one before.
        """
        found: list[StoredMessage] = []
        held = 0
        for row in self._database.each(
            "SELECT message, search, articles, content FROM messages"
            " WHERE search = ? AND message <= ? ORDER BY message DESC",
            *(search, until),
        ):
            found.append(StoredMessage(*row))
            held += found[-1].articles
            if held >= articles:
                break
        return found

    def kept(self, search: int) -> tuple[tuple[int, NewMessage], ...]:
        """All messages of a search with their numbers and the deliveries that are to be made."""
        waiting = self.waiting(search)
        return tuple(
            (
                message,
                NewMessage(
                    articles,
                    content,
                    tuple(each.delivery for each in waiting if each.message == message),
                ),
            )
            for message, articles, content in self._database.rows(
                "SELECT message, articles, content FROM messages WHERE search = ? ORDER BY message",
                search,
            )
        )

    def delivered(self, waiting: Waiting) -> None:
        """Note that a message was delivered."""
        self._database.run(
            "DELETE FROM waiting WHERE message = ? AND kind = ? AND target = ?",
            *(waiting.message, *waiting.delivery),
        )

    def failed(self, waiting: Waiting, problem: str) -> None:
        """Note that a message could not be delivered; it waits."""
        self._database.run(
            "UPDATE waiting SET attempts = attempts + 1, problem = ?"
            " WHERE message = ? AND kind = ? AND target = ?",
            *(problem, waiting.message, *waiting.delivery),
        )

    def prune(self, search: int, articles: int) -> None:
        """Forget what was delivered, but for the last messages that hold so many articles."""
        kept = self.latest(search, 2**63 - 1, articles) if articles else []
        oldest_kept = kept[-1].message if kept else 2**63 - 1
        self._database.run(
            "DELETE FROM messages WHERE search = ? AND message < ?"
            " AND message NOT IN (SELECT message FROM waiting)",
            *(search, oldest_kept),
        )

    def remove(self, search: int) -> None:
        """Forget all messages of a search. Part of a transaction."""
        self._database.run(
            "DELETE FROM waiting WHERE message IN (SELECT message FROM messages WHERE search = ?)",
            search,
        )
        self._database.run("DELETE FROM messages WHERE search = ?", search)
