"""Compare speed with the peers, side by side in one run.

    python scripts/bench.py CORPUS.jsonl[.gz] [--articles 31000] [--rounds 3] [--peers NAMES]
                            [--json FILE] [--plots FOLDER]

Builds the same articles with each peer that is installed, and asks each the same queries, in rounds
in which the peers take turns, each in a process of its own. Prints tables; to be read as ratios:
seconds depend on the machine, and on who else is using it. docs/speed.md says more.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from itertools import islice
from pathlib import Path
from typing import Any

from bench_cold import cold_starts
from bench_tables import draw, tables
from peers import installed

from searchnews.ingest.base import Problem, ReadingOptions
from searchnews.ingest.files import read_file

# Whoosh and Xapian take minutes for what the others do in seconds; rates are compared all the same.
_SLOW = ("Whoosh", "searchnews whoosh", "Xapian")


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--articles", type=int, default=31_000)
    parser.add_argument("--slow-articles", type=int, default=3_000, help="for slow peers")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--peers", default="", help="names, separated by commas; all installed")
    parser.add_argument("--json", type=Path, help="where to write what was measured")
    parser.add_argument("--plots", type=Path, help="a folder for plots (needs matplotlib)")
    arguments = parser.parse_args()
    wanted = arguments.peers.split(",") if arguments.peers else list(installed())
    names = [name for name in installed() if name in wanted]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        documents = folder / "documents.jsonl"
        sizes = write_documents(arguments.corpus, documents, arguments.articles)
        counts = {n: arguments.slow_articles if n in _SLOW else arguments.articles for n in names}
        results = {
            "build": build(names, counts, sizes, documents, folder, arguments.rounds),
            "query": ask([name for name in names if name not in _SLOW], folder, arguments.rounds),
            "cold": cold_starts({name: directory(folder, name) for name in names}),
        }
    print("\n".join(tables(results)))
    if arguments.json:
        arguments.json.write_text(json.dumps(results, indent=1, ensure_ascii=False))
    if arguments.plots:
        draw(results, arguments.plots)


def write_documents(corpus: Path, documents: Path, articles: int) -> list[int]:
    """Write the articles for all peers alike; gives the bytes of text in each."""
    sizes = []
    found = (item for item in read_file(corpus, ReadingOptions()) if not isinstance(item, Problem))
    with documents.open("w", encoding="utf-8") as lines:
        for item in islice(found, articles):
            title, day = item.title or "", (item.date or "")[:10]
            lines.write(json.dumps([item.id, title, item.body, day], ensure_ascii=False) + "\n")
            sizes.append(len(title.encode()) + len(item.body.encode()))
    return sizes


def directory(folder: Path, name: str) -> Path:
    """Where a peer has its index."""
    return folder / name.replace(" ", "-")


def build(
    names: list[str],
    counts: dict[str, int],
    sizes: list[int],
    documents: Path,
    folder: Path,
    rounds: int,
) -> dict[str, Any]:
    """Build with each peer in every round; the index of the last round stays."""
    built: dict[str, Any] = {}
    for number in range(rounds):
        for name in names:
            place = directory(folder, name)
            articles = min(counts[name], len(sizes))
            measured = child("build", name, documents, place, articles)
            about = {"articles": articles, "text_bytes": sum(sizes[:articles]), "runs": []}
            built.setdefault(name, about)["runs"].append(measured)
            if number < rounds - 1:
                subprocess.run(["rm", "-r", place], check=True)
    return built


def ask(names: list[str], folder: Path, rounds: int) -> dict[str, Any]:
    """Ask each peer in every round; all latencies together."""
    asked: dict[str, Any] = {}
    for _ in range(rounds):
        for name in names:
            measured = child("query", name, directory(folder, name))
            if name not in asked:
                asked[name] = measured
                continue
            for how, kinds in measured["taken"].items():
                for kind, values in kinds.items():
                    asked[name]["taken"][how][kind] += values
    return asked


def child(*arguments: object) -> Any:
    """What one measurement in a process of its own gives."""
    script = Path(__file__).with_name("bench_peer.py")
    command = [sys.executable, str(script), *map(str, arguments)]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)


if __name__ == "__main__":
    main()
