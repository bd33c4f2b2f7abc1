"""One measurement of one peer, in a process of its own: what `scripts/bench.py` runs.

    python scripts/bench_peer.py build PEER DOCUMENTS DIRECTORY ARTICLES
    python scripts/bench_peer.py query PEER DIRECTORY

Prints one object of JSON. Times are seconds to build and milliseconds to answer.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from bench_memory import MemoryWatch
from peers import Document, installed
from peers.queries import QUERIES

HITS = 10
ROUNDS = 5  # the first warms


def main() -> None:
    """Measure what the arguments say."""
    what, name, *rest = sys.argv[1:]
    measured = build(name, *rest) if what == "build" else query(name, *rest)
    print(json.dumps(measured))


def build(name: str, documents: str, directory: str, articles: str) -> dict[str, float]:
    """Index so many articles of a file of JSON lines; reading them counts, for every peer."""
    peer = installed()[name](Path(directory))
    began, cpu_began = time.perf_counter(), cpu_seconds()
    with MemoryWatch("VmHWM") as memory:
        peer.index(islice(read(Path(documents)), int(articles)))
        wall, cpu = time.perf_counter() - began, cpu_seconds() - cpu_began
    size = sum(path.stat().st_size for path in Path(directory).rglob("*") if path.is_file())
    return {"wall": wall, "cpu": cpu, "memory_mb": memory.most, "bytes": size}


def cpu_seconds() -> float:
    """What this process has used, and those that it started and that have ended."""
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, whose))


def read(documents: Path) -> Iterator[Document]:
    """The articles of a file that `scripts/bench.py` wrote."""
    with documents.open(encoding="utf-8") as lines:
        for line in lines:
            yield Document(*json.loads(line))


def query(name: str, directory: str) -> dict[str, Any]:
    """Answer every query several times over, with snippets and without."""
    peer = installed()[name](Path(directory))
    peer.open()
    taken: dict[str, dict[str, list[float]]] = {"with": {}, "without": {}}
    totals: dict[str, int] = {}
    for number in range(ROUNDS):
        for asked in QUERIES:
            for how in taken:
                began = time.perf_counter()
                answer = peer.answer(asked, HITS, snippets=how == "with")
                milliseconds = (time.perf_counter() - began) * 1000
                if answer is not None and number:
                    taken[how].setdefault(asked.kind, []).append(milliseconds)
                    totals[f"{asked.kind}: {' '.join(asked.words)}"] = answer.total
    return {"taken": taken, "totals": totals}


if __name__ == "__main__":
    main()
