"""Writing to an index in a cluster."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import Any, Final
from urllib.parse import quote

from searchnews.engines.base import Document
from searchnews.engines.opensearch.commits import LOGGED, Commits, sorted_counts
from searchnews.engines.opensearch.failures import failure_of
from searchnews.engines.opensearch.http import Client
from searchnews.engines.opensearch.pending import Pending
from searchnews.engines.opensearch.schema import row_id, row_of, words_in
from searchnews.errors import EngineError

_AT_ONCE: Final = 2
"""Requests under way: the cluster works on one while another is on its way."""
_RETRY_SECONDS: Final = 60.0
_OF_THE_ARTICLE: Final = 400
_PAUSE: Final = 0.5  # in seconds, and twice as long each time


class OpenSearchWriter:
    """Writes to an index; others may do so at the same time.

    What is to be written waits on this machine until the commit. A crash in the middle of a commit
    may leave a part of it in the cluster: the same articles, under the same ids, as the next run
    will write.
    """

    def __init__(self, client: Client) -> None:
        self._client = client
        self._articles = quote(client.address.name)
        self._commits = Commits(client)
        self._commits.last()  # there is an index
        self._pending = Pending()
        self._counts: dict[str, Counter[str]] = {field: Counter() for field in LOGGED}
        self._last_number = 0
        self._is_open = True

    def add(self, document: Document, *, replaces: bool = True) -> None:  # noqa: ARG002
        """Add an article, or replace the one with the same id: both is the same to a cluster."""
        row = row_id(document.id)
        content = json.dumps(row_of(document), ensure_ascii=False, separators=(",", ":"))
        self._add(row, f"{_action('index', row)}\n{content}\n".encode())
        self._last_number = max(self._last_number, document.number)
        for field, counts in self._counts.items():
            counts.update(words_in(getattr(document, field)))

    def delete(self, article_id: str) -> None:
        """Delete the article with this id; if there is none, nothing happens."""
        row = row_id(article_id)
        self._add(row, f"{_action('delete', row)}\n".encode())

    def commit(self) -> None:
        """Make everything since the last commit seen."""
        self._check_open()
        try:
            if self._pending:
                self._send_all()
                self._refresh()
            self._commits.add(sorted_counts(self._counts), self._last_number)
        except OSError as error:
            self.close()
            raise self._no_room(error) from error
        except BaseException:
            self.close()
            raise
        self._commits.tidy()
        self._pending.close()
        self._pending = Pending()
        for counts in self._counts.values():
            counts.clear()

    def close(self) -> None:
        """Let go of the index; what was not committed is dropped. Idempotent."""
        self._is_open = False
        self._pending.close()

    def _add(self, row: str, lines: bytes) -> None:
        self._check_open()
        try:
            self._pending.add(row, lines)
        except OSError as error:
            raise self._no_room(error) from error

    @staticmethod
    def _no_room(error: OSError) -> EngineError:
        return EngineError(
            f"what is to be written finds no room on this machine ({error}); the articles of the "
            "last commit are safe: free some disk space, then index again"
        )

    def _check_open(self) -> None:
        if not self._is_open:
            raise EngineError(
                f"{self._client.address}: nothing more is written after a commit that failed; "
                "index again"
            )

    def _send_all(self) -> None:
        with ThreadPoolExecutor(_AT_ONCE, "searchnews writes") as threads:
            for wave in self._pending.waves():
                under_way: set[Future[None]] = set()
                for lot in wave:
                    under_way.add(threads.submit(self._send, lot))
                    if len(under_way) > _AT_ONCE:
                        done, under_way = wait(under_way, return_when=FIRST_COMPLETED)
                        _raise_of(done)
                _raise_of(wait(under_way).done)

    def _send(self, lines: bytes) -> None:
        """Send a lot; again, if some of it could not be written for a while."""
        until = time.monotonic() + _RETRY_SECONDS
        pause = _PAUSE
        while True:
            answer = self._client.ask(
                "POST", f"/{self._articles}/_bulk", lines, parameters={"require_alias": True}
            )
            if not answer["errors"]:
                return
            may_wait = time.monotonic() + pause < until
            for name, status, error in _refused(answer):
                failure = failure_of(str(self._client.address), status, {"error": error})
                if status == _OF_THE_ARTICLE:
                    raise EngineError(f"the article {name} cannot be written: {failure.error}")
                if not (failure.may_pass and may_wait):
                    raise failure.error
            time.sleep(pause)
            pause *= 2

    def _refresh(self) -> None:
        shards = self._client.ask("POST", f"/{self._articles}/_refresh")["_shards"]
        if shards["failed"]:
            failure = failure_of(str(self._client.address), 503, shards.get("failures"))
            raise failure.error


def _action(kind: str, row: str) -> str:
    return json.dumps({kind: {"_id": row}}, ensure_ascii=False)


def _refused(answer: dict[str, Any]) -> Iterator[tuple[str, int, Any]]:
    """What was not written: its id, the status and the error."""
    for item in answer["items"]:
        for result in item.values():
            if "error" in result:
                yield result["_id"], result["status"], result["error"]


def _raise_of(done: set[Future[None]]) -> None:
    for future in done:
        future.result()
