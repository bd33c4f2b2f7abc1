"""Measure how searchnews grows: the same corpus indexed at several sizes.

    python scripts/make_corpus.py 1000000 > articles.jsonl
    python scripts/bench_capacity.py articles.jsonl [--sizes 10000,100000,1000000] [--json FILE]

For each size, in a process of its own: the rate along the way, the most memory, what is on disk and
in which part, latencies with snippets, and how long a run takes when nothing has changed.
docs/capacity.md says what follows for larger ones.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import Any

from bench_memory import MemoryWatch
from bench_tables import percentile
from peers.of_searchnews import SearchNews
from peers.queries import QUERIES

import searchnews

HITS = 10
ROUNDS = 4  # the first warms
STEP = 100_000  # articles


def main() -> None:
    """Measure each size, print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path, help="JSON lines, not compressed")
    parser.add_argument("--sizes", default="10000,100000,1000000")
    parser.add_argument("--json", type=Path, help="where to write what was measured")
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.measure:
        print(json.dumps(measure(arguments.corpus, arguments.measure)))
        return
    measured = [of_size(arguments.corpus, int(size)) for size in arguments.sizes.split(",")]
    print("\n".join(table(measured)))
    if arguments.json:
        arguments.json.write_text(json.dumps(measured, indent=1))


def of_size(corpus: Path, articles: int) -> dict[str, Any]:
    """What one size gives."""
    with tempfile.TemporaryDirectory() as folder:
        part = Path(folder, "articles.jsonl")
        with corpus.open("rb") as whole, part.open("wb") as lines:
            lines.writelines(islice(whole, articles))
        command = [sys.executable, __file__, str(part), "--measure", str(Path(folder, "index"))]
        found = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
        return json.loads(found) | {"articles": articles, "corpus_bytes": part.stat().st_size}


def measure(corpus: Path, directory: Path) -> dict[str, Any]:
    """Index, ask, index again."""
    marks: list[tuple[int, float]] = []

    def progress(_read: int, _in_all: int, articles: int) -> None:
        if not marks or articles >= marks[-1][0] + STEP:
            marks.append((articles, time.perf_counter() - began))

    began = time.perf_counter()
    with searchnews.create(directory) as index:
        with MemoryWatch("RssAnon") as memory:
            index.update(corpus, progress=progress)
        seconds = time.perf_counter() - began
        texts = (f"{a.title or ''}{a.body}".encode() for a in islice(index, 5000))
        text = sum(map(len, texts))
        began_again = time.perf_counter()
        index.update(corpus)
        again = time.perf_counter() - began_again
        words = index.statistics().words
        articles = len(index)
    return {
        "seconds": seconds,
        "marks": marks,
        "memory_mb": memory.most,
        "text_bytes": text * articles / min(articles, 5000),
        "again": again,
        "words": words,
        "parts": {
            name: sum(p.stat().st_size for p in directory.glob(pattern) if p.is_file())
            for name, pattern in {
                "engine": "engine/*", "vocabulary": "vocabulary.db*", "manifest": "manifest.db*"
            }.items()
        },
        "taken": ask(directory),
    }  # fmt: skip


def ask(directory: Path) -> dict[str, list[float]]:
    """Milliseconds of every query, with snippets."""
    peer = SearchNews(directory)
    peer.open()
    taken: dict[str, list[float]] = {}
    for number in range(ROUNDS):
        for query in QUERIES:
            began = time.perf_counter()
            peer.answer(query, HITS, snippets=True)
            if number:
                taken.setdefault(query.kind, []).append((time.perf_counter() - began) * 1000)
    return taken


def table(measured: list[dict[str, Any]]) -> list[str]:
    """One column a size."""
    rows: dict[str, list[str]] = {}

    def row(name: str, value: str) -> None:
        rows.setdefault(name, []).append(value)

    for size in measured:
        articles = size["articles"]
        row("articles", f"{articles:,}")
        row("articles/s", f"{articles / size['seconds']:,.0f}")
        for first, second in zip(size["marks"], size["marks"][1:], strict=False):
            rate = (second[0] - first[0]) / (second[1] - first[1])
            size.setdefault("rates", []).append(rate)
        rates = size.get("rates", [])
        row("slowest / first 100,000", f"{min(rates) / rates[0]:.2f}" if rates else "–")
        row("most memory, MB", f"{size['memory_mb']:,.0f}")
        row("text, MB", f"{size['text_bytes'] / 1e6:,.0f}")
        for part, size_of in size["parts"].items():
            row(f"{part}, MB", f"{size_of / 1e6:,.1f}")
        row("index / text", f"{sum(size['parts'].values()) / size['text_bytes']:.2f}")
        row("words", f"{size['words']:,}")
        row("again, unchanged, s", f"{size['again']:.2f}")
        every = [value for values in size["taken"].values() for value in values]
        for kind, values in {"all kinds": every, **size["taken"]}.items():
            row(
                f"{kind}, ms p50 / p95",
                f"{statistics.median(values):.1f} / {percentile(values, 95):.1f}",
            )
    lines = [f"| {name} | {' | '.join(values)} |" for name, values in rows.items()]
    return [lines[0], f"|---|{'--:|' * len(measured)}", *lines[1:]]


if __name__ == "__main__":
    main()
