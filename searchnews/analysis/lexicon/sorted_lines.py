"""A file of sorted lines in compressed blocks, of which a look-up reads one.

Nothing is loaded: the first look-up of a process takes a millisecond, and memory stays that of a
few blocks. All words of a corpus, which come sorted, read each block once.

The file is the blocks, then a directory of them, then eight bytes: where the directory begins. A
block is lines of words, an empty line, and as many lines with what is known of them; it is
compressed with zlib, and so is the directory, whose lines are the first word of a block and where
the block begins, in bytes.
"""

from __future__ import annotations

import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO, Final

# Smaller blocks are read faster, larger ones compress better: with 2,000 lines instead of 500 the
# file is a hundredth smaller.
_LINES: Final = 500
_BYTES_OF_NUMBER: Final = 8
# Unsorted words go to and fro between blocks.
_BLOCKS_KEPT: Final = 64


class SortedLines:
    """What is known of words, for any number of threads: they share no file, and no place in it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._block = lru_cache(_BLOCKS_KEPT)(self._read_block)

    def get(self, word: str) -> str | None:
        """What is known of a word; None if the file does not have it."""
        first_words, starts = self._directory
        number = bisect_right(first_words, word) - 1
        if number < 0:
            return None
        return self._block(starts[number], starts[number + 1]).get(word)

    def of_sorted(self, *sequences: Sequence[str]) -> list[list[str | None]]:
        """The same of the words of sorted sequences; each block is read once for all of them."""
        first_words, starts = self._directory
        if not first_words:
            return [[None] * len(words) for words in sequences]
        found: list[list[str | None]] = [[] for _ in sequences]
        pairs = list(zip(sequences, found, strict=True))
        with self._path.open("rb") as file:
            while left := [words[len(done)] for words, done in pairs if len(done) < len(words)]:
                number = max(0, bisect_right(first_words, min(left)) - 1)
                is_last = number + 1 == len(first_words)
                block = _block(file, starts[number], starts[number + 1])
                for words, done in pairs:
                    end = len(words) if is_last else bisect_left(words, first_words[number + 1])
                    done.extend(map(block.get, words[len(done) : end]))
        return found

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Every word, sorted, and what is known of it."""
        with self._path.open("rb") as file:
            for start, end in pairwise(self._directory[1]):
                yield from _block(file, start, end).items()

    @cached_property
    def _directory(self) -> tuple[list[str], list[int]]:
        """The first words of the blocks, and where blocks begin and the last one ends."""
        with self._path.open("rb") as file:
            end = file.seek(-_BYTES_OF_NUMBER, 2)
            start = int.from_bytes(file.read(_BYTES_OF_NUMBER), "big")
            file.seek(start)
            lines = zlib.decompress(file.read(end - start)).decode().splitlines()
        places = [line.split() for line in lines]
        return [word for word, _ in places], [*(int(at) for _, at in places), start]

    def _read_block(self, start: int, end: int) -> dict[str, str]:
        with self._path.open("rb") as file:
            return _block(file, start, end)


def _block(file: BinaryIO, start: int, end: int) -> dict[str, str]:
    """The words of a block, and what is known of each."""
    file.seek(start)
    lines = zlib.decompress(file.read(end - start)).decode().split("\n")
    middle = len(lines) // 2
    return dict(zip(lines[:middle], lines[middle + 1 :], strict=True))


def packed(known: Mapping[str, str]) -> bytes:
    """The file with what is known of words."""
    words = sorted(known)
    file = bytearray()
    directory: list[str] = []
    for number in range(0, len(words), _LINES):
        block = words[number : number + _LINES]
        directory.append(f"{block[0]} {len(file)}")
        lines = [*block, "", *map(known.__getitem__, block)]
        file += zlib.compress("\n".join(lines).encode(), 9)
    start = len(file)
    file += zlib.compress("\n".join(directory).encode(), 9)
    file += start.to_bytes(_BYTES_OF_NUMBER, "big")
    return bytes(file)
