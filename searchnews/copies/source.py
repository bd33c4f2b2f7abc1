"""What copies are recognised from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

AreThere: TypeAlias = Callable[[npt.NDArray[np.uint32]], npt.NDArray[np.bool_]]
"""Which of the articles with these numbers the index has; False for numbers never used."""


class FoldedText(NamedTuple):
    """What is looked at of an article."""

    number: int
    """That of its indexing: an article that comes later has a higher one, and one that is changed
    gets a new one. Below 2**32."""
    date: str | None
    """When it was published, as `Article.date`."""
    source: str | None
    words: str
    """Of its text without the title, folded, in order, joined by single spaces."""


class TextSource(Protocol):
    """The articles of an index, at one commit."""

    @property
    def index(self) -> str:
        """Tells the index from others that were, or will be, in the same place."""

    @property
    def stamp(self) -> str:
        """Names the commit."""

    @property
    def last(self) -> int:
        """The highest number of an article; 0 if there is none."""

    def between(self, after: int, up_to: int) -> Iterator[Sequence[FoldedText]]:
        """The articles with `after` < number <= `up_to`, their numbers rising, some at a time."""

    def count(self, up_to: int) -> int:
        """How many articles have a number up to this one."""

    def texts(self, numbers: Sequence[int]) -> Iterable[FoldedText]:
        """The articles with these numbers, but for those that are there no more."""

    def are_there(self, numbers: npt.NDArray[np.uint32]) -> npt.NDArray[np.bool_]:
        """See `AreThere`."""
