"""Cut the network of a cluster while machines write and search; nothing may be lost, or wrong.

    python -m scripts.cluster.trials.partitions FOLDER [--seconds 50] [--defaults]

Three nodes, two machines that write and two that search are each in a network namespace of their
own. In turn a node, then the elected manager, then a node together with a machine that searches are
cut off, for so many seconds: what is sent is lost on its way, as where a cable is pulled. In the
end every article that was noted must be found, none twice; and no search may have given a wrong
answer: not the one of a client that is cut off with a node, either.

With `--defaults` the settings that docs/cluster.md asks for are left out. Needs root, Linux and
iproute2; takes some minutes.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any, Final

import searchnews
from scripts.cluster.cluster import Cluster
from scripts.cluster.failure import ClusterError
from scripts.cluster.network import Network, inside
from scripts.cluster.trials.machines import Machines, gap, verified

SETTINGS: Final[dict[str, Any]] = {
    "cluster.fault_detection.leader_check.timeout": "3s",
    "cluster.fault_detection.follower_check.timeout": "5s",
    "cluster.publish.timeout": "8s",
}
"""A node that is cut off knows of it before the others go on without it."""

_PORT: Final = 9261
_ARTICLES: Final = 1_000_000
"""More than a machine can write until it is stopped."""


def main() -> int:
    """Try it; 1 if anything was lost, doubled or wrong, 2 if there is no such network here."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", type=float, default=50, help="that each cut lasts")
    parser.add_argument("--searchers", type=int, default=2, help="of each of the two machines")
    parser.add_argument("--defaults", action="store_true", help="with the settings of OpenSearch")
    parser.add_argument("--port", type=int, default=_PORT)
    arguments = parser.parse_args()
    cluster = Cluster(arguments.folder / "nodes")
    settings = {} if arguments.defaults else SETTINGS
    try:
        with Network() as network:
            cluster.start(3, port=arguments.port, quick=True, settings=settings, network=network)
            try:
                return _try(cluster, network, arguments)
            finally:
                cluster.stop()
    except ClusterError as error:
        print(error, file=sys.stderr)
        return 2


def _try(cluster: Cluster, network: Network, arguments: argparse.Namespace) -> int:
    machines = Machines(cluster.place("trial"), arguments.folder)
    searchnews.create(machines.place).close()
    cluster.wait()
    try:
        for name in ("b", "c", "s", "t"):
            network.add(name)
        for name in "bc":
            machines.write(name, _ARTICLES, inside(network.namespace(name)))
        for name in "st":
            machines.search(name, arguments.searchers, inside(network.namespace(name)))
        time.sleep(15)
        manager = _manager(cluster)
        other = next(node.name for node in cluster.nodes if node.name != manager)
        _cut(cluster, network, machines, arguments.seconds, other)
        _cut(cluster, network, machines, arguments.seconds, _manager(cluster))
        _cut(cluster, network, machines, arguments.seconds, other, "t")
        _cut(cluster, network, machines, arguments.seconds, _manager(cluster), "t", "b")
        machines.end(at_once=True)
    except BaseException:
        machines.kill()
        raise
    return 0 if verified(machines, "st") else 1


def _cut(
    cluster: Cluster, network: Network, machines: Machines, seconds: float, *names: str
) -> None:
    """Cut machines off for a while, and say what was seen."""
    before = machines.committed()
    network.cut_off(*names)
    cut = time.monotonic()
    time.sleep(seconds)
    meanwhile = machines.committed() - before
    network.heal()
    healed = time.monotonic()
    cluster.wait(seconds=600)
    green = time.monotonic()
    time.sleep(5)
    print(
        f"{' and '.join(names)} cut off for {seconds:.0f} s; {meanwhile} committed meanwhile; "
        f"all is green {green - healed:.0f} s after they are back",
        flush=True,
    )
    for name in "st":
        answers = [a for a in machines.answers(name) if cut < a.ended and a.began < healed]
        kinds = Counter("WRONG" if a.kind.startswith("WRONG") else a.kind[:40] for a in answers)
        longest = gap(answers, cut, green)
        print(f"   {name}: {longest:.1f} s without an answer at most; {dict(kinds)}", flush=True)


def _manager(cluster: Cluster) -> str:
    """The name of the node that is elected."""
    (manager,) = cluster.ask("/_cat/cluster_manager?format=json")
    return str(manager["node"])


if __name__ == "__main__":
    sys.exit(main())
