"""The file of a lexicon: sorted lines in compressed blocks, of which a look-up reads one.

Nothing is loaded: the first word of a process takes a millisecond, and memory stays that of a few
blocks. All words of a corpus, which come sorted, read each block once.

The file is the blocks, then a directory of them, then eight bytes: where the directory begins. A
line is a word and its lemmas, with spaces between; a block is compressed with zlib, and so is the
directory, whose lines are the first word of a block and where the block begins, in bytes.
"""

from __future__ import annotations

import zlib
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final

FRENCH: Final = Path(__file__).with_name("french.lexicon")

# Smaller blocks are read faster, larger ones compress better: with 2,000 lines instead of 500 the
# file is a hundredth smaller.
_LINES: Final = 500
_BYTES_OF_NUMBER: Final = 8
# Unsorted words go to and fro between blocks.
_BLOCKS_KEPT: Final = 64


class Lexicon:
    """The lemmas of folded words. Not for several threads at once."""

    def __init__(self, path: Path = FRENCH) -> None:
        self._path = path
        self._block = lru_cache(_BLOCKS_KEPT)(self._read_block)

    def lemmas(self, word: str) -> tuple[str, ...] | None:
        """The folded lemmas of a folded word; None if the lexicon does not have the word.

        Names, and words that have no other forms, have none.

        >>> lexicon = Lexicon()
        >>> lexicon.lemmas("yeux"), lexicon.lemmas("arrivee"), lexicon.lemmas("crimee")
        (('oeil',), ('arrivee', 'arriver'), ())
        >>> lexicon.lemmas("palmyrene")
        """
        first_words, starts = self._directory
        number = bisect_right(first_words, word) - 1
        if number < 0:
            return None
        lemmas = self._block(starts[number], starts[number + 1]).get(word)
        return None if lemmas is None else tuple(lemmas.split())

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
        """The lines of a block: words, and their lemmas with spaces between."""
        with self._path.open("rb") as file:
            file.seek(start)
            lines = zlib.decompress(file.read(end - start)).decode().split("\n")
        return dict([line.split(" ", 1) for line in lines])


def packed(lemmas: Mapping[str, Iterable[str]]) -> bytes:
    """The file of a lexicon: folded words, each with its lemmas."""
    lines = [f"{word} {' '.join(lemmas[word])}" for word in sorted(lemmas)]
    file = bytearray()
    directory: list[str] = []
    for number in range(0, len(lines), _LINES):
        block = lines[number : number + _LINES]
        directory.append(f"{block[0].split()[0]} {len(file)}")
        file += zlib.compress("\n".join(block).encode(), 9)
    start = len(file)
    file += zlib.compress("\n".join(directory).encode(), 9)
    file += start.to_bytes(_BYTES_OF_NUMBER, "big")
    return bytes(file)
