"""Counting all articles that match: by the terms of a field, by day, by number."""

from __future__ import annotations

from typing import Any, Final

import tantivy
from tantivy import Occur, Order, Query

from searchnews.dates import TIMES_OF_A_DAY
from searchnews.engines.base import NumberedDays

# tantivy gives up an aggregation with more of them, which are not cut then.
MOST_BUCKETS: Final = 65_000
# Articles are looked at in windows of so many numbers: one takes some 200 bytes meanwhile.
_WINDOW: Final = 500_000


def last_number(searcher: tantivy.Searcher) -> int:
    """The highest number of an article; 0 if there is none."""
    if not searcher.num_docs:
        return 0
    hits = searcher.search(Query.all_query(), limit=1, count=False, order_by_field="number").hits
    return int(hits[0][0])


def values(
    searcher: tantivy.Searcher, query: Query, field: str, most_buckets: int = MOST_BUCKETS
) -> list[tuple[str, int]]:
    """The terms of a field of whole names, sorted, with the number of matches that have each."""
    aggregation = {"terms": {"field": field, "size": most_buckets, "segment_size": most_buckets}}
    found = _aggregated(searcher, query, aggregation)
    if found is not None and not found["sum_other_doc_count"]:
        return sorted((bucket["key"], bucket["doc_count"]) for bucket in found["buckets"])
    # This one knows no limit, and walks through all terms of the field, also for few matches.
    counts = searcher.terms_with_prefix(field, "", query)
    return sorted((value, count) for value, count in counts if count)


def days(
    searcher: tantivy.Searcher,
    schema: tantivy.Schema,
    query: Query,
    most_buckets: int = MOST_BUCKETS,
) -> list[tuple[int, int]]:
    """The day numbers of matches without the time of day, rising, with the number of each."""
    histogram = {"field": "day", "interval": TIMES_OF_A_DAY, "min_doc_count": 1}
    found = _aggregated(searcher, query, {"histogram": histogram})
    if found is not None and len(found["buckets"]) <= most_buckets:
        return [(int(bucket["key"]), bucket["doc_count"]) for bucket in found["buckets"]]
    import numpy as np

    of_matches = numbers(searcher, schema, query).days
    kept, counts = np.unique(
        of_matches[of_matches > 0] // TIMES_OF_A_DAY * TIMES_OF_A_DAY, return_counts=True
    )
    return list(zip(kept.tolist(), counts.tolist(), strict=True))


def numbers(
    searcher: tantivy.Searcher, schema: tantivy.Schema, query: Query, window: int = _WINDOW
) -> NumberedDays:
    """The numbers and days of all matches; so many numbers are looked at at a time."""
    # Imported here: no other answer of this engine needs it, and it takes longer than a search.
    import numpy as np

    parts = [NumberedDays(np.empty(0, np.int64), np.empty(0, np.int64))]
    last = last_number(searcher)
    for first in range(1, last + 1, window):
        inside = query
        if last > window:
            some = Query.range_query(
                schema, "number", tantivy.FieldType.Integer, first, first + window - 1
            )
            inside = Query.boolean_query([(Occur.Must, query), (Occur.Must, some)])
        hits = searcher.search(
            inside, limit=window, count=False, order_by_field="number", order=Order.Asc
        ).hits
        of_hits = searcher.fast_field_values("day", [address for _, address in hits])
        parts.append(
            NumberedDays(
                np.fromiter((number for number, _ in hits), np.int64, len(hits)),
                np.fromiter((day or 0 for day in of_hits), np.int64, len(hits)),
            )
        )
    return NumberedDays(*map(np.concatenate, zip(*parts, strict=True)))


def _aggregated(
    searcher: tantivy.Searcher, query: Query, aggregation: dict[str, Any]
) -> dict[str, Any] | None:
    """What an aggregation gives; None where it has too many buckets."""
    try:
        found: dict[str, Any] = searcher.aggregate(query, {"counts": aggregation})["counts"]
    except ValueError as error:
        if "bucket limit" in str(error):
            return None
        raise
    return found
