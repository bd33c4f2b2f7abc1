"""Merging segments, so that a fingerprint is looked for in few of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from searchnews.copies.fingerprints import bounds_of
from searchnews.copies.segments import MOST_ARTICLES, Articles, Keys, Segment, write_segment
from searchnews.copies.source import AreThere

# Of all segments together, at a time: some 40 MB.
_POSTINGS_AT_ONCE: Final = 1 << 20


def to_be_merged(segments: Sequence[Segment], most_articles: int = MOST_ARTICLES) -> int:
    """How many of the newest of some segments, from old to new, are to become one; 0 if none.

    An older one is merged when it is no larger than all newer ones together: a posting is written
    again some log2(articles / articles of a commit) times in all, and there are as many segments.
    """
    sizes = [len(segment.articles.numbers) for segment in segments]
    merged, total = 0, 0
    for count, size in enumerate(reversed(sizes), 1):
        total += size
        if total > most_articles:
            break
        if size <= total - size:
            merged = count
    return merged


def merge(path: Path, segments: Sequence[Segment], are_there: AreThere) -> None:
    """Write the articles of some segments, from old to new, that the index still has, as one.

    Memory: some megabytes, and 30 bytes an article.

    Raises:
        EngineError: it cannot be written.
    """
    articles = Articles.joined([segment.articles for segment in segments])
    is_kept = are_there(articles.numbers)
    write_segment(path, articles.taken(is_kept), _merged(segments, is_kept))


def _merged(segments: Sequence[Segment], is_kept: npt.NDArray[np.bool_]) -> Iterator[Keys]:
    new_places = np.cumsum(is_kept, dtype=np.uint64) - is_kept
    firsts = bounds_of(np.array([len(segment.articles.numbers) for segment in segments]))
    postings = sum(segment.postings for segment in segments)
    steps = np.linspace(0, 1 << 32, max(1, -(-postings // _POSTINGS_AT_ONCE)) + 1).astype(np.int64)
    for begin, end in zip(steps[:-1].tolist(), steps[1:].tolist(), strict=True):
        pieces = []
        for first, segment in zip(firsts[:-1].tolist(), segments, strict=True):
            keys = segment.keys_between(begin, end)
            places = (keys & np.uint64(0xFFFFFFFF)).astype(np.int64) + first
            kept = is_kept[places]
            pieces.append(keys[kept] >> np.uint64(32) << np.uint64(32) | new_places[places[kept]])
        yield np.sort(np.concatenate(pieces), kind="stable")
