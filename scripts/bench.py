"""Compare speed with the peers, side by side in one run.

    python scripts/bench.py CORPUS.jsonl[.gz] [--articles 30000] [--whoosh-articles 2000]

Indexes the articles of a JSONL file with each peer, then asks each the same queries, in rounds that
take turns; a query ends when the top ten are shown with snippets. Prints ratios to the first line:
seconds depend on the machine, and on who else is using it. Reading the file is not counted.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path

from peers import Document, Peer, SearchNews, installed

from searchnews.ingest.files import read_file
from searchnews.ingest.reading import Problem, ReadingOptions

ROUNDS = 5
HITS = 10
# What only French and not this corpus decides: common and rare words, several, phrases, operators.
QUERIES = (
    "président", "Palmyre", "grève des transports", "élection présidentielle américaine",
    '"Emmanuel Macron"', '"président de la République"', "police ET justice", "djihad*",
    "les mesures annoncées par le gouvernement pour lutter contre le chômage",
)  # fmt: skip


def main() -> None:
    """Index with every peer, search with every peer, print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--articles", type=int, default=30_000)
    parser.add_argument("--whoosh-articles", type=int, default=2_000)
    arguments = parser.parse_args()
    documents = list(islice(read(arguments.corpus), arguments.articles))
    makers = installed() | {"searchnews whoosh": partial(SearchNews, engine="whoosh")}
    peers: dict[str, Peer] = {}
    counts: dict[str, int] = {}
    speeds: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, make in makers.items():
            own = documents[: arguments.whoosh_articles] if "whoosh" in name else documents
            peers[name] = make(Path(folder, name))
            began = time.perf_counter()
            peers[name].index(own)
            counts[name] = len(own)
            speeds[name] = len(own) / (time.perf_counter() - began)
        print_table(counts, speeds, latencies(peers))


def read(corpus: Path) -> Iterator[Document]:
    """The articles of a corpus."""
    for item in read_file(corpus, ReadingOptions()):
        if not isinstance(item, Problem):
            yield Document(item.id, item.title or "", item.body)


def latencies(peers: dict[str, Peer]) -> dict[str, list[float]]:
    """Milliseconds of every query in every round, the peers taking turns; the first round warms."""
    taken: dict[str, list[float]] = {name: [] for name in peers}
    for number in range(ROUNDS + 1):
        for query in QUERIES:
            for name, peer in peers.items():
                began = time.perf_counter()
                peer.page(query, HITS)
                if number:
                    taken[name].append((time.perf_counter() - began) * 1000)
    return taken


def print_table(
    counts: dict[str, int], speeds: dict[str, float], taken: dict[str, list[float]]
) -> None:
    """One line a peer; ratios to the first."""
    columns = ("articles", 9), ("articles/s", 11), ("ratio", 6), ("p50 ms", 8), ("p95 ms", 8)
    print(" " * 20, *(f"{name:>{width}}" for name, width in columns), " ratio")
    first = next(iter(counts))
    for name in counts:
        middle = statistics.median(taken[name])
        slow = statistics.quantiles(taken[name], n=20)[-1]
        print(
            f"{name:20} {counts[name]:9,} {speeds[name]:11,.0f} "
            f"{speeds[name] / speeds[first]:6.2f} {middle:8.2f} {slow:8.2f} "
            f"{middle / statistics.median(taken[first]):6.2f}"
        )


if __name__ == "__main__":
    main()
