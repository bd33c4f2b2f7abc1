"""What is in an index, in numbers."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from searchnews.article import Article
from searchnews.engines.base import Reader, Sort
from searchnews.query.clauses import Days
from searchnews.storage.layout import Description, Layout
from searchnews.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Statistics:
    """What is in an index."""

    articles: int
    dated: int
    """How many articles have a date."""
    oldest: str | None
    newest: str | None
    sources: dict[str, int]
    """Who published, most articles first."""
    words: int
    """Different words."""
    bytes: int
    """On disk."""
    engine: str
    engine_version: str
    format: int
    analysis_version: int
    created: str
    made_by: str

    def to_dict(self) -> dict[str, Any]:
        """The numbers as the command line prints them in JSON."""
        return asdict(self)


def statistics(
    layout: Layout, description: Description, reader: Reader, vocabulary: Vocabulary
) -> Statistics:
    """Count what is in an index."""
    counts = sorted(reader.words("publisher"), key=lambda count: (-count[1], count[0]))
    files = (path for path in layout.directory.rglob("*") if path.is_file())
    return Statistics(
        articles=reader.articles,
        dated=reader.search(Days(None, None), limit=0).total,
        oldest=_first(reader, "date"),
        newest=_first(reader, "-date"),
        sources=dict(counts),
        words=len(vocabulary),
        bytes=sum(path.stat().st_size for path in files),
        engine=description.engine,
        engine_version=description.engine_version,
        format=description.format,
        analysis_version=description.analysis_version,
        created=description.created,
        made_by=description.made_by,
    )


def _first(reader: Reader, sort: Sort) -> str | None:
    page = reader.search(Days(None, None), limit=1, sort=sort).page
    return Article.from_json(page[0].stored).date if page else None
