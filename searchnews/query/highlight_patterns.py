"""What of a query is to be marked in the articles it finds."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

Scope: TypeAlias = Literal["everywhere", "title", "text"]


class Mark(NamedTuple):
    """Words in a row, one out of every slot: the shape of a clause `Near`; often a single slot.

    All tokens from first to last are one match; of a loose one only the words of the slots are
    marked.
    """

    slots: tuple[frozenset[str], ...]
    slop: int = 0
    scope: Scope = "everywhere"
    written: bool = False
    """Whether the slots hold words as they are written, with accents, instead of folded ones."""
