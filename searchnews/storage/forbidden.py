"""The articles that the user deleted: no file brings them back."""

from __future__ import annotations

import json
from collections.abc import Iterable

from searchnews.sqlite import Database


class Forbidden:
    """The ids of these articles, in a manifest."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._look()

    def add(self, article_id: str) -> None:
        """Remember that the user deleted an article."""
        self._database.run("INSERT OR IGNORE INTO deleted VALUES (?)", article_id)
        self._has_any = True

    def remove(self, article_id: str) -> None:
        """Forget it: an app has brought the article back."""
        if self._has_any:
            self._database.run("DELETE FROM deleted WHERE id = ?", article_id)

    def put_all(self, ids: Iterable[str]) -> None:
        """Have exactly these."""
        self._database.run("DELETE FROM deleted")
        self._database.run(
            "INSERT INTO deleted SELECT value FROM json_each(?)", json.dumps(list(ids))
        )
        self._look()

    def all(self) -> list[str]:
        """All of them."""
        return [article_id for (article_id,) in self._database.rows("SELECT id FROM deleted")]

    def __contains__(self, article_id: str) -> bool:
        return (
            self._has_any
            and self._database.row("SELECT 1 FROM deleted WHERE id = ?", article_id) is not None
        )

    def _look(self) -> None:
        # Mostly there are none, and every article asks.
        self._has_any = self._database.row("SELECT 1 FROM deleted LIMIT 1") is not None
