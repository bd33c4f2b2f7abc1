"""A cluster beside a directory: the same articles indexed in both, the same searches asked of both.

    python -m scripts.cluster start FOLDER --heap 1g
    python -m scripts.bench.make_corpus 1000000 > articles.jsonl
    python -m scripts.bench.beside articles.jsonl FOLDER [--json FILE]

Each is indexed in a process of its own; then searches go to both in turns. Prints what each took of
the clock, of processors (this side's, and that of the nodes), of memory and of disks, and the rate
of indexing along the way. The index stays in the cluster, under the name `beside`.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Final, NamedTuple, TypedDict, cast

import searchnews
from scripts.bench.memory_watch import MemoryWatch
from scripts.bench.peers.queries import QUERIES
from scripts.bench.peers.searchnews import SearchNews
from scripts.bench.tables import percentile
from scripts.cluster.cluster import Cluster

ROUNDS: Final = 4  # the first warms
STEP: Final = 100_000  # articles
HITS: Final = 10

_ROOT: Final = Path(__file__).parents[2]
_TICKS: Final = os.sysconf("SC_CLK_TCK")


class Built(TypedDict):
    """What it took to index; seconds, megabytes."""

    articles: int
    wall: float
    processor: float
    memory: float
    size: float
    marks: list[tuple[int, float]]
    """Articles read, and the seconds until then."""


class Searched(NamedTuple):
    """What searches took: milliseconds of each, and of processors in the mean."""

    taken: list[float]
    own: float
    nodes: float


def main() -> None:
    """Measure both, print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpus", type=Path, help="JSON lines, not compressed")
    parser.add_argument("cluster", type=Path, help="the folder of a cluster that runs")
    parser.add_argument("--json", type=Path, help="where to write what was measured")
    parser.add_argument("--measure", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.measure:
        print(json.dumps(built(arguments.corpus, arguments.measure)))
        return
    cluster = Cluster(arguments.cluster)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_DATA_HOME"] = str(Path(folder, "machine"))
        places = {
            "tantivy": str(Path(folder, "index")),
            "OpenSearch": cluster.place("beside"),
        }
        builds, of_nodes = {}, {}
        for name, place in places.items():
            before = processor_of(cluster)
            builds[name] = _built_apart(arguments.corpus, place)
            of_nodes[name] = processor_of(cluster) - before
            print(name, json.dumps(builds[name]), f"nodes {of_nodes[name]:.0f} s", flush=True)
        searches = searched(places, cluster)
    print("\n".join(table(builds, of_nodes, searches)))
    print("memory of the nodes:", ", ".join(f"{node.memory():,} MB" for node in cluster.nodes))
    if arguments.json:
        measured = {"built": builds, "nodes": of_nodes, "searched": searches}
        arguments.json.write_text(json.dumps(measured, indent=1))


def built(corpus: Path, place: str) -> Built:
    """Index a corpus at a place."""
    marks: list[tuple[int, float]] = []

    def progress(_read: int, _in_all: int, articles: int) -> None:
        if not marks or articles >= marks[-1][0] + STEP:
            marks.append((articles, time.perf_counter() - began))
            print(f"{articles:,} after {marks[-1][1]:.0f} s", file=sys.stderr, flush=True)

    began = time.perf_counter()
    with searchnews.create(place) as index:
        with MemoryWatch("RssAnon") as memory:
            index.update(corpus, progress=progress)
        wall = time.perf_counter() - began
        statistics_ = index.statistics()
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return {
        "articles": statistics_.articles,
        "wall": wall,
        "processor": sum(one.ru_utime + one.ru_stime for one in used),
        "memory": memory.most,
        "size": statistics_.bytes / 1e6,
        "marks": marks,
    }


def searched(places: dict[str, str], cluster: Cluster) -> dict[str, Searched]:
    """Ask both the same, in turns."""
    peers = {name: SearchNews(place) for name, place in places.items()}
    for peer in peers.values():
        peer.open()
    taken: dict[str, list[float]] = {name: [] for name in places}
    own, of_nodes = dict.fromkeys(places, 0.0), dict.fromkeys(places, 0.0)
    for number in range(ROUNDS):
        for name, peer in peers.items():
            processor, nodes = time.process_time(), processor_of(cluster)
            for query in QUERIES:
                began = time.perf_counter()
                peer.answer(query, HITS, snippets=True)
                if number:
                    taken[name].append((time.perf_counter() - began) * 1000)
            if number:
                own[name] += time.process_time() - processor
                of_nodes[name] += processor_of(cluster) - nodes
    return {
        name: Searched(all_taken, own[name] / len(all_taken) * 1000,
                       of_nodes[name] / len(all_taken) * 1000)
        for name, all_taken in taken.items()
    }  # fmt: skip


def processor_of(cluster: Cluster) -> float:
    """The seconds of processors that the nodes have used."""
    return processor_of_processes(node.pid for node in cluster.nodes if node.pid is not None)


def processor_of_processes(processes: Iterable[int]) -> float:
    """The seconds of processors that some processes have used."""
    ticks = 0
    for process in processes:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / _TICKS


def table(
    builds: dict[str, Built], of_nodes: dict[str, float], searches: dict[str, Searched]
) -> list[str]:
    """One column for each."""
    rows: dict[str, list[str]] = {}
    for name, build in builds.items():
        search = searches[name]
        rates = [
            (articles - before) / (seconds - seconds_before)
            for (before, seconds_before), (articles, seconds) in pairwise(build["marks"])
        ]
        column = {
            "": name,
            "indexing, wall": f"{build['wall']:,.0f} s",
            "articles a second": f"{build['articles'] / build['wall']:,.0f}",
            "the slowest 100,000 / the first": f"{min(rates) / rates[0]:.2f}" if rates else "–",
            "processor: searchnews, the nodes": f"{build['processor']:,.0f} s, "
            f"{of_nodes[name]:,.0f} s",
            "most memory of searchnews": f"{build['memory']:,.0f} MB",
            "index": f"{build['size']:,.0f} MB",
            "searches: median, 95 % within": f"{statistics.median(search.taken):.0f} ms, "
            f"{percentile(search.taken, 95):.0f} ms",
            "processor a search: searchnews, the nodes": f"{search.own:.0f} ms, "
            f"{search.nodes:.0f} ms",
        }
        for row, value in column.items():
            rows.setdefault(row, []).append(value)
    lines = [f"| {row} | {' | '.join(values)} |" for row, values in rows.items()]
    return [lines[0], f"|---|{'--:|' * len(builds)}", *lines[1:]]


def _built_apart(corpus: Path, place: str) -> Built:
    """In a process of its own, whose memory and processor are its own."""
    command = [sys.executable, "-m", "scripts.bench.beside", str(corpus), ".", "--measure", place]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=_ROOT)
    return cast("Built", json.loads(done.stdout))


if __name__ == "__main__":
    main()
