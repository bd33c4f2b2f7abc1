"""A real OpenSearch cluster on this machine alone, without Docker and without rights.

    python -m scripts.cluster install [--version 2.19.6]
    python -m scripts.cluster start FOLDER [--nodes 3] [--quick] [--version 2.19.6 --version 3.6.0]
    python -m scripts.cluster health FOLDER
    python -m scripts.cluster kill FOLDER n2         # at once, as a machine that fails
    python -m scripts.cluster restart FOLDER n2
    python -m scripts.cluster stop FOLDER

The server comes from Maven Central, once, into a folder of its own (`$SEARCHNEWS_SERVERS`). Nodes
listen on 127.0.0.1 alone, and ask for no password: the security of OpenSearch is a plugin. `start`
prints what to set for the tests. Only processes that were started so are ended.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from scripts.cluster.cluster import DEFAULT_PORT, DEFAULT_VERSION, Cluster
from scripts.cluster.failure import ClusterError
from scripts.cluster.installation import install

COMMANDS = ("install", "start", "health", "kill", "restart", "stop")


def main() -> int:
    """Do what was asked for; 1 if it could not be done."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("folder", nargs="?", type=Path, help="what is noted and kept of a cluster")
    parser.add_argument("node", nargs="?", help="n1, n2 or n3")
    parser.add_argument("--nodes", type=int, default=1)
    parser.add_argument("--version", action="append", help="of each node; the last for all others")
    parser.add_argument("--port", type=int, default=DEFAULT_PORT, help="of the first node")
    parser.add_argument("--heap", default="512m")
    parser.add_argument("--quick", action="store_true", help="start sooner, and search slower")
    parser.add_argument(
        "--set", action="append", default=[], metavar="NAME=JSON", help="a setting of every node"
    )
    arguments = parser.parse_args()
    if arguments.command != "install" and arguments.folder is None:
        parser.error("name the folder of the cluster")
    if arguments.command in ("kill", "restart") and arguments.node is None:
        parser.error("name the node")
    try:
        return _done(arguments)
    except ClusterError as error:
        print(error, file=sys.stderr)
        return 1


def _done(arguments: argparse.Namespace) -> int:
    versions = arguments.version or [DEFAULT_VERSION]
    if arguments.command == "install":
        for version in versions:
            print(install(version))
        return 0
    cluster = Cluster(arguments.folder)
    match arguments.command:
        case "start":
            settings = {
                name: json.loads(value)
                for name, _, value in (text.partition("=") for text in arguments.set)
            }
            cluster.start(
                arguments.nodes,
                versions=versions,
                port=arguments.port,
                heap=arguments.heap,
                quick=arguments.quick,
                settings=settings,
            )
            print(f"SEARCHNEWS_TEST_CLUSTER={','.join(node.address for node in cluster.nodes)}")
        case "health":
            memory = {node.name: f"{node.memory()} MB" for node in cluster.nodes}
            print(json.dumps(cluster.health() | memory, indent=1))
        case "kill":
            cluster.kill(arguments.node)
        case "restart":
            cluster.restart(arguments.node)
        case "stop":
            cluster.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
