"""What of a query is highlighted in the articles it finds."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

Scope: TypeAlias = Literal["everywhere", "title", "text"]
"""The parts of an article that a pattern is looked for in."""


class HighlightPattern(NamedTuple):
    """Words in a row, one out of every slot: the shape of a clause `Near`; often a single slot.

    All tokens from first to last are one occurrence; of a loose row only the words of the slots
    are highlighted.
    """

    slots: tuple[frozenset[str], ...]
    slop: int = 0
    scope: Scope = "everywhere"
    written: bool = False
    """Whether the slots hold words as they are written, with accents, instead of folded ones."""
    gap: int | None = None
    """The number of the slot before which the words of `slop` stand, all of them: on both sides
    of it words are side by side. None lets them stand before any slot but the first."""
