"""What a run of indexing did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from searchnews.ingest.cleaning.recurring import Recurring

# A broken file may have millions of broken lines; the first few say what is wrong.
_MOST_PER_FILE: Final = 20
_MOST_WARNINGS: Final = 100


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that gave no article."""

    path: Path
    reason: str


class SkippedParts:
    """What of one file gave no article: every member of a container, but not every line."""

    def __init__(self) -> None:
        self._shown: list[Skipped] = []
        self._counts: Counter[Path] = Counter()

    def __bool__(self) -> bool:
        return bool(self._shown)

    def add(self, path: Path, reason: str) -> None:
        """Note something; of the same path only the first few are kept, in bounded memory."""
        self._counts[path] += 1
        if self._counts[path] <= _MOST_PER_FILE:
            self._shown.append(Skipped(path, reason))

    def add_to_last(self, change: Callable[[str], str]) -> None:
        """Say more in the reason that was noted last."""
        last = self._shown.pop()
        self._shown.append(Skipped(last.path, change(last.reason)))

    def all(self) -> list[Skipped]:
        """What was noted, and how much more there was."""
        more = [
            Skipped(path, f"and {count - _MOST_PER_FILE:,} more")
            for path, count in self._counts.items()
            if count > _MOST_PER_FILE
        ]
        return self._shown + more


@dataclass(slots=True)
class Report:
    """What became of every file and article of a run."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    """Files that gave no article, and parts of files, each with the reason."""
    articles: int = 0
    """In the index, now."""
    seconds: float = 0.0
    warnings: list[str] = field(default_factory=list)
    furniture: list[Recurring] = field(default_factory=list)
    """Lines that return in many articles of a source, and were taken out of them."""
    _silenced: int = 0

    def warn(self, message: str) -> None:
        """Note what the user should know, unless there is too much of it."""
        if len(self.warnings) < _MOST_WARNINGS:
            self.warnings.append(message)
        else:
            self._silenced += 1
            self.warnings[_MOST_WARNINGS:] = [f"and {self._silenced:,} more warnings"]

    def to_dict(self) -> dict[str, Any]:
        """The report as the command line prints it in JSON."""
        return {
            "added": self.added,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "removed": self.removed,
            "skipped": [{"path": str(s.path), "reason": s.reason} for s in self.skipped],
            "warnings": self.warnings,
            "articles": self.articles,
            "seconds": round(self.seconds, 2),
        }
