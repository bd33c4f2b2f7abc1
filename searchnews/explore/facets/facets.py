"""The facets of a query: exact counts of its matches, with the share of all articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from searchnews.explore.about import Unit
from searchnews.explore.facets.fields import (
    DATE_FIELDS,
    NAME_FIELDS,
    checked_field,
    in_time,
)
from searchnews.explore.facets.rows import facet_rows
from searchnews.explore.subject import Subject
from searchnews.explore.tables.answer import Answer
from searchnews.explore.tables.rows import FacetRow, FieldFacetRow
from searchnews.explore.terminal.english import counted, counted_in, once_a_row
from searchnews.query.clauses import Except, HasWords


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
        self.about = replace(subject.about, sort=None)
        self.facets = tuple(_facet(subject, field, limit) for field in fields)
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
        unit = self.about.unit
        notes = [note for facet in self.facets for note in _notes(facet, unit)]
        return (*notes, *once_a_row(unit))


def _facet(subject: Subject, field: str, limit: int) -> Facet:
    return (_of_dates if field in DATE_FIELDS else _of_names)(subject, field, limit)


def _of_names(subject: Subject, field: str, limit: int) -> Facet:
    """The most frequent names."""
    (clause,), counts = subject.clauses, subject.counts
    found = counts.top_names(clause, NAME_FIELDS[field], limit)
    without = counts.total(Except(clause, HasWords(NAME_FIELDS[field])))
    every = counts.by_name(subject.every, NAME_FIELDS[field], found.counts)
    rows = facet_rows(
        found.counts, every.counts, found.counts, without=without, total_without=every.without
    )
    return Facet(field, rows, found.left_out, without, 0)


def _of_dates(subject: Subject, field: str, _: int) -> Facet:
    """All parts of dates, in the order of time."""
    (clause,), counts = subject.clauses, subject.counts
    matches, every = (counts.by_date(each, DATE_FIELDS[field]) for each in (clause, subject.every))
    order = in_time(field, matches.counts)
    without = matches.less_precise + matches.undated
    rows = facet_rows(
        matches.counts, every.counts, order,
        without=without, total_without=every.less_precise + every.undated,
    )  # fmt: skip
    return Facet(field, rows, 0, without, matches.less_precise)


def _notes(facet: Facet, unit: Unit) -> Iterator[str]:
    if facet.left_out:
        yield f"and {counted(facet.left_out, 'more value')} of {facet.field}"
    if facet.field in NAME_FIELDS and facet.without:
        yield f"{counted_in(unit, facet.without)} without {facet.field}"
    if facet.less_precise:
        yield f"{counted_in(unit, facet.less_precise)} dated less precisely than {facet.field}"
    if facet.field in DATE_FIELDS and facet.without > facet.less_precise:
        yield f"{counted_in(unit, facet.without - facet.less_precise)} without a date"
