"""Several servers over one index in a cluster: requests a second, and the processors they take.

    python -m scripts.cluster start FOLDER
    python -m scripts.bench.servers CORPUS.jsonl.gz FOLDER [--servers 1,2,4] [--requests 1000]

Indexes the corpus in the cluster, and in a directory to compare with. For each number of servers,
each a process of its own as behind a load balancer, clients ask them the mixture of
`scripts.bench.load`. On a small machine the processors set the limit, and not the number of
servers: read what a request takes of them, on this side and in the nodes.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

import searchnews
from scripts.bench.beside import processor_of, processor_of_processes
from scripts.bench.load import Measured, addresses_of, articles_of, command_of, load, server
from scripts.cluster.cluster import Cluster

_PORT: Final = 9381


def main() -> None:
    """Measure, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("cluster", type=Path, help="the folder of a cluster that runs")
    parser.add_argument("--servers", default="1,2,4")
    parser.add_argument("--clients", type=int, default=16, help="in all")
    parser.add_argument("--requests", type=int, default=1000)
    parser.add_argument("--port", type=int, default=_PORT, help="of the first server")
    arguments = parser.parse_args()
    cluster = Cluster(arguments.cluster)
    addresses, _ = addresses_of(articles_of(arguments.corpus))
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_DATA_HOME"] = folder
        places = {"tantivy": str(Path(folder, "index")), "OpenSearch": cluster.place("servers")}
        for place in places.values():
            with searchnews.create(place) as index:
                index.update(arguments.corpus)
        for servers in map(int, arguments.servers.split(",")):
            for name, place in places.items():
                with _servers(place, arguments.port, servers) as pids:
                    ports = range(arguments.port, arguments.port + servers)
                    _asked(ports, addresses, arguments.clients, 200)  # warms
                    own, nodes = processor_of_processes(pids), processor_of(cluster)
                    measured = _asked(ports, addresses, arguments.clients, arguments.requests)
                    asked = len(measured.latencies)
                    own, nodes = processor_of_processes(pids) - own, processor_of(cluster) - nodes
                print(
                    f"{name}, {servers} servers: {measured}; processor a request: servers "
                    f"{own / asked * 1000:.1f} ms, nodes {nodes / asked * 1000:.1f} ms",
                    flush=True,
                )


@contextmanager
def _servers(place: str, port: int, count: int) -> Iterator[list[int]]:
    """So many servers of an index, at ports that follow each other; gives their processes."""
    with ExitStack() as stack:
        yield [
            stack.enter_context(server(command_of(place, port + n), port + n)).pid
            for n in range(count)
        ]


def _asked(ports: range, addresses: list[str], clients: int, requests: int) -> Measured:
    """Ask all servers at the same time, each by a part of the clients."""
    parts: list[Measured] = []

    def ask(port: int) -> None:
        some = load(port, addresses, clients // len(ports), requests // len(ports))
        parts.append(some)

    threads = [threading.Thread(target=ask, args=(port,)) for port in ports]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    latencies = [latency for part in parts for latency in part.latencies]
    seconds = time.perf_counter() - began
    return Measured(seconds, latencies, sum(part.errors for part in parts))


if __name__ == "__main__":
    main()
