"""What a run of indexing did."""

from __future__ import annotations

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

    def skip(self, skipped: list[Skipped]) -> None:
        """Note what was skipped of a file: every member of a container, but not every line."""
        reasons: dict[Path, int] = {}
        for each in skipped:
            reasons[each.path] = told = reasons.get(each.path, 0) + 1
            if told <= _MOST_PER_FILE:
                self.skipped.append(each)
        for path, told in reasons.items():
            if told > _MOST_PER_FILE:
                self.skipped.append(Skipped(path, f"and {told - _MOST_PER_FILE:,} more"))

    def warn(self, message: str) -> None:
        """Note what the user should know, unless there is too much of it."""
        if len(self.warnings) < _MOST_WARNINGS:
            self.warnings.append(message)
        else:
            self._silenced += 1

    def finish(self) -> None:
        """Say how many warnings were left out."""
        if self._silenced:
            self.warnings.append(f"and {self._silenced:,} more warnings")

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
