"""The timelines of queries in a commit: which series there are, their bins, and their counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from searchnews.errors import InvalidArgumentError
from searchnews.explore.calendar.bins import interval_for, span_of
from searchnews.explore.counting import ByDate
from searchnews.explore.facets.fields import NAME_FIELDS
from searchnews.explore.subject import Subject
from searchnews.explore.timelines.timelines import Timelines, Unbinned, timeline
from searchnews.query.clauses import All, Clause, Except, HasWords, Words


class _Compared(NamedTuple):
    """What one timeline counts."""

    name: str | None
    matches: Clause
    every: Clause
    """All articles to compare with."""


def timelines_of(
    subject: Subject, by: str = "auto", split: str | None = None, limit: int = 0
) -> Timelines:
    """The timelines of each query, or of one query split by the names in a field.

    `by` is an interval, or `auto`. They begin and end with the first and the last match of any of
    them, or with the dates of the filter. `limit` is the most names, the most frequent; 0 for all.

    Raises:
        InvalidArgumentError: there is no such interval or field, several queries are to be split,
            or there would be too many bins.
    """
    if split is not None and split not in NAME_FIELDS:
        raise InvalidArgumentError(
            f"a timeline is split by {', '.join(NAME_FIELDS)}, not by {split!r}"
        )
    if split is not None and len(subject.queries) > 1:
        raise InvalidArgumentError("one query is split, not several; ask for each by itself")
    first, last = subject.about.date_from, subject.about.date_to
    days: Counter[int] = Counter()
    for clause in subject.clauses:
        days.update(dict(subject.snapshot.reader.days(clause)))
    interval = interval_for(by, days, first, last)
    span = span_of(interval, days, first, last)
    compared, left_out = _compared(subject, split, limit)
    known: dict[Clause, ByDate[int]] = {}

    def by_bin(clause: Clause) -> ByDate[int]:
        if clause not in known:
            known[clause] = subject.counts.by_date(clause, interval.bin_of)
        return known[clause]

    lines = tuple(
        timeline(each.name, span, by_bin(each.matches), by_bin(each.every)) for each in compared
    )
    whole = map(by_bin, subject.clauses)
    return Timelines(
        replace(subject.about, sort=None),
        interval,
        span,
        lines,
        tuple(Unbinned(each.less_precise, each.undated) for each in whole),
        split=split,
        left_out=left_out,
    )


def _compared(subject: Subject, split: str | None, limit: int) -> tuple[list[_Compared], int]:
    """What is compared, and how many names the limit leaves out."""
    if split is None:
        names = (query.text for query in subject.queries)
        compared = map(_Compared, names, subject.clauses, [subject.every] * len(subject.queries))
        return list(compared), 0
    field, clause = NAME_FIELDS[split], subject.clauses[0]
    found, without = subject.counts.by_name(clause, field)
    ordered = sorted(found, key=lambda name: (-found[name], name))
    shown = ordered[:limit] if limit else ordered
    return list(_split(subject, field, shown, has_others=without > 0)), len(ordered) - len(shown)


def _split(
    subject: Subject, field: str, names: list[str], *, has_others: bool
) -> Iterator[_Compared]:
    (clause,), every = subject.clauses, subject.every
    for name in names:
        named = Words(field, ((name, 1.0),))
        yield _Compared(name, All((clause, named)), All((every, named)))
    if has_others:
        yield _Compared(None, Except(clause, HasWords(field)), Except(every, HasWords(field)))
