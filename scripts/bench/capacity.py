"""Measure how searchnews grows: the same corpus indexed at several sizes.

    python -m scripts.bench.make_corpus 1000000 > articles.jsonl
    python -m scripts.bench.capacity articles.jsonl [--sizes 10000,100000,1000000] [--json FILE]

For each size, in a process of its own: the rate along the way, the most memory, the size on disk of
each part, latencies with snippets, and how long a run takes when nothing has changed.
docs/capacity.md says what follows for larger corpora.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import islice, pairwise
from pathlib import Path
from typing import Final, cast

import searchnews
from scripts.bench.measurements import Growth
from scripts.bench.memory_watch import MemoryWatch
from scripts.bench.peers.queries import QUERIES
from scripts.bench.peers.searchnews import SearchNews
from scripts.bench.tables import percentile

HITS: Final = 10
ROUNDS: Final = 4  # the first warms
STEP: Final = 100_000  # articles
SAMPLE: Final = 5000  # articles whose text is weighed

_ROOT: Final = Path(__file__).parents[2]
_FILES: Final = {
    "engine": "engine/*",
    "vocabulary": "vocabulary.db*",
    "manifest": "manifest.db*",
    "copies": "copies/**/*",
}


def main() -> None:
    """Measure each size, print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
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


def of_size(corpus: Path, articles: int) -> Growth:
    """What one size gives."""
    with tempfile.TemporaryDirectory() as folder:
        part = Path(folder, "articles.jsonl")
        with corpus.open("rb") as whole, part.open("wb") as lines:
            lines.writelines(islice(whole, articles))
        command = [sys.executable, "-m", "scripts.bench.capacity", str(part)]
        command += ["--measure", str(Path(folder, "index"))]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=_ROOT)
        return cast("Growth", json.loads(done.stdout))


def measure(corpus: Path, directory: Path) -> Growth:
    """Index, search, index again."""
    marks: list[tuple[int, float]] = []

    def progress(_read: int, _in_all: int, articles: int) -> None:
        if not marks or articles >= marks[-1][0] + STEP:
            marks.append((articles, time.perf_counter() - began))

    began = time.perf_counter()
    with searchnews.create(directory) as index:
        with MemoryWatch("RssAnon") as memory:
            index.update(corpus, progress=progress)
        seconds = time.perf_counter() - began
        texts = (f"{a.title or ''}{a.body}".encode() for a in islice(index, SAMPLE))
        sampled = sum(map(len, texts))
        began_again = time.perf_counter()
        index.update(corpus)
        unchanged_seconds = time.perf_counter() - began_again
        words = index.statistics().words
        articles = len(index)
    return {
        "articles": articles,
        "seconds": seconds,
        "marks": marks,
        "memory_mb": memory.most,
        "text_bytes": sampled * articles / min(articles, SAMPLE),
        "unchanged_seconds": unchanged_seconds,
        "words": words,
        "parts": {
            name: sum(path.stat().st_size for path in directory.glob(pattern) if path.is_file())
            for name, pattern in _FILES.items()
        },
        "taken": latencies(directory),
    }


def latencies(directory: Path) -> dict[str, list[float]]:
    """Milliseconds of every query, with snippets, by its kind."""
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


def table(measured: list[Growth]) -> list[str]:
    """One column a size."""
    rows: dict[str, list[str]] = {}
    for size in measured:
        for name, value in column(size).items():
            rows.setdefault(name, []).append(value)
    lines = [f"| {name} | {' | '.join(values)} |" for name, values in rows.items()]
    return [lines[0], f"|---|{'--:|' * len(measured)}", *lines[1:]]


def column(size: Growth) -> dict[str, str]:
    """What the table says of one size, a row each."""
    rates = [
        (articles - articles_before) / (seconds - seconds_before)
        for (articles_before, seconds_before), (articles, seconds) in pairwise(size["marks"])
    ]
    every = [value for values in size["taken"].values() for value in values]
    return {
        "articles": f"{size['articles']:,}",
        "articles/s": f"{size['articles'] / size['seconds']:,.0f}",
        "slowest / first 100,000": f"{min(rates) / rates[0]:.2f}" if rates else "–",
        "most memory, MB": f"{size['memory_mb']:,.0f}",
        "text, MB": f"{size['text_bytes'] / 1e6:,.0f}",
        **{f"{part}, MB": f"{size_of / 1e6:,.1f}" for part, size_of in size["parts"].items()},
        "index / text": f"{sum(size['parts'].values()) / size['text_bytes']:.2f}",
        "words": f"{size['words']:,}",
        "again, unchanged, s": f"{size['unchanged_seconds']:.2f}",
        **{
            f"{kind}, ms p50 / p95": f"{statistics.median(values):.1f} / "
            f"{percentile(values, 95):.1f}"
            for kind, values in {"all kinds": every, **size["taken"]}.items()
        },
    }


if __name__ == "__main__":
    main()
