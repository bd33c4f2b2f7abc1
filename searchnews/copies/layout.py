"""The files of copies: what lies where in their folder."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Final

from searchnews.copies.failures import writing
from searchnews.sqlite import files_of

_SEGMENTS: Final = "[0-9]*[0-9].segment"
_WAITING: Final = "waiting"
_UNFINISHED: Final = "[0-9]*[0-9].segment.new"


def is_of_copies(name: str) -> bool:
    """Whether we may have made a file or folder of this name in the folder of copies.

    >>> is_of_copies("000012.segment"), is_of_copies("copies.db-wal"), is_of_copies("notes.txt")
    (True, True, False)
    """
    database = CopiesLayout(Path()).database
    return any(fnmatch(name, pattern) for pattern in (_SEGMENTS, _UNFINISHED, _WAITING)) or Path(
        name
    ) in files_of(database)


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
        return self.directory / _WAITING

    def waiting_segment(self, first_number: int) -> Path:
        """A segment that waits, by the number of its first article."""
        return self.waiting / f"{first_number:010}.segment"

    def waiting_segments(self) -> list[Path]:
        """All that wait, the oldest articles first."""
        return sorted(self.waiting.glob(_SEGMENTS))

    def create(self) -> None:
        """Make the folders, where there are none.

        Raises:
            EngineError: they cannot be made.
        """
        with writing(self.waiting):
            self.waiting.mkdir(parents=True, exist_ok=True)

    def keep_segments(self, numbers: Collection[int]) -> None:
        """Remove all segments but these: what was merged, and what an interruption has left.

        Raises:
            EngineError: they cannot be removed.
        """
        kept = {self.segment(number) for number in numbers}
        self._remove(
            path
            for pattern in (_SEGMENTS, _UNFINISHED)
            for path in self.directory.glob(pattern)
            if path not in kept
        )

    def clear(self) -> None:
        """Remove everything that is ours.

        Raises:
            EngineError: it cannot be removed.
        """
        self.keep_segments(())
        self._remove(self.waiting_segments())
        self._remove(files_of(self.database))

    def _remove(self, paths: Iterable[Path]) -> None:
        with writing(self.directory):
            for path in paths:
                # Windows keeps a segment that is still read; the next update removes it.
                with suppress(PermissionError):
                    path.unlink(missing_ok=True)
