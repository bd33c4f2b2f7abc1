"""Kill indexing at random moments, and check that nothing is lost or doubled.

    python scripts/crash_test.py CORPUS [--kills 50] [--engine tantivy] [--seed 1]

Each time a new index is begun and its process is killed with SIGKILL at a random moment. Then
`searchnews check` must find the index sound, another run must finish it, and it must have the same
articles and answers as an index that was made in a single run.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import searchnews

# One word and several, common and rare, wildcards, phrases and fields.
QUERIES = (
    "président", "grève transports", "élection présidentielle", '"Emmanuel Macron"', "djihad*",
    "Palmyre", "titre:police", "frappes aériennes", "coronavirus OU grippe", "depuis:2019 climat",
)  # fmt: skip


def main() -> int:
    """Kill, check, finish and compare; gives 1 if anything went wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--engine", default="tantivy")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    moments = random.Random(arguments.seed)
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder, "whole")
        began = time.perf_counter()
        indexer(arguments, whole).wait()
        seconds = time.perf_counter() - began
        expected = answers(whole)
        print(f"a single run: {seconds:.1f} s, {len(expected[0]):,} articles")
        failures = 0
        for number in range(1, arguments.kills + 1):
            killed_at = moments.uniform(0, seconds)
            problem = once(arguments, Path(folder, "killed"), killed_at, expected)
            failures += problem is not None
            print(f"{number:3} killed after {killed_at:5.2f} s: {problem or 'sound'}", flush=True)
    print(f"{arguments.kills - failures} of {arguments.kills} sound")
    return 1 if failures else 0


def indexer(arguments: argparse.Namespace, directory: Path) -> subprocess.Popen[bytes]:
    """Start indexing in a process of its own."""
    command = [sys.executable, "-m", "searchnews", "index", arguments.corpus]
    return subprocess.Popen(
        [*command, "--index", directory, "--engine", arguments.engine, "--quiet"]
    )


def answers(directory: Path) -> tuple[list[str], list[set[str]]]:
    """All ids, and which articles each query finds."""
    with searchnews.open(directory) as index:
        ids = sorted(article.id for article in index)
        found = [{hit.article.id for hit in index.stream(q, snippets=False)} for q in QUERIES]
    return ids, found


def once(
    arguments: argparse.Namespace,
    directory: Path,
    seconds: float,
    expected: tuple[list[str], list[set[str]]],
) -> str | None:
    """Kill one run and finish it; gives what went wrong."""
    shutil.rmtree(directory, ignore_errors=True)
    process = indexer(arguments, directory)
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if Path(directory, "index.json").exists():
        checked = subprocess.run(
            [sys.executable, "-m", "searchnews", "check", "--index", directory],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if checked.returncode:
            return f"check: {checked.stderr.strip()}"
    if indexer(arguments, directory).wait():
        return "the run that should finish it failed"
    finished = answers(directory)
    if finished[0] != expected[0]:
        return f"{len(finished[0]):,} articles instead of {len(expected[0]):,}"
    differing = [q for q, a, b in zip(QUERIES, finished[1], expected[1], strict=True) if a != b]
    return f"other answers to {differing}" if differing else None


if __name__ == "__main__":
    sys.exit(main())
