"""What is counted as a word, which words are shown, and in which order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Final, TypeVar

from searchnews.errors import InvalidArgumentError
from searchnews.explore.words.thresholds import USUAL, Thresholds
from searchnews.explore.words.units import BYS, By
from searchnews.search.options import MAX_HITS, check_count

_Row = TypeVar("_Row")


@dataclass(frozen=True, slots=True)
class WordSettings:
    """How words are counted and shown.

    Raises:
        InvalidArgumentError: one of them makes no sense.
    """

    by: By = "form"
    function_words: bool = False
    """Whether they are shown; they are counted in any case."""
    thresholds: Thresholds = USUAL
    sort: str = "specificity"
    """The column that the rows are sorted by, largest first; with a minus, smallest first."""
    limit: int = 0
    """How many rows at most; 0 for all."""

    def __post_init__(self) -> None:
        if self.by not in BYS:
            raise InvalidArgumentError(f"words are counted by {' or '.join(BYS)}, not {self.by!r}")
        check_count("limit", self.limit)
        for name, least in zip(Thresholds._fields, self.thresholds, strict=True):
            if not isinstance(least, int | float) or not 0 <= least <= MAX_HITS:
                raise InvalidArgumentError(
                    f"the least number of {name} is from 0 to {MAX_HITS:,}, not {least!r}"
                )

    def sorted(self, rows: Sequence[_Row], columns: Sequence[str]) -> tuple[_Row, ...]:
        """The rows in their order, the first `limit` of them; rows that tie keep theirs.

        Raises:
            InvalidArgumentError: there is no such column to sort by.
        """
        name = self.sort.removeprefix("-")
        if name not in columns:
            raise InvalidArgumentError(
                f"words are sorted by {', '.join(columns)}, or the same with a minus; not by "
                f"{self.sort!r}"
            )

        ordered = sorted(rows, key=attrgetter(name), reverse=not self.sort.startswith("-"))
        return tuple(ordered[: self.limit] if self.limit else ordered)


DEFAULT_SETTINGS: Final = WordSettings()
