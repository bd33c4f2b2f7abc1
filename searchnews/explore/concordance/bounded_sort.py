"""Sorting more than fits the memory: what is too much goes to a file, sorted, and is merged."""

from __future__ import annotations

import heapq
import pickle
import tempfile
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import IO, Any, Final, TypeVar

from searchnews.errors import OutputError

IN_MEMORY: Final = 20_000
"""Rows of a concordance in memory at once: some 60 megabytes."""
_BLOCK: Final = 200  # rows that are read at once, of each sorted stretch

Item = TypeVar("Item")


def sorted_in_bounds(
    items: Iterable[Item], key: Callable[[Item], Any], *, in_memory: int = IN_MEMORY
) -> Iterator[Item]:
    """The items in the order of their keys, those with the same in the order in which they came.

    No more than so many are in memory at once; the others are in a file without a name, which is
    gone when this process is.

    Raises:
        OutputError: there is no room for the file.
    """
    remaining = iter(items)
    first = sorted(islice(remaining, in_memory), key=key)
    if len(first) < in_memory:
        yield from first
        return
    try:
        with tempfile.TemporaryFile(prefix="searchnews-") as file:
            stretches = [_written(file, first)]
            while following := sorted(islice(remaining, in_memory), key=key):
                stretches.append(_written(file, following))
            del first
            yield from heapq.merge(*(_read(file, blocks) for blocks in stretches), key=key)
    except OSError as error:
        raise OutputError(
            f"there is no room to sort so much in {tempfile.gettempdir()} "
            f"({error.strerror or error}); set TMPDIR to a folder with more, or sort less"
        ) from None


def _written(file: IO[bytes], items: list[Item]) -> list[tuple[int, int]]:
    """Write sorted items at the end of a file; gives where each block is, and its bytes."""
    blocks = []
    for start in range(0, len(items), _BLOCK):
        block = pickle.dumps(items[start : start + _BLOCK], pickle.HIGHEST_PROTOCOL)
        blocks.append((file.seek(0, 2), len(block)))
        file.write(block)
    return blocks


def _read(file: IO[bytes], blocks: list[tuple[int, int]]) -> Iterator[Any]:
    for position, length in blocks:
        file.seek(position)
        yield from pickle.loads(file.read(length))  # noqa: S301 - our own bytes, in our own file
