"""A cluster: nodes that are started and ended together, and what is noted of them in a folder."""

from __future__ import annotations

import json
import signal
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from scripts.cluster.failure import ClusterError
from scripts.cluster.installation import install
from scripts.cluster.java import java_home
from scripts.cluster.network import Network
from scripts.cluster.node import Node, give_to_server
from scripts.cluster.security import Security, install_with_security

DEFAULT_VERSION: Final = "2.19.6"
DEFAULT_PORT: Final = 9201
_TRANSPORT: Final = 100
"""So much higher is the port on which a node speaks to the others."""
_SECONDS_TO_START: Final = 300.0
"""Three nodes took 160 where all processors were busy."""
_SECONDS_BETWEEN: Final = 0.25


class Cluster:
    """Nodes on this machine; those of a folder are its own, and no other process is ended."""

    def __init__(self, folder: Path, security: Security | None = None) -> None:
        """With `security` they are asked over HTTPS, and start with its users."""
        self._security = security
        self._folder = folder.resolve()
        self._notes = self._folder / "nodes.json"
        self.nodes: list[Node] = []
        if self._notes.exists():
            self.nodes = [Node(**node) for node in json.loads(self._notes.read_text("utf-8"))]

    @property
    def snapshots(self) -> Path:
        """Where repositories of the type `fs` may be: their `location` may be relative to it."""
        return self._folder / "snapshots"

    def start(
        self,
        count: int,
        *,
        versions: Sequence[str] = (DEFAULT_VERSION,),
        port: int = DEFAULT_PORT,
        heap: str = "512m",
        quick: bool = False,
        settings: Mapping[str, Any] | None = None,
        network: Network | None = None,
    ) -> None:
        """Start nodes, and wait until the cluster is whole.

        `versions` are those of the nodes, the last of them also that of all others; `port` is the
        first node's. `settings` are added to the configuration of each. In a `network` each is a
        machine of its own; else they listen on this machine alone.

        Raises:
            ClusterError: a server cannot be had, or a node ends or does not answer.
        """
        if any(node.is_running() for node in self.nodes):
            raise ClusterError(f"the cluster in {self._folder} runs already; stop it first")
        self._folder.mkdir(parents=True, exist_ok=True)
        self.nodes = []
        for number in range(count):
            version = versions[min(number, len(versions) - 1)]
            name = f"n{number + 1}"
            home = install(version) if self._security is None else install_with_security(version)
            java = java_home(version)
            folder = self._folder / name
            node = Node(name, str(folder), str(home), str(java), port + number)
            if network is not None:
                node.host, node.namespace = network.add(name), network.namespace(name)
                node.inner_host = network.inner_address(name)
            self.nodes.append(node)
        for node in self.nodes:
            _check_free(node)
            more = dict(settings or {})
            if self._security is not None:
                node.scheme = "https"
                more |= self._security.configure(node)
            node.configure(self._settings(node, more), heap=heap, quick=quick)
        self.snapshots.mkdir(exist_ok=True)
        give_to_server(self.snapshots)
        try:
            for node in self.nodes:
                node.spawn()
            self._save()
            self.wait()
        except BaseException:
            self.stop()
            raise

    def wait(self, status: str = "green", seconds: float = _SECONDS_TO_START) -> None:
        """Wait until all nodes that run are in the cluster, and its shards have this status.

        Raises:
            ClusterError: a node has ended, or it takes longer than `seconds`.
        """
        until = time.monotonic() + seconds
        running = [node for node in self.nodes if node.pid is not None]
        question = (
            f"/_cluster/health?wait_for_nodes={len(running)}&wait_for_status={status}"
            "&wait_for_no_initializing_shards=true&timeout=5s"
        )
        while not self._is_well(running, question):
            if time.monotonic() > until:
                raise ClusterError(f"the cluster is not {status} after {seconds:.0f} seconds")
            time.sleep(_SECONDS_BETWEEN)

    def health(self) -> dict[str, Any]:
        """What the cluster says of itself, by the first node that answers.

        Raises:
            ClusterError: none does.
        """
        health: dict[str, Any] = self.ask("/_cluster/health")
        return health

    def kill(self, name: str) -> None:
        """End a node at once, as a machine that fails."""
        self.node(name).end(signal.SIGKILL)
        self._save()

    def restart(self, name: str) -> None:
        """Start a node again that was ended."""
        self.node(name).spawn()
        self._save()

    def upgrade(self, name: str, version: str, *, heap: str = "512m", quick: bool = False) -> None:
        """End a node as an operator does, and start it again as another version."""
        home, java = install(version), java_home(version)
        node = self.node(name)
        node.end()
        node.use(str(home), str(java), heap=heap, quick=quick)
        self.restart(name)

    def stop(self) -> None:
        """End all nodes."""
        for node in self.nodes:  # all are told first: none is to wait for the others
            node.tell_to_end()
        for node in self.nodes:
            node.end()
        self._save()

    def place(self, index: str) -> str:
        """The address of an index, as searchnews takes it."""
        scheme = "opensearch" if self._security is None else "opensearchs"
        return f"{scheme}://{','.join(f'{node.host}:{node.port}' for node in self.nodes)}/{index}"

    def ask(self, question: str, method: str = "GET", body: object = None) -> Any:
        """What the first node says that answers; `body` is an object for JSON.

        Raises:
            ClusterError: none does.
        """
        for node in self.nodes:
            try:
                return self._asked(node, question, method, body)
            except OSError:
                continue
        raise ClusterError(f"no node of the cluster in {self._folder} answers")

    def node(self, name: str) -> Node:
        """The node with this name.

        Raises:
            ClusterError: there is none.
        """
        for node in self.nodes:
            if node.name == name:
                return node
        raise ClusterError(f"there is no node {name} in {self._folder}")

    def _settings(self, node: Node, more: Mapping[str, Any]) -> dict[str, Any]:
        settings: dict[str, Any] = {
            "cluster.name": f"searchnews-{self.nodes[0].port}",
            "node.name": node.name,
            "path.data": f"{node.folder}/data",
            "path.logs": f"{node.folder}/logs",
            "path.repo": [str(self.snapshots)],
            "http.host": node.host,
            "transport.host": node.inner_host,
            "http.port": node.port,
            "transport.port": node.port + _TRANSPORT,
            # The disk of a machine for tests may be nearly full for other reasons.
            "cluster.routing.allocation.disk.threshold_enabled": False,
            "action.auto_create_index": False,
            "indices.query.bool.max_clause_count": 16_384,
        }
        if len(self.nodes) == 1:
            settings["discovery.type"] = "single-node"
        else:
            seeds = [f"{other.inner_host}:{other.port + _TRANSPORT}" for other in self.nodes]
            settings["discovery.seed_hosts"] = seeds
            settings["cluster.initial_cluster_manager_nodes"] = [o.name for o in self.nodes]
        return settings | dict(more)

    def _is_well(self, running: list[Node], question: str) -> bool:
        for node in running:
            if not node.is_running():
                raise ClusterError(f"the node {node.name} has ended:\n{node.last_words()}")
        try:
            # All are asked: one may not have noticed yet that another is away.
            return not any(self._asked(node, question)["timed_out"] for node in running)
        except urllib.error.HTTPError as error:
            if error.code not in (408, 503):
                raise
        except OSError:
            pass  # it does not listen yet
        return False

    def _asked(self, node: Node, question: str, method: str = "GET", body: object = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(node.address + question, data, headers, method=method)
        context = None
        if self._security is not None:
            request.add_header("Authorization", self._security.authorization)
            context = self._security.trusted()
        with urllib.request.urlopen(request, timeout=120, context=context) as answer:
            return json.load(answer)

    def _save(self) -> None:
        self._notes.write_text(json.dumps([asdict(node) for node in self.nodes], indent=1), "utf-8")


def _check_free(node: Node) -> None:
    for host, port in ((node.host, node.port), (node.inner_host, node.port + _TRANSPORT)):
        with socket.socket() as probe:
            if probe.connect_ex((host, port)) == 0:
                raise ClusterError(f"something listens on port {port} already; name another")
