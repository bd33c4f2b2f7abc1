"""The files of copies: what lies where in their folder."""

from __future__ import annotations

import shutil
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from searchnews.copies.failures import writing


@dataclass(frozen=True)
class CopiesLayout:
    """The folder of the copies of an index. All of it can be made again from the articles."""

    directory: Path

    @property
    def database(self) -> Path:
        """Pairs and groups, and the numbers of the segments."""
        return self.directory / "copies.db"

    def segment(self, number: int) -> Path:
        """A segment that the database has, or is about to have."""
        return self.directory / f"{number:06}.segment"

    @property
    def waiting(self) -> Path:
        """The folder of segments whose articles have not been compared yet."""
        return self.directory / "waiting"

    def create(self) -> None:
        """Make the folders, where there are none.

        Raises:
            EngineError: they cannot be made.
        """
        with writing(self.waiting):
            self.waiting.mkdir(parents=True, exist_ok=True)

    def remove_other_segments(self, numbers: Collection[int]) -> None:
        """Remove what an interrupted update has left, and segments that were merged."""
        kept = {self.segment(number) for number in numbers}
        for path in self.directory.glob("*.segment*"):
            if path not in kept:
                with suppress(OSError):  # on some systems not while somebody reads it
                    path.unlink()

    def clear(self) -> None:
        """Remove everything.

        Raises:
            EngineError: it cannot be removed.
        """
        with writing(self.directory):
            shutil.rmtree(self.directory)
        self.create()
