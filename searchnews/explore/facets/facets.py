"""The facets of a query: exact counts of its matches, with the share of all articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from searchnews.explore.counting import ArticleCounts, ByDate, ByName
from searchnews.explore.facets.fields import (
    DATE_FIELDS,
    NAME_FIELDS,
    WEEKDAYS,
    checked_field,
)
from searchnews.explore.facets.rows import facet_rows
from searchnews.explore.subject import Subject
from searchnews.explore.tables.answer import Answer
from searchnews.explore.tables.rows import FacetRow, FieldFacetRow


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one field."""

    field: str
    rows: tuple[FacetRow, ...]
    left_out: int
    """How many values a limit left out."""
    without: int
    """Matches without a value; of a date, those without one that is precise enough."""
    less_precise: int
    """Those of them that have a date."""


class Facets(Answer[FacetRow | FieldFacetRow]):
    """How many matches have each value of a field, or of several: then rows name their field."""

    def __init__(self, subject: Subject, by: Sequence[str], limit: int = 0) -> None:
        """`limit` is the most names of a field that are given, the most frequent; 0 for all.

        Raises:
            InvalidArgumentError: there is no such field.
        """
        fields = [checked_field(name) for name in dict.fromkeys(by)]
        counts = ArticleCounts(subject.snapshot.reader)
        self.about = replace(subject.about, sort=None)
        self.facets = tuple(_facet(subject, counts, field, limit) for field in fields)
        self.row_type = FacetRow if len(fields) == 1 else FieldFacetRow

    def __iter__(self) -> Iterator[FacetRow | FieldFacetRow]:
        for facet in self.facets:
            for row in facet.rows:
                if self.row_type is FacetRow:
                    yield row
                else:
                    yield FieldFacetRow(
                        facet.field, row.value, row.count, row.total_count, row.ratio
                    )

    def sums(self) -> dict[str, Any]:
        """Of each field, how many matches have no value, and how many values were left out."""
        return {
            "fields": [
                {
                    "field": facet.field,
                    "without": facet.without,
                    "less_precise": facet.less_precise,
                    "values_left_out": facet.left_out,
                }
                for facet in self.facets
            ]
        }

    def notes(self) -> tuple[str, ...]:
        """The same in words, as far as there are any."""
        return tuple(note for facet in self.facets for note in _notes(facet))


def _facet(subject: Subject, counts: ArticleCounts, field: str, limit: int) -> Facet:
    (clause,) = subject.clauses
    if field in DATE_FIELDS:
        return _of_dates(
            field, *(counts.by_date(each, DATE_FIELDS[field]) for each in (clause, subject.every))
        )
    return _of_names(
        field,
        limit,
        *(counts.by_name(each, NAME_FIELDS[field]) for each in (clause, subject.every)),
    )


def _of_names(field: str, limit: int, matches: ByName, every: ByName) -> Facet:
    """The most frequent names."""
    order = sorted(matches.counts, key=lambda name: (-matches.counts[name], name))
    shown = order[:limit] if limit else order
    rows = facet_rows(
        matches.counts, every.counts, shown, without=matches.without, total_without=every.without
    )
    return Facet(field, rows, len(order) - len(shown), matches.without, 0)


def _of_dates(field: str, matches: ByDate[str], every: ByDate[str]) -> Facet:
    """All parts of dates, in the order of time."""
    order = sorted(matches.counts, key=WEEKDAYS.index if field == "weekday" else None)
    without = matches.less_precise + matches.undated
    rows = facet_rows(
        matches.counts, every.counts, order,
        without=without, total_without=every.less_precise + every.undated,
    )  # fmt: skip
    return Facet(field, rows, 0, without, matches.less_precise)


def _notes(facet: Facet) -> Iterator[str]:
    if facet.left_out:
        yield f"and {_counted(facet.left_out, 'more value')} of {facet.field}"
    if facet.field in NAME_FIELDS and facet.without:
        yield f"{_counted(facet.without, 'article')} without {facet.field}"
    if facet.less_precise:
        yield f"{_counted(facet.less_precise, 'article')} dated less precisely than {facet.field}"
    if facet.field in DATE_FIELDS and facet.without > facet.less_precise:
        yield f"{_counted(facet.without - facet.less_precise, 'article')} without a date"


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'s' * (number != 1)}"
