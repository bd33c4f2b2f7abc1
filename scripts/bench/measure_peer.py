"""One measurement of one peer, in a process of its own; run by `scripts.bench.speed`.

    python -m scripts.bench.measure_peer build PEER DOCUMENTS DIRECTORY ARTICLES
    python -m scripts.bench.measure_peer query PEER DIRECTORY

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
from typing import Final

from scripts.bench.measurements import Answers, BuildRun, How
from scripts.bench.memory_watch import MemoryWatch
from scripts.bench.peers import Document, installed
from scripts.bench.peers.queries import QUERIES

HITS: Final = 10
ROUNDS: Final = 5  # the first warms


def main() -> None:
    """Measure what the arguments say."""
    what, name, *rest = sys.argv[1:]
    print(json.dumps(build(name, *rest) if what == "build" else query(name, *rest)))


def build(name: str, documents: str, directory: str, articles: str) -> BuildRun:
    """Index so many articles of a file of JSON lines; reading them counts, for every peer."""
    peer = installed()[name](Path(directory))
    began, cpu_began = time.perf_counter(), cpu_seconds()
    with MemoryWatch("VmHWM") as memory:
        peer.index(islice(read(Path(documents)), int(articles)))
        wall, cpu = time.perf_counter() - began, cpu_seconds() - cpu_began
    size = sum(path.stat().st_size for path in Path(directory).rglob("*") if path.is_file())
    return {"wall": wall, "cpu": cpu, "memory_mb": memory.most, "bytes": size}


def cpu_seconds() -> float:
    """Processor time of this process, and of those that it started and that have ended."""
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, whose))


def read(documents: Path) -> Iterator[Document]:
    """The articles of a file that `scripts.bench.speed` wrote."""
    with documents.open(encoding="utf-8") as lines:
        for line in lines:
            yield Document(*json.loads(line))


def query(name: str, directory: str) -> Answers:
    """Answer every query several times, with snippets and without."""
    peer = installed()[name](Path(directory))
    peer.open()
    answers: Answers = {
        "taken": {"with": {}, "without": {}},
        "processor": {"with": {}, "without": {}},
        "totals": {},
    }
    ways: tuple[How, ...] = ("with", "without")
    for number in range(ROUNDS):
        for each in QUERIES:
            for how in ways:
                began, used = time.perf_counter(), time.process_time()
                answer = peer.answer(each, HITS, snippets=how == "with")
                used, taken = time.process_time() - used, time.perf_counter() - began
                if answer is not None and number:
                    answers["taken"][how].setdefault(each.kind, []).append(taken * 1000)
                    answers["processor"][how].setdefault(each.kind, []).append(used * 1000)
                    answers["totals"][f"{each.kind}: {' '.join(each.words)}"] = answer.total
    return answers


if __name__ == "__main__":
    main()
