"""The rows of a facet, made of plain counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from searchnews.explore.tables.rows import FacetRow


def facet_rows(
    counts: Mapping[str, int],
    total_counts: Mapping[str, int],
    order: Iterable[str] | None = None,
    *,
    without: int = 0,
    total_without: int = 0,
) -> tuple[FacetRow, ...]:
    """A row a value, the most frequent first, or in an order; those without a value last, if any.

    `counts` are of the matches, `total_counts` of all articles.

    >>> for row in facet_rows({"ATS": 3, "AFP": 3}, {"ATS": 6, "AFP": 30}, without=9,
    ...                       total_without=9):
    ...     print(row.value, row.count, row.total_count, row.ratio)
    AFP 3 30 0.1
    ATS 3 6 0.5
    None 9 9 1.0
    """
    if order is None:
        order = sorted(counts, key=lambda value: (-counts[value], value))
    rows = [_row(value, counts[value], total_counts.get(value, 0)) for value in order]
    if without:
        rows.append(_row(None, without, total_without))
    return tuple(rows)


def _row(value: str | None, count: int, total_count: int) -> FacetRow:
    return FacetRow(value, count, total_count, count / total_count if total_count else None)
