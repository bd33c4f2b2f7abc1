"""How Whoosh is told that a field keeps places; the codec writes them."""

from __future__ import annotations

from whoosh.formats import Positions


class PackedPlaces(Positions):  # type: ignore[misc]
    """Whoosh asks the format of a field for nothing else."""
