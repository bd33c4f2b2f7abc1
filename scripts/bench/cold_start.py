"""Cold start: how long a whole process takes to answer one query.

    python -m scripts.bench.cold_start INDEX [CHECKOUT...] [--runs 27]

compares versions of the project: it prints the median time of `searchnews --help` and of a query
in each checkout, which take turns. `scripts.bench.speed` compares with peers: there the searchnews
command is run as a user runs it, and peers without a command get the shortest Python program that
prints ten titles with snippets.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from scripts.bench.measurements import ColdStart

RUNS: Final = 9
_QUERY: Final = "grève"
# As installed: where this is set every process compiles our modules again, and those of no peer.
AS_INSTALLED: Final = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}

_TANTIVY: Final = f"""
import sys, tantivy
index = tantivy.Index.open(sys.argv[1])
b = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(tantivy.Filter.lowercase())
b = b.filter(tantivy.Filter.stopword("french")).filter(tantivy.Filter.ascii_fold())
index.register_tokenizer("french", b.filter(tantivy.Filter.stemmer("french")).build())
searcher = index.searcher()
query = index.parse_query("{_QUERY}", ["title", "body"])
snippets = tantivy.SnippetGenerator.create(searcher, query, index.schema, "body")
for _, address in searcher.search(query, limit=10).hits:
    document = searcher.doc(address)
    print(document.get_first("title"), snippets.snippet_from_doc(document).to_html())
"""
_FTS5: Final = f"""
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1] + "/fts5.db")
sql = "SELECT title, snippet(texts, 2, '<b>', '</b>', '…', 40) FROM texts WHERE texts MATCH ?"
for row in connection.execute(sql + " ORDER BY rank LIMIT 10", ("{_QUERY}",)):
    print(*row)
"""


def main() -> None:
    """Compare checkouts, which take turns."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("index", type=Path)
    parser.add_argument("checkouts", type=Path, nargs="*", default=[Path.cwd()])
    parser.add_argument("--runs", type=int, default=3 * RUNS)
    arguments = parser.parse_args()
    commands = {
        "bare interpreter": ["-c", "pass"],
        "--help": ["-m", "searchnews", "--help"],
        "query": searchnews_query(arguments.index.absolute()),
    }
    for name, command in commands.items():
        taken: dict[Path, list[float]] = {checkout: [] for checkout in arguments.checkouts}
        for number in range(arguments.runs + 1):
            for checkout, values in taken.items():
                milliseconds = _milliseconds(command, checkout)
                if number:  # the first compiles and warms
                    values.append(milliseconds)
        for checkout, values in taken.items():
            print(f"{name:18}{statistics.median(values):7.1f} ms  {checkout}")


def cold_starts(directories: dict[str, Path]) -> dict[str, ColdStart]:
    """Milliseconds above the bare interpreter, by peer."""
    commands: dict[str, Callable[[Path], list[str]]] = {
        "searchnews": searchnews_query,
        "tantivy": lambda directory: ["-c", _TANTIVY, str(directory)],
        "SQLite FTS5": lambda directory: ["-c", _FTS5, str(directory)],
    }
    measured: dict[str, ColdStart] = {}
    for name, command in commands.items():
        if name in directories:
            arguments = command(directories[name])
            interpreter = _median(["-c", "pass"])
            measured[name] = {
                "warm": _median(arguments) - interpreter,
                "cold": _median(arguments, uncached=directories[name]) - interpreter,
            }
    return measured


def searchnews_query(directory: Path) -> list[str]:
    """What the interpreter runs to answer one query, as a user types it."""
    return ["-m", "searchnews", "query", _QUERY, "--index", str(directory)]


def _median(arguments: list[str], uncached: Path | None = None) -> float:
    taken = []
    for number in range(RUNS + 1):
        if uncached is not None:
            _drop_from_page_cache(uncached)
        milliseconds = _milliseconds(arguments)
        if number:  # the first compiles and warms
            taken.append(milliseconds)
    return statistics.median(taken)


def _milliseconds(arguments: list[str], folder: Path | None = None) -> float:
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, *arguments], check=True, capture_output=True, env=AS_INSTALLED, cwd=folder
    )
    return (time.perf_counter() - began) * 1000


def _drop_from_page_cache(directory: Path) -> None:
    for path in directory.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


if __name__ == "__main__":
    main()
