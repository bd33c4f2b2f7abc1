"""What sequences are made from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]
"""Numbers of articles: an article that comes later has a higher one, one that is changed gets a new
one, and none is given twice in an index."""


class NumberedText(NamedTuple):
    """What is looked at of an article."""

    number: int
    title: str
    text: str


class TextSource(Protocol):
    """The articles of an index, at one commit."""

    @property
    def index(self) -> str:
        """Tells the index from others that were, or will be, in the same place."""

    @property
    def stamp(self) -> str:
        """Names the commit."""

    @property
    def numbers(self) -> Numbers:
        """Those of all articles, rising."""

    def texts(self, numbers: Numbers) -> Iterator[NumberedText]:
        """The articles with these numbers, rising."""
