"""What the benchmark measures, as it goes between processes in JSON."""

from __future__ import annotations

from typing import Literal, TypeAlias, TypedDict

How: TypeAlias = Literal["with", "without"]
"""With snippets, or without."""


class BuildRun(TypedDict):
    """One build of an index."""

    wall: float
    """Seconds by the clock."""
    cpu: float
    """Seconds of processor time, those of the processes it started included."""
    memory_mb: float
    """The most memory, in megabytes."""
    bytes: int
    """On disk."""


class Build(TypedDict):
    """All builds of one peer."""

    articles: int
    text_bytes: int
    """Of titles and bodies, in UTF-8."""
    runs: list[BuildRun]


class Answers(TypedDict):
    """What one peer answered to all queries."""

    taken: dict[How, dict[str, list[float]]]
    """Milliseconds by the clock, by kind of query."""
    processor: dict[How, dict[str, list[float]]]
    """Milliseconds of processor time, by kind of query."""
    totals: dict[str, int]
    """How many articles each query finds."""


class ColdStart(TypedDict):
    """Milliseconds of a whole process for one query, above the bare interpreter."""

    warm: float
    """With the index in the page cache."""
    cold: float
    """Without."""


class Results(TypedDict):
    """Everything, by the name of the peer."""

    build: dict[str, Build]
    query: dict[str, Answers]
    cold: dict[str, ColdStart]


class Growth(TypedDict):
    """What one size of a corpus gives; see `capacity`."""

    articles: int
    seconds: float
    marks: list[tuple[int, float]]
    """Articles read, and the seconds until then."""
    memory_mb: float
    text_bytes: float
    unchanged_seconds: float
    """What a second run takes, when nothing has changed."""
    words: int
    parts: dict[str, int]
    """Bytes on disk, by part of the index."""
    taken: dict[str, list[float]]
    """Milliseconds with snippets, by kind of query."""
