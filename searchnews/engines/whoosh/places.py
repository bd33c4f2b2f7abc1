"""How Whoosh knows that a field has positions, which the codec writes.

Whoosh pickles the class into every index, so neither its name nor this module's can change as long
as indexes of this format are read.
"""

from __future__ import annotations

from whoosh.formats import Positions


class PackedPlaces(Positions):  # type: ignore[misc]
    """Positions; Whoosh asks the format of a field for nothing else."""
