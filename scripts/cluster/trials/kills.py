"""Kill the nodes of a cluster in turn while machines write and search; nothing may be lost.

    python -m scripts.cluster.trials.kills FOLDER [--articles 3000] [--searchers 4]

Starts three nodes. Two machines (processes, each with a folder of its own) add articles and note
each one that was committed; threads of a third search all the time. Each node is killed and started
again while they do. In the end every article that was noted must be found, none twice, under
numbers that are all different; and no search may have given a wrong answer. Takes some minutes.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import Final

import searchnews
from scripts.cluster.cluster import Cluster
from scripts.cluster.trials.machines import Machines, gap, verified

_PORT: Final = 9251


def main() -> int:
    """Try it; 1 if anything was lost, doubled or wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=3000, help="of each of the two machines")
    parser.add_argument("--searchers", type=int, default=4)
    parser.add_argument("--port", type=int, default=_PORT)
    arguments = parser.parse_args()
    cluster = Cluster(arguments.folder / "nodes")
    cluster.start(3, port=arguments.port, quick=True)
    try:
        return _try(cluster, arguments.folder, arguments.articles, arguments.searchers)
    finally:
        cluster.stop()


def _try(cluster: Cluster, folder: Path, articles: int, searchers: int) -> int:
    machines = Machines(cluster.place("trial"), folder)
    searchnews.create(machines.place).close()
    cluster.wait()
    began = time.monotonic()
    try:
        for name in "bc":
            machines.write(name, articles)
        machines.search("s", searchers)
        for node in cluster.nodes:
            time.sleep(10)
            cluster.kill(node.name)
            killed = time.monotonic()
            print(f"{killed - began:.0f} s: {node.name} is killed", flush=True)
            time.sleep(10)
            cluster.restart(node.name)
            cluster.wait(seconds=600)
            green = time.monotonic()
            print(
                f"   answers after {gap(machines.answers('s'), killed, green):.1f} s at most, all "
                f"is green again after {green - killed:.0f} s",
                flush=True,
            )
        machines.end()
    except BaseException:
        machines.kill()
        raise
    print(f"{time.monotonic() - began:.0f} s: all is written", flush=True)
    return 0 if verified(machines, ["s"]) else 1


if __name__ == "__main__":
    sys.exit(main())
