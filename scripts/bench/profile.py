"""A profile that anyone can repeat: which parts of searchnews take the processor's time.

    python -m scripts.bench.profile index [CORPUS.jsonl] [--articles 20000]
    python -m scripts.bench.profile query INDEX

`index` indexes a corpus, synthetic if none is given; `query` answers the queries of the benchmark,
with snippets and without. py-spy looks 200 times a second where each Python thread is, in processes
of our own as well; a moment belongs to the innermost function of searchnews that is being called.
tantivy's threads, which are never in Python, are seen by the system alone, which says how much of
the processor each thread took. Prints tables: folders, functions, threads.

A profile says where to look, not what was won: for that the gate compares with peers. A thread that
waits for the lock of the interpreter is counted where it waits: what is called once a block, as
`TimeLimit.check`, is seen many times more often than it works.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from scripts.bench.gate import synthetic

_RATE: Final = 200
_ROWS: Final = 25
_ROOT: Final = Path(__file__).parents[2]
_POLL_SECONDS: Final = 0.02
_TICKS: Final = os.sysconf("SC_CLK_TCK")  # a second, in which the system counts processor time

_FRAME: Final = re.compile(r"(?P<function>.+) \(searchnews/(?P<module>[\w/]+\.py):\d+\)")
_IMPORTING: Final = "(<frozen importlib._bootstrap"


class Part(NamedTuple):
    """What a moment belongs to."""

    module: str
    """Its path below `searchnews/`, or why there is none."""
    function: str


def main() -> None:
    """Profile, and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("what", choices=["index", "query"])
    parser.add_argument("path", type=Path, nargs="?", help="a corpus, or an index")
    parser.add_argument("--articles", type=int, default=20_000, help="of a synthetic corpus")
    arguments = parser.parse_args()
    if arguments.what == "query" and arguments.path is None:
        parser.error("query needs an index")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        if arguments.what == "index":
            corpus = arguments.path or synthetic(folder / "articles.jsonl", arguments.articles)
            words = ["searchnews", "index", corpus.absolute(), "--index", folder / "index"]
        else:
            words = ["scripts.bench.measure_peer", "query", "searchnews", arguments.path.absolute()]
        stacks, threads = sampled([sys.executable, "-m", *map(str, words)], folder / "stacks")
    parts = moments(stacks)
    print("\n".join([*by_folder(parts), "", *by_function(parts), "", *by_thread(threads)]))


def sampled(
    command: list[str], output: Path
) -> tuple[list[tuple[list[str], int]], dict[str, float]]:
    """What py-spy saw, as stacks with their counts, and processor seconds by kind of thread."""
    py_spy = str(Path(sys.executable).with_name("py-spy"))
    options = ["--subprocesses", "--rate", str(_RATE), "--format", "raw"]
    watched = subprocess.Popen(
        [py_spy, "record", *options, "--output", str(output), "--", *command],
        cwd=_ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    seconds: dict[str, tuple[str, float]] = {}
    while watched.poll() is None:
        seconds |= dict(_threads_under(watched.pid))
        time.sleep(_POLL_SECONDS)
    if not output.exists():
        sys.exit(f"py-spy could not watch: try by hand `{py_spy} record -- {' '.join(command)}`")
    threads: dict[str, float] = {}
    for name, used in seconds.values():
        threads[name] = threads.get(name, 0.0) + used
    return [_stack(line) for line in output.read_text().splitlines()], threads


def _stack(line: str) -> tuple[list[str], int]:
    frames, _, count = line.rpartition(" ")
    return frames.split(";"), int(count)


def _threads_under(pid: int) -> Iterator[tuple[str, tuple[str, float]]]:
    """Every thread of the processes that a process started: its number, name, processor seconds."""
    for task in Path(f"/proc/{pid}/task").glob("*"):
        try:
            children = (task / "children").read_text().split()
        except OSError:  # it has ended
            continue
        for child in map(int, children):
            for stat in Path(f"/proc/{child}/task").glob("*/stat"):
                try:
                    before, _, after = stat.read_text().rpartition(")")
                except OSError:
                    continue
                number, _, name = before.partition(" (")
                fields = after.split()
                yield number, (_kind(name), (int(fields[11]) + int(fields[12])) / _TICKS)
            yield from _threads_under(child)


def _kind(name: str) -> str:
    """Whose a thread is: the system keeps 15 characters of names like `thrd-tantivy-index0`."""
    return "tantivy" if "tantivy" in name or name.startswith(("merge", "segment")) else "Python"


def moments(stacks: Iterable[tuple[list[str], int]]) -> Counter[Part]:
    """How many samples each function of searchnews has."""
    parts: Counter[Part] = Counter()
    for frames, count in stacks:
        parts[_part(frames)] += count
    return parts


def _part(frames: list[str]) -> Part:
    if any(_IMPORTING in frame for frame in frames):
        return Part("importing modules", "")
    for frame in reversed(frames):
        if found := _FRAME.fullmatch(frame):
            return Part(found["module"], found["function"])
    return Part("neither", "")


def by_folder(parts: Counter[Part]) -> Iterator[str]:
    """The folders of searchnews, as rows of a table."""
    folders: Counter[str] = Counter()
    for part, count in parts.items():
        folders[part.module.rpartition("/")[0] or part.module] += count
    yield "| folder | % |"
    yield "|---|--:|"
    for folder, count in folders.most_common():
        yield f"| {folder} | {100 * count / parts.total():.1f} |"


def by_function(parts: Counter[Part]) -> Iterator[str]:
    """The functions in which most of the time passes, as rows of a table."""
    yield "| module | function | % |"
    yield "|---|---|--:|"
    for part, count in parts.most_common(_ROWS):
        yield f"| {part.module} | {part.function} | {100 * count / parts.total():.1f} |"


def by_thread(threads: dict[str, float]) -> Iterator[str]:
    """Processor seconds of threads that run Python, and of tantivy's, as rows of a table."""
    yield "| threads | processor seconds |"
    yield "|---|--:|"
    for name, seconds in threads.items():
        yield f"| {name} | {seconds:.1f} |"


if __name__ == "__main__":
    main()
