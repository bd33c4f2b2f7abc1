"""The files that have what searchnews says in both languages."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from typing import NamedTuple


class Wording(NamedTuple):
    """What is said, in both languages."""

    english: str
    french: str


def wordings(file: str) -> Iterator[Wording]:
    """The pairs of lines in a catalogue of this package; lines that begin with # are left out."""
    # Not by importlib.resources, whose import takes twice as long as a catalogue.
    content = pkgutil.get_data(__package__, file) or b""
    for block in content.decode().split("\n\n"):
        pair = [line for line in block.split("\n") if line and line[0] != "#"]
        if len(pair) == 2:
            yield Wording(*pair)
