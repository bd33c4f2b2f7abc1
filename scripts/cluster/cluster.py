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
from scripts.cluster.node import ADDRESS, Node

DEFAULT_VERSION: Final = "2.19.6"
DEFAULT_PORT: Final = 9201
_TRANSPORT: Final = 100
"""So much higher is the port on which a node speaks to the others."""
_SECONDS_TO_START: Final = 300.0
"""Three nodes took 160 where all processors were busy."""
_SECONDS_BETWEEN: Final = 0.25


class Cluster:
    """Nodes on this machine; those of a folder are its own, and no other process is ended."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()
        self._notes = self._folder / "nodes.json"
        self.nodes: list[Node] = []
        if self._notes.exists():
            self.nodes = [Node(**node) for node in json.loads(self._notes.read_text("utf-8"))]

    def start(
        self,
        count: int,
        *,
        versions: Sequence[str] = (DEFAULT_VERSION,),
        port: int = DEFAULT_PORT,
        heap: str = "512m",
        quick: bool = False,
        settings: Mapping[str, Any] | None = None,
    ) -> None:
        """Start nodes, and wait until the cluster is whole.

        `versions` are those of the nodes, the last of them also that of all others; `port` is the
        first node's. `settings` are added to the configuration of each.

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
            home, java = install(version), java_home(version)
            folder = self._folder / name
            self.nodes.append(Node(name, str(folder), str(home), str(java), port + number))
        for node in self.nodes:
            _check_free(node.port)
            node.configure(self._settings(node, settings or {}), heap=heap, quick=quick)
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
        for node in self.nodes:
            try:
                health: dict[str, Any] = _asked(node, "/_cluster/health")
            except OSError:
                continue
            return health
        raise ClusterError(f"no node of the cluster in {self._folder} answers")

    def kill(self, name: str) -> None:
        """End a node at once, as a machine that fails."""
        self.node(name).end(signal.SIGKILL)
        self._save()

    def restart(self, name: str) -> None:
        """Start a node again that was ended."""
        self.node(name).spawn()
        self._save()

    def stop(self) -> None:
        """End all nodes."""
        for node in self.nodes:  # all are told first: none is to wait for the others
            node.tell_to_end()
        for node in self.nodes:
            node.end()
        self._save()

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
            "network.host": ADDRESS,
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
            seeds = [f"{ADDRESS}:{other.port + _TRANSPORT}" for other in self.nodes]
            settings["discovery.seed_hosts"] = seeds
            settings["cluster.initial_cluster_manager_nodes"] = [o.name for o in self.nodes]
        return settings | dict(more)

    def _is_well(self, running: list[Node], question: str) -> bool:
        for node in running:
            if not node.is_running():
                raise ClusterError(f"the node {node.name} has ended:\n{node.last_words()}")
        try:
            return not _asked(running[0], question)["timed_out"]
        except urllib.error.HTTPError as error:
            if error.code not in (408, 503):
                raise
        except OSError:
            pass  # it does not listen yet
        return False

    def _save(self) -> None:
        self._notes.write_text(json.dumps([asdict(node) for node in self.nodes], indent=1), "utf-8")


def _asked(node: Node, question: str) -> Any:
    with urllib.request.urlopen(node.address + question, timeout=30) as answer:
        return json.load(answer)


def _check_free(port: int) -> None:
    with socket.socket() as probe:
        if probe.connect_ex((ADDRESS, port)) == 0:
            raise ClusterError(f"something listens on port {port} already; name another")
