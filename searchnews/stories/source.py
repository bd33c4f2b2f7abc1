"""What stories are recognised from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from searchnews.stories.rarity import Rarity

OPENING: Final = 250
"""In words: what a dispatch is about is said at its beginning."""


class StoryText(NamedTuple):
    """What is looked at of a dispatch: folded words, in order, joined by single spaces."""

    number: int
    """That of its indexing."""
    title: str
    opening: str
    """The first words of its text, `OPENING` of them at most."""


class Dispatches(NamedTuple):
    """All dispatches of an index that are dated to the day, as arrays of the same length."""

    numbers: npt.NDArray[np.int64]
    """Of the articles that lead their copies, rising."""
    days: npt.NDArray[np.int64]
    """The numbers of the dates, see `dates.day_number`, on which they were first published."""


class StorySource(Protocol):
    """The articles of an index, at one commit."""

    @property
    def index(self) -> str:
        """Tells the index from others that were, or will be, in the same place."""

    @property
    def stamp(self) -> str:
        """Names the commit."""

    @property
    def shares_rarity(self) -> bool:
        """Whether others recognise the same stories, so that all must weigh words alike."""

    def rarity(self, known: Rarity | None) -> Rarity:
        """How rare words are by now; `known` itself, if that still counts."""

    def dispatches(self) -> Dispatches:
        """Those that are compared."""

    def texts(self, numbers: Sequence[int]) -> Iterator[Sequence[StoryText]]:
        """The articles with these numbers, which rise, as far as they are there; some at a time."""
