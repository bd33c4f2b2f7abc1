"""Windows: the words round nodes, each counted once, also where windows overlap."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from searchnews.explore.words.nodes import Nodes, Segments
from searchnews.sequences.chunks import BORDER, Chunk

MOST_WORDS: Final = 100
"""Of a window at each side: more is not near, but the same article."""


class Windows(NamedTuple):
    """The places inside the windows of a chunk."""

    places: npt.NDArray[np.int64]
    """Rising. Nodes are none of them, and no window passes the end of a title or of a text."""
    distances: npt.NDArray[np.int64]
    """Of each: the words to the nearest node; 1 is next to it."""


def windows(chunk: Chunk, segments: Segments, nodes: Nodes, size: int) -> Windows:
    """The windows of so many words at each side of nodes."""
    distances = np.zeros(len(chunk.forms), np.int64)
    # From far to near: the nearest node has the last word.
    for distance in range(size, 0, -1):
        for ends, places in ((nodes.first, nodes.first - distance),
                             (nodes.last, nodes.last + distance)):  # fmt: skip
            inside = (places >= 0) & (places < len(distances))
            inside[inside] = segments.at[places[inside]] == segments.at[ends[inside]]
            distances[places[inside]] = distance
    distances[chunk.forms == BORDER] = 0
    distances[_inside(nodes)] = 0
    found = np.flatnonzero(distances)
    return Windows(found, distances[found])


def _inside(nodes: Nodes) -> npt.NDArray[np.int64]:
    """The places of nodes, from the first word to the last of each."""
    lengths = nodes.last - nodes.first + 1
    starts = np.cumsum(lengths) - lengths
    return np.asarray(np.arange(lengths.sum()) + np.repeat(nodes.first - starts, lengths))
