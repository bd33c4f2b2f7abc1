"""Cold start: what a whole process takes to answer one query, beside the bare interpreter.

Used by `scripts/bench.py`. The searchnews command is run as a user runs it; peers that have no
command are given the least Python that prints ten titles with snippets.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

RUNS = 9
_QUERY = "grève"
# As installed: where this is set every process compiles our modules again, and those of no peer.
_AS_INSTALLED = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}

_TANTIVY = f"""
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
_FTS5 = f"""
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1] + "/fts5.db")
sql = "SELECT title, snippet(texts, 2, '<b>', '</b>', '…', 40) FROM texts WHERE texts MATCH ?"
for row in connection.execute(sql + " ORDER BY rank LIMIT 10", ("{_QUERY}",)):
    print(*row)
"""


def cold_starts(directories: dict[str, Path]) -> dict[str, dict[str, float]]:
    """Milliseconds above the bare interpreter, by peer: index in the page cache, and not."""
    commands = {
        "searchnews": lambda d: ["-m", "searchnews", "query", _QUERY, "--index", str(d)],
        "tantivy": lambda d: ["-c", _TANTIVY, str(d)],
        "SQLite FTS5": lambda d: ["-c", _FTS5, str(d)],
    }
    measured: dict[str, dict[str, float]] = {}
    for name, command in commands.items():
        if name in directories:
            arguments = command(directories[name])
            measured[name] = {
                state: _median(arguments, directories[name] if state == "cold" else None)
                - _median(["-c", "pass"], None)
                for state in ("warm", "cold")
            }
    return measured


def _median(arguments: list[str], uncached: Path | None) -> float:
    taken = []
    for number in range(RUNS + 1):
        if uncached is not None:
            _drop_from_page_cache(uncached)
        began = time.perf_counter()
        subprocess.run(
            [sys.executable, *arguments], check=True, capture_output=True, env=_AS_INSTALLED
        )
        if number:  # the first compiles and warms
            taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken)


def _drop_from_page_cache(directory: Path) -> None:
    for path in directory.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
