"""New articles on their way to be compared, as segments of their fingerprints.

Whoever writes to the index cuts all texts into words; to make the fingerprints at once, and have
them wait here for the update that comes after the commit, spares to read and cut the articles
again (some 50 microseconds each). Where none wait, they are made of the stored articles.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from searchnews.copies.fingerprints import Fingerprints, fingerprints_of
from searchnews.copies.layout import CopiesLayout
from searchnews.copies.segments import (
    MOST_NUMBERS,
    Articles,
    keys_of,
    source_key,
    write_segment,
)
from searchnews.copies.source import FoldedText
from searchnews.errors import InvalidArgumentError


class Arrivals(NamedTuple):
    """Some articles with their fingerprints."""

    numbers: Sequence[int]
    """Rising; see `FoldedText.number`."""
    sources: Sequence[str | None]
    fingerprints: Fingerprints

    @classmethod
    def of(cls, texts: Sequence[FoldedText]) -> Arrivals:
        """Those of articles whose words are at hand."""
        return cls(
            [text.number for text in texts],
            [text.source for text in texts],
            fingerprints_of([text.words for text in texts]),
        )


def write_arrivals(path: Path, batches: Sequence[Arrivals]) -> None:
    """Write the segment of some articles, whose numbers rise from batch to batch.

    Raises:
        EngineError: it cannot be written.
        InvalidArgumentError: the number of an article is 2**32 or more.
    """
    numbers = [number for batch in batches for number in batch.numbers]
    if numbers and numbers[-1] >= MOST_NUMBERS:
        raise InvalidArgumentError(
            f"article number {numbers[-1]} is too large for copies to be recognised; run "
            "`searchnews index --rebuild`, which numbers the articles from 1 on"
        )
    fingerprints = Fingerprints.joined([batch.fingerprints for batch in batches])
    articles = Articles(
        np.array(numbers, np.uint32),
        np.array([source_key(name) for batch in batches for name in batch.sources], np.uint32),
        np.minimum(fingerprints.comparable, np.iinfo(np.uint16).max).astype(np.uint16),
    )
    write_segment(path, articles, [keys_of(fingerprints)])


def put_waiting(directory: Path, batches: Sequence[Arrivals]) -> None:
    """Leave the articles of a commit for the next update of the copies in a directory.

    To be called once the commit is done, with all articles that it added: their numbers are never
    given to others again.

    Raises:
        EngineError: it cannot be written.
        InvalidArgumentError: the number of an article is 2**32 or more.
    """
    layout = CopiesLayout(directory)
    layout.create()
    if any(batch.numbers for batch in batches):
        first = next(batch.numbers[0] for batch in batches if batch.numbers)
        write_arrivals(layout.waiting_segment(first), batches)
