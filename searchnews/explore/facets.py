"""Facets: how many of the matches have each value of a field."""

from __future__ import annotations

from collections.abc import Mapping

from searchnews.explore.tables.rows import FacetRow


def facet_rows(
    counts: Mapping[str | None, int], total_counts: Mapping[str | None, int]
) -> tuple[FacetRow, ...]:
    """A row a value, the most frequent first, those without a value last.

    `counts` are of the matches, `total_counts` of all articles; None stands for no value.

    >>> for row in facet_rows({"ATS": 3, None: 9, "AFP": 3}, {"ATS": 6, "AFP": 30, None: 9}):
    ...     print(row.value, row.count, row.total_count, row.ratio)
    AFP 3 30 0.1
    ATS 3 6 0.5
    None 9 9 1.0
    """
    ordered = sorted(counts.items(), key=lambda item: (item[0] is None, -item[1], item[0] or ""))
    return tuple(
        FacetRow(
            value, count, total := total_counts.get(value, 0), count / total if total else None
        )
        for value, count in ordered
    )
