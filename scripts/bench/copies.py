"""Measure what it costs to recognise copies while an index grows.

    python -m scripts.bench.copies ARTICLES.jsonl [--step 100000]

Adds so many articles at a time, in the order of the file, and prints for each update: processor
time an article, without that of reading and cutting them, and with the fingerprints; memory above
that before; bytes on disk. At the end, what it takes to count groups.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from scripts.bench.memory_watch import MemoryWatch
from searchnews.analysis.bulk.cut import words_of_each
from searchnews.copies.groups import Groups
from searchnews.copies.source import FoldedText
from searchnews.copies.update import update_copies

CUT_AT_ONCE = 128


def main() -> None:
    """Print a line an update."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("articles", type=Path, metavar="ARTICLES.jsonl")
    parser.add_argument("--step", type=int, default=100_000)
    arguments = parser.parse_args()
    source = Lines(arguments.articles)
    with MemoryWatch("RssAnon") as before:
        pass
    with tempfile.TemporaryDirectory() as folder:
        for last in range(arguments.step, len(source.offsets) + 1, arguments.step):
            grow(source, last, Path(folder), before.most)
        count(source.last, Path(folder), before.most)


class Lines:
    """Articles of a file as an index gives them, numbered from 1 on, read when asked for."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb")
        self.offsets = array("Q")
        """Where each begins, in bytes."""
        offset = 0
        for line in self._file:
            self.offsets.append(offset)
            offset += len(line)
        self.last = 0
        self.seconds = 0.0
        """Of the processor, for reading and cutting."""
        self.texts_read = 0

    @property
    def index(self) -> str:
        """There is one."""
        return ""

    @property
    def stamp(self) -> str:
        """Names how many there are."""
        return str(self.last)

    def between(self, after: int, up_to: int) -> Iterator[Sequence[FoldedText]]:
        """The articles between two numbers."""
        for first in range(after + 1, up_to + 1, CUT_AT_ONCE):
            yield self._read(range(first, min(first + CUT_AT_ONCE, up_to + 1)))

    def count(self, up_to: int) -> int:
        """How many there are up to a number."""
        return min(up_to, self.last)

    def texts(self, numbers: Sequence[int]) -> list[FoldedText]:
        """The articles with these numbers."""
        self.texts_read += len(numbers)
        return self._read(numbers)

    def are_there(self, numbers: npt.NDArray[np.uint32]) -> npt.NDArray[np.bool_]:
        """Which there are."""
        return (numbers > 0) & (numbers <= self.last)

    def _read(self, numbers: Sequence[int]) -> list[FoldedText]:
        began = time.process_time()
        rows = []
        for number in numbers:
            self._file.seek(self.offsets[number - 1])
            rows.append(json.loads(self._file.readline()))
        cut = words_of_each(("", row["body"]) for row in rows)
        texts = [
            FoldedText(number, row["date"], row["source"], words.text)
            for number, row, words in zip(numbers, rows, cut, strict=True)
        ]
        self.seconds += time.process_time() - began
        return texts


def grow(source: Lines, last: int, folder: Path, megabytes: float) -> None:
    """Bring copies up to date with so many articles; print what it costs."""
    new = last - source.last
    source.last, source.seconds, source.texts_read = last, 0.0, 0
    began = time.process_time()
    with MemoryWatch("RssAnon") as watch:
        update_copies(folder, source)
    seconds = time.process_time() - began - source.seconds
    size = sum(path.stat().st_size for path in folder.iterdir() if path.is_file())
    print(
        f"{last:,} articles: {seconds / new * 1e6:.0f} µs an article, "
        f"{source.texts_read / new:.2f} texts compared, {watch.most - megabytes:.0f} MB of memory, "
        f"{size / last:.0f} bytes an article, {len(list(folder.glob('*.segment')))} segments",
        flush=True,
    )


def count(last: int, folder: Path, megabytes: float) -> None:
    """Count the groups of all articles; print what it takes."""
    groups = Groups(folder)
    numbers = np.arange(1, last + 1)
    for when in ("first", "again"):
        began = time.process_time()
        with MemoryWatch("RssAnon") as watch:
            found = len(np.unique(groups.leaders_of(numbers)))
        print(
            f"{found:,} groups, counted {when} in {(time.process_time() - began) * 1e3:.0f} ms, "
            f"{watch.most - megabytes:.0f} MB of memory"
        )
    groups.close()


if __name__ == "__main__":
    main()
