"""Nodes: where the words of a query stand in sequences."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from searchnews.query.highlight_patterns import HighlightPattern
from searchnews.sequences.chunks import BORDER, Chunk
from searchnews.sequences.corpus import Corpus

_Places = npt.NDArray[np.int64]


class Nodes(NamedTuple):
    """The nodes of a chunk, in order, none inside another: places in its sequences."""

    first: _Places
    """Of the first word of each."""
    last: _Places
    """Of the last word, included."""


class Segments(NamedTuple):
    """The stretches of a chunk between borders: a title, a text, the next title."""

    at: npt.NDArray[np.int32]
    """For each place the number of its segment; a border is in the one that it ends."""

    @classmethod
    def of(cls, chunk: Chunk) -> Segments:
        """The segments of a chunk."""
        is_border = chunk.forms == BORDER
        at = np.cumsum(is_border, dtype=np.int32)
        return cls(at - is_border)

    def in_titles(self, places: _Places) -> npt.NDArray[np.bool_]:
        """Which places are in titles: of each article the title comes first."""
        return np.asarray(self.at[places] % 2 == 0)


class NodeFinder:
    """Finds patterns in sequences: those that `search.occurrences` finds in texts."""

    def __init__(self, corpus: Corpus, patterns: Iterable[HighlightPattern]) -> None:
        self._patterns = [(pattern, _members(corpus, pattern)) for pattern in patterns]

    def find(self, chunk: Chunk, segments: Segments) -> Nodes:
        """All places of a chunk where a pattern occurs; one inside another is a part of it."""
        found = [_rows(chunk, segments, pattern, members) for pattern, members in self._patterns]
        first = np.concatenate([np.empty(0, np.int64), *(each.first for each in found)])
        last = np.concatenate([np.empty(0, np.int64), *(each.last for each in found)])
        order = np.lexsort((-last, first))
        first, last = first[order], last[order]
        is_node = np.ones(len(first), np.bool_)
        is_node[1:] = last[1:] > np.maximum.accumulate(last)[:-1]
        return Nodes(first[is_node], last[is_node])


def _members(corpus: Corpus, pattern: HighlightPattern) -> list[npt.NDArray[np.bool_]]:
    """For each slot which forms, by number, may stand in it."""
    members = []
    for slot in pattern.slots:
        is_member = np.zeros(len(corpus.words), np.bool_)
        if pattern.written:
            is_member[[*corpus.numbers_of(slot).values()]] = True
        else:
            is_member[corpus.forms_of(slot)] = True
        members.append(is_member)
    return members


def _rows(
    chunk: Chunk,
    segments: Segments,
    pattern: HighlightPattern,
    members: list[npt.NDArray[np.bool_]],
) -> Nodes:
    """Each row of words that a pattern describes.

    From each first word the next ones are taken as early as possible, which leaves most slop.
    """
    if pattern.gap is not None:
        return _rows_with_gap(chunk, segments, pattern, members, pattern.gap)
    first = np.flatnonzero(members[0][chunk.forms])
    if pattern.scope != "everywhere":
        first = first[segments.in_titles(first) == (pattern.scope == "title")]
    last = first
    for is_member in members[1:]:
        places = np.flatnonzero(is_member[chunk.forms])
        following = np.searchsorted(places, last, "right")
        found = following < len(places)
        first, last = first[found], places[following[found]]
        near = last - first < len(members) + pattern.slop
        near &= segments.at[first] == segments.at[last]
        first, last = first[near], last[near]
    return Nodes(first, last)


def _rows_with_gap(
    chunk: Chunk,
    segments: Segments,
    pattern: HighlightPattern,
    members: list[npt.NDArray[np.bool_]],
    gap: int,
) -> Nodes:
    """The rows before the gap, each with the next one behind it that is near enough."""
    side_by_side = pattern._replace(slop=0, gap=None)
    before = _rows(chunk, segments, side_by_side, members[:gap])
    behind = _rows(chunk, segments, side_by_side, members[gap:])
    following = np.searchsorted(behind.first, before.last, "right")
    found = following < len(behind.first)
    first, last, following = before.first[found], before.last[found], following[found]
    near = behind.first[following] <= last + 1 + pattern.slop
    near &= segments.at[first] == segments.at[behind.first[following]]
    return Nodes(first[near], behind.last[following[near]])
