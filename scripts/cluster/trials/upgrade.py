"""A rolling upgrade: each node in turn becomes a newer version while machines write and search.

    python -m scripts.cluster.trials.upgrade FOLDER [--to 3.6.0]

Three nodes of the version that is tested most; each is ended, and started as the newer one when
the others have taken over. In the end nothing may be lost or doubled, no search may have given a
wrong answer, and scores must be what they were. The newer version may need a newer Java.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import Final

import searchnews
from scripts.cluster.cluster import DEFAULT_VERSION, Cluster
from scripts.cluster.installation import install
from scripts.cluster.java import java_home
from scripts.cluster.trials.machines import Machines, gap, verified

_PORT: Final = 9241
_ARTICLES: Final = 1_000_000
"""More than a machine can write until it is stopped."""
_FIXED: Final = "pont OU gare OU mairie"


def main() -> int:
    """Try it; 1 if anything was lost, doubled or wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--to", default="3.6.0", help="the newer version")
    parser.add_argument("--searchers", type=int, default=2)
    parser.add_argument("--port", type=int, default=_PORT)
    arguments = parser.parse_args()
    install(arguments.to)
    java_home(arguments.to)  # before anything is started: it may be missing
    cluster = Cluster(arguments.folder / "nodes")
    cluster.start(3, versions=[DEFAULT_VERSION], port=arguments.port, quick=True)
    try:
        return _try(cluster, arguments)
    finally:
        cluster.stop()


def _try(cluster: Cluster, arguments: argparse.Namespace) -> int:
    machines = Machines(cluster.place("trial"), arguments.folder)
    fixed = cluster.place("fixed")
    with searchnews.create(fixed) as index:
        index.add(
            searchnews.Article(id=f"f{n}", title="Le pont", body="La gare. " * n + "La mairie.")
            for n in range(20)
        )
    searchnews.create(machines.place).close()
    cluster.wait()
    before = _scores(fixed)
    are_equal = True
    try:
        for name in "bc":
            machines.write(name, _ARTICLES)
        machines.search("s", arguments.searchers)
        time.sleep(10)
        for node in cluster.nodes:
            began = time.monotonic()
            cluster.upgrade(node.name, arguments.to, quick=True)
            cluster.wait(seconds=600)
            green = time.monotonic()
            are_equal &= _scores(fixed) == before
            print(
                f"{node.name} is {arguments.to}; all is green after {green - began:.0f} s, "
                f"{gap(machines.answers('s'), began, green):.1f} s without an answer at most; "
                f"scores are {'the same' if are_equal else 'OTHERS'}",
                flush=True,
            )
        time.sleep(10)
        machines.end(at_once=True)
    except BaseException:
        machines.kill()
        raise
    return 0 if verified(machines, ["s"]) & are_equal else 1


def _scores(place: str) -> list[tuple[str, float]]:
    """What a search of articles that do not change gives: ids and scores, in order."""
    with searchnews.open(place) as index:
        hits = index.search(_FIXED, limit=20)
        return [(hit.article.id, round(hit.score, 5)) for hit in hits]


if __name__ == "__main__":
    sys.exit(main())
