"""The places of a word in a text, packed: four bytes each, the lowest first.

Whoosh pickles them one by one.
"""

from __future__ import annotations

import struct
from typing import Final

from whoosh.formats import Positions

_SIZE: Final = 4  # in bytes
_ONE: Final = struct.Struct("<I")


def pack_places(places: list[int]) -> bytes:
    """The places, in one piece.

    >>> unpack_places(pack_places([2, 70_000]))
    (2, 70000)
    """
    if len(places) == 1:
        return _ONE.pack(places[0])
    return struct.pack(f"<{len(places)}I", *places)


def unpack_places(packed: bytes) -> tuple[int, ...]:
    """The places that were packed."""
    return struct.unpack(f"<{len(packed) // _SIZE}I", packed)


def packed_count(packed: bytes) -> float:
    """How many places there are: to Whoosh the weight of a posting."""
    return float(len(packed) // _SIZE)


class PackedPlaces(Positions):  # type: ignore[misc]
    """Tells Whoosh how places are packed."""

    def encode(self, places: list[int]) -> bytes:
        """As `pack_places` does."""
        return pack_places(places)

    def decode_positions(self, packed: bytes) -> tuple[int, ...]:
        """As `unpack_places` does."""
        return unpack_places(packed)

    def decode_frequency(self, packed: bytes) -> int:
        """How many places there are."""
        return int(packed_count(packed))
