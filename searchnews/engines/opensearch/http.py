"""Asking a cluster over HTTP: of several nodes, again where that may help, and not for ever."""

from __future__ import annotations

import json
import os
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final, NamedTuple

import urllib3
from urllib3.exceptions import HTTPError

from searchnews.engines.addresses import Address
from searchnews.engines.opensearch.access import Access, access_from
from searchnews.engines.opensearch.failures import (
    Failure,
    failure_of,
    unreachable,
    untrusted,
    without_manager,
)
from searchnews.errors import EngineError

JSON: Final = "application/json"
LINES: Final = "application/x-ndjson"

_CONNECTIONS: Final = 16
"""Kept open to each node; more threads than that open some of their own."""
_FIRST_PAUSE: Final = 0.1  # in seconds
_LONGEST_PAUSE: Final = 5.0
_SECONDS_IN_TOUCH: Final = 1.0
"""For so long a node need not be asked again; the others wait longer before they go on alone."""


class Patience(NamedTuple):
    """How long an answer is waited for, in seconds."""

    connect: float = 5.0
    """For a node to be there."""
    read: float = 60.0
    """For its answer."""
    retry: float = 60.0
    """For a cluster that is losing a node, or has too much to do: then it is asked again."""
    silence: float = 8.0
    """For a sign of life of a machine that has taken a request, however long its answer takes."""


DEFAULT_PATIENCE: Final = Patience()


class Client:
    """Asks the cluster of an address. Safe to use from several threads."""

    def __init__(
        self,
        address: Address,
        access: Access = Access(),  # noqa: B008 - it cannot be changed
        patience: Patience = DEFAULT_PATIENCE,
    ) -> None:
        """Nothing is asked yet.

        Raises:
            EngineError: the file of certificates holds none.
        """
        self.address = address
        self._name = str(address)
        self._patience = patience
        self._first = 0
        """The node that is asked first: the last one that answered."""
        self._has_answered = False
        self._in_touch: dict[str, float] = {}
        """When each node was last known to be in touch with the others, by `time.monotonic`."""
        headers = {"Accept": JSON}
        if access.authorization:
            headers["Authorization"] = access.authorization
        try:
            trusted = ssl.create_default_context(cafile=access.authority)
        except (ssl.SSLError, OSError) as error:
            raise EngineError(f"{access.authority} holds no certificates ({error})") from error
        self._pool = urllib3.PoolManager(
            maxsize=_CONNECTIONS,
            headers=headers,
            retries=False,
            ssl_context=trusted,
            timeout=urllib3.Timeout(connect=patience.connect, read=patience.read),
            socket_options=_alive(patience.silence),
        )

    def ask(
        self,
        method: str,
        path: str,
        body: object = None,
        *,
        parameters: Mapping[str, str | int | bool] | None = None,
        accepted: frozenset[int] = frozenset(),
        in_touch: bool = False,
    ) -> Any:
        """The answer, of JSON. A status of `accepted`, such as 404, is an answer like others.

        `body` is an object for JSON, or bytes: lines of it. The same request may reach the cluster
        several times. With `in_touch` no answer counts of a node that is cut off from the others,
        which may have gone on without it.

        Raises:
            EngineError: the cluster cannot be reached, refuses, or cannot answer in time.
            IndexNotFoundError: there is no index.
        """
        until = time.monotonic() + self._patience.retry
        pause = _FIRST_PAUSE
        while True:
            result = self._asked_round(method, path, body, parameters, accepted, in_touch=in_touch)
            if not isinstance(result, Failure):
                return result.body
            if not result.may_pass or time.monotonic() + pause > until:
                raise result.error
            time.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)

    def close(self) -> None:
        """Let go of connections; idempotent."""
        self._pool.clear()

    def _asked_round(
        self,
        method: str,
        path: str,
        body: object,
        parameters: Mapping[str, str | int | bool] | None,
        accepted: frozenset[int],
        *,
        in_touch: bool,
    ) -> _Answer | Failure:
        """Ask each node in turn, until one answers."""
        tried: dict[str, str] = {}
        nodes = self.address.nodes
        failure: Failure | None = None
        for number in range(len(nodes)):
            position = (self._first + number) % len(nodes)
            try:
                answer = self._asked(nodes[position], method, path, body, parameters)
                is_good = answer.status < 300 or answer.status in accepted
                cut_off = self._cut_off(nodes[position]) if is_good and in_touch else None
            except HTTPError as error:
                if refusal := untrusted(self._name, nodes[position], error):
                    raise refusal from error
                tried[nodes[position]] = _short(error)
                continue
            self._has_answered = True
            if is_good and cut_off is None:
                self._first = position
                return answer
            failure = cut_off or failure_of(self._name, answer.status, answer.body)
            if not failure.may_pass:
                return failure
        if failure is not None:
            return failure
        # Who has never got an answer has most likely mistyped the address.
        return Failure(unreachable(self._name, tried), may_pass=self._has_answered)

    def _cut_off(self, node: str) -> Failure | None:
        """Why an answer that a node gave just now does not count; None if it does."""
        now = time.monotonic()
        if now - self._in_touch.get(node, -_SECONDS_IN_TOUCH) < _SECONDS_IN_TOUCH:
            return None
        parameters: dict[str, str | int | bool] = {
            "local": True, "filter_path": "discovered_cluster_manager",
        }  # fmt: skip
        answer = self._asked(node, "GET", "/_cluster/health", None, parameters)
        if answer.status != 200:
            return failure_of(self._name, answer.status, answer.body)
        if not answer.body["discovered_cluster_manager"]:
            return without_manager(self._name, f"{node} is cut off from the others")
        self._in_touch[node] = now
        return None

    def _asked(
        self,
        node: str,
        method: str,
        path: str,
        body: object,
        parameters: Mapping[str, str | int | bool] | None,
    ) -> _Answer:
        headers = dict(self._pool.headers)
        data: bytes | None = None
        if isinstance(body, bytes):
            data = body
            headers["Content-Type"] = LINES
        elif body is not None:
            data = json.dumps(body, ensure_ascii=False).encode("utf-8", "surrogatepass")
            headers["Content-Type"] = JSON
        if parameters:
            path += "?" + "&".join(f"{name}={_as_text(v)}" for name, v in parameters.items())
        response = self._pool.request(method, node + path, body=data, headers=headers)
        try:
            answer = json.loads(response.data) if response.data else None
        except ValueError:
            answer = response.data.decode(errors="replace")[:300]
        return _Answer(response.status, answer)


class _Answer(NamedTuple):
    status: int
    body: Any


def client_of(address: Address) -> Client:
    """The client of an address, with what the environment says; one for the whole process.

    Raises:
        InvalidArgumentError, EngineError: what the environment says cannot be used.
    """
    access = access_from(os.environ, address)
    with _making:
        return _made(address, access, os.getpid())


_making: Final = threading.Lock()


@lru_cache(16)
def _made(address: Address, access: Access, _process: int) -> Client:
    # A process that was forked must not share connections with the one before.
    return Client(address, access)


def _alive(seconds: float) -> list[tuple[int, int, int]]:
    """Options of connections: the system gives one up whose other end has vanished for so long.

    So it is where a cable is pulled; a node that ends says so. Elsewhere than on Linux only the
    time for an answer ends it.
    """
    tcp = socket.IPPROTO_TCP
    options = [(tcp, socket.TCP_NODELAY, 1), (socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)]
    wanted = {
        "TCP_KEEPIDLE": max(1, int(seconds / 4)),
        "TCP_KEEPINTVL": max(1, int(seconds / 4)),
        "TCP_KEEPCNT": 3,
        "TCP_USER_TIMEOUT": int(seconds * 1000),
    }
    for name, value in wanted.items():
        if (option := getattr(socket, name, None)) is not None:
            options.append((tcp, option, value))
    return options


def _as_text(value: str | int | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _short(error: HTTPError) -> str:
    """What a failure of the network is, without addresses of objects."""
    reason: object = getattr(error, "reason", None) or error
    name = type(reason).__name__.removesuffix("Error")
    words = {
        "NameResolution": "there is no such host",
        "NewConnection": "it refuses connections, or there is no way to it",
        "ConnectTimeout": "it does not answer",
        "ReadTimeout": "it took too long to answer",
        "Protocol": "it broke off the connection",
    }
    return words.get(name, f"{name}: {str(error)[:100]}")
