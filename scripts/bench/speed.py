"""Compare speed with the peers in one run.

    python -m scripts.bench.speed CORPUS.jsonl[.gz] [--articles 31000] [--rounds 3]
                                  [--peers NAMES] [--json FILE] [--plots FOLDER]

Builds an index of the same articles with each peer that is installed, and sends each the same
queries. In every round the peers take turns, each in a process of its own. Prints tables; read the
figures as ratios: seconds depend on the machine, and on what else it does. docs/speed.md says more.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from itertools import islice
from pathlib import Path
from typing import Final, cast

from scripts.bench.cold_start import cold_starts
from scripts.bench.measurements import Answers, Build, BuildRun, Results
from scripts.bench.peers import installed
from scripts.bench.tables import draw, tables
from searchnews.ingest.base import ReadArticle, ReadingOptions
from searchnews.ingest.files import read_file

# Whoosh and Xapian need minutes for what the others do in seconds: they get fewer articles, and
# are compared by their rates.
_SLOW: Final = ("Whoosh", "searchnews whoosh", "Xapian")
_ROOT: Final = Path(__file__).parents[2]


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
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
        fast = [name for name in names if name not in _SLOW]
        results: Results = {
            "build": build(names, counts, sizes, documents, folder, arguments.rounds),
            "query": answer(fast, folder, arguments.rounds),
            "cold": cold_starts({name: directory(folder, name) for name in names}),
        }
    print("\n".join(tables(results)))
    if arguments.json:
        arguments.json.write_text(json.dumps(results, indent=1, ensure_ascii=False))
    if arguments.plots:
        draw(results, arguments.plots)


def write_documents(corpus: Path, documents: Path, articles: int) -> list[int]:
    """Write the articles in one form for all peers; gives the bytes of text in each."""
    sizes = []
    items = read_file(corpus, ReadingOptions())
    found = (item.article for item in items if isinstance(item, ReadArticle))
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
) -> dict[str, Build]:
    """Build with each peer in every round; the index of the last round stays."""
    built: dict[str, Build] = {}
    for number in range(rounds):
        for name in names:
            index = directory(folder, name)
            articles = min(counts[name], len(sizes))
            run = measured("build", name, documents, index, articles)
            built.setdefault(
                name, {"articles": articles, "text_bytes": sum(sizes[:articles]), "runs": []}
            )["runs"].append(cast("BuildRun", run))
            if number < rounds - 1:
                subprocess.run(["rm", "-r", index], check=True)
    return built


def answer(names: list[str], folder: Path, rounds: int) -> dict[str, Answers]:
    """Send the queries to each peer in every round; gives all latencies together."""
    answered: dict[str, Answers] = {}
    for _ in range(rounds):
        for name in names:
            answers = cast("Answers", measured("query", name, directory(folder, name)))
            if name not in answered:
                answered[name] = answers
                continue
            for clock in ("taken", "processor"):
                for how, kinds in answers[clock].items():
                    for kind, values in kinds.items():
                        answered[name][clock][how][kind] += values
    return answered


def measured(*arguments: object) -> object:
    """What one measurement gives, made in a process of its own."""
    command = [sys.executable, "-m", "scripts.bench.measure_peer", *map(str, arguments)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=_ROOT)
    return cast("object", json.loads(done.stdout))


if __name__ == "__main__":
    main()
