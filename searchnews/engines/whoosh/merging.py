"""Merging the postings of several segments, or of several sorted runs of one that is written."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Final

import numpy as np

from searchnews.engines.whoosh.blocks import MOST_POSTINGS, Block, Integers, bounds_of, spans

DOC_BITS: Final = 32
"""An article and a position, or a word and an article, are compared as one number: the first in
the bits above these."""


def merged(
    sources: Iterable[Iterator[Block]], most_postings: int = MOST_POSTINGS
) -> Iterator[Block]:
    """The blocks of one field from several sources, each with its words ascending.

    No article is in two sources. One block of each is in memory, however large they are. Blocks
    have at most so many postings, or one word.
    """
    waiting = list(sources)
    if len(waiting) == 1:
        yield from waiting[0]
        return
    heads = [(block, source) for source in waiting if (block := next(source, None))]
    while heads:
        last = min(block.words[-1] for block, _ in heads)
        parts, remaining = [], []
        for block, source in heads:
            end = bisect_right(block.words, last)
            parts.append(block.part(0, end))
            rest = block.part(end, len(block.words)) if end < len(block.words) else None
            if rest := rest or next(source, None):
                remaining.append((rest, source))
        heads = remaining
        yield from _joined([part for part in parts if part.words]).split(most_postings)


def renumbered(blocks: Iterable[Block], numbers: Integers) -> Iterator[Block]:
    """Blocks with new numbers for the articles, without those whose new number is negative."""
    for block in blocks:
        docs = numbers[block.docs]
        kept = docs >= 0
        positions = block.positions[np.repeat(kept, block.counts)]
        bounds = bounds_of(kept)[block.bounds]
        has_some = bounds[1:] > bounds[:-1]
        words = [word for word, has in zip(block.words, has_some.tolist(), strict=True) if has]
        if words:
            bounds = np.concatenate((bounds[:1], bounds[1:][has_some]))
            yield Block(words, bounds, docs[kept], block.counts[kept], positions)


def _joined(parts: list[Block]) -> Block:
    words = sorted(set().union(*(part.words for part in parts)))
    rank_of = {word: rank for rank, word in enumerate(words)}
    ranks = np.concatenate(
        [
            np.repeat(np.array([rank_of[word] for word in part.words]), np.diff(part.bounds))
            for part in parts
        ]
    )
    docs = np.concatenate([part.docs for part in parts]).astype(np.int64)
    order = np.argsort(ranks << DOC_BITS | docs)
    bounds = bounds_of(np.bincount(ranks, minlength=len(words)))
    counts = np.concatenate([part.counts for part in parts])
    starts = bounds_of(counts)[:-1][order]
    counts = counts[order]
    positions = np.concatenate([part.positions for part in parts])[spans(starts, counts)]
    return Block(words, bounds, docs[order], counts, positions)
