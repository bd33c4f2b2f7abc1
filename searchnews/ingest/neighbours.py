"""The files beside one that is being read, for formats that take several: METS with ALTO."""

from __future__ import annotations

import os
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final, Protocol


class Around(Protocol):
    """The files beside one that is being read, for formats that take several: METS with ALTO."""

    def names(self, folder: str) -> list[str]:
        """The names of the files in a folder, relative to that of the file; none if there is none.

        `..` leads up; what would lead out of a container, or further up than two folders, is none.
        """

    def read(self, name: str, most: int) -> bytes | None:
        """The bytes of a file, `most` at most; None if there is none or it cannot be read."""


class _Nowhere:
    """Around what stands alone."""

    def names(self, folder: str) -> list[str]:  # noqa: ARG002 - as `Around` says
        """Nothing."""
        return []

    def read(self, name: str, most: int) -> bytes | None:  # noqa: ARG002
        """Nothing."""
        return None


NOWHERE: Final[Around] = _Nowhere()
"""Around what stands alone."""

# METS lies beside the folder of its pages, or two above it.
_MOST_UPS: Final = 2


@dataclass(frozen=True, slots=True)
class Folder:
    """The files beside one on disk."""

    path: Path

    def names(self, folder: str) -> list[str]:
        """The names of the files in a folder."""
        inside = self._inside(folder)
        try:
            return sorted(e.name for e in os.scandir(inside) if e.is_file()) if inside else []
        except OSError:
            return []

    def read(self, name: str, most: int) -> bytes | None:
        """The bytes of a file, `most` at most."""
        inside = self._inside(name)
        try:
            with inside.open("rb") if inside else nullcontext() as file:
                return file.read(most) if file else None
        except OSError:
            return None

    def _inside(self, relative: str) -> Path | None:
        steps = PurePosixPath(relative).parts
        ups = len(steps) - len([step for step in steps if step != ".."])
        if PurePosixPath(relative).is_absolute() or ups > _MOST_UPS or ".." in steps[ups:]:
            return None
        path = self.path.joinpath(*steps).resolve()
        top = self.path.joinpath(*[".."] * ups).resolve()
        return path if path.is_relative_to(top) else None
