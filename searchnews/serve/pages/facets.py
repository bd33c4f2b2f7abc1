"""Facets: what the matches can be narrowed down by, each value a link that takes or leaves it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from searchnews.explore.tally import FieldTally, Tally
from searchnews.serve.api.exploring_parameters import FIELDS, ROWS
from searchnews.serve.api.formats import Form
from searchnews.serve.api.parameter_table import (
    AUTHORS,
    DATE_FROM,
    DATE_TO,
    FILTERS,
    SECTIONS,
    SOURCES,
)
from searchnews.serve.api.parameters import Parameter
from searchnews.serve.language.texts import Texts
from searchnews.serve.replies import FileReply, Reply, json_reply
from searchnews.serve.table_replies import about_values, table_reply
from searchnews.serve.visit import Visit

_NARROWED_BY: Final = {"source": SOURCES, "section": SECTIONS, "author": AUTHORS}
"""The fields that have a parameter, which takes names of theirs."""
BESIDE_HITS: Final = ("source", "section", "author", "year")
_MOST_BESIDE_HITS: Final = 8


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a facet, as it is shown."""

    label: str
    count: int
    link: str
    is_on: bool


class Shown(NamedTuple):
    """A facet, as it is shown."""

    name: str
    values: list[Value]
    left_out: int
    """Values beyond these."""


def facets(visit: Visit) -> Reply | FileReply:
    """Counts by any fields, for programs."""
    limit = visit.values[ROWS]
    found = visit.index.facets(
        visit.query,
        by=visit.values[FIELDS],
        limit=limit,
        count=visit.unit,
        **visit.filter_arguments,
    )
    if visit.form is not Form.JSON:
        return table_reply(visit, found)
    values = about_values(visit, found.to_dict())
    several = len(visit.values[FIELDS]) > 1
    for row in values["rows"]:
        field = row["field"] if several else visit.values[FIELDS][0]
        row["selected"] = _is_on(visit, field, row["value"])
        row["toggle_url"] = _toggled(visit, field, row["value"])
    return json_reply(values)


def tally(visit: Visit) -> Tally:
    """The counts beside hits, in the unit of the hits."""
    return visit.index.tally(
        visit.query,
        by=BESIDE_HITS,
        limit=_MOST_BESIDE_HITS,
        count=visit.unit,
        **visit.filter_arguments,
    )


def shown_facets(visit: Visit, found: Tally) -> list[Shown]:
    """The facets beside hits; those whose matches all have the same value say nothing."""
    texts = Texts(visit.locale)
    shown = [(facet, list(_values(visit, facet))) for facet in found.fields]
    return [
        Shown(getattr(texts, f"by_{facet.field}"), values, facet.left_out)
        for facet, values in shown
        if len(values) > 1 or any(value.is_on for value in values)
    ]


def _values(visit: Visit, facet: FieldTally) -> list[Value]:
    values = [
        Value(
            name,
            count,
            _toggled(visit, facet.field, name) or "",
            _is_on(visit, facet.field, name),
        )
        for name, count in facet.counts
    ]
    return values[::-1] if facet.field == "year" else values


def _is_on(visit: Visit, field: str, value: str | None) -> bool:
    if value is None:
        return False
    if field in ("year", "month"):
        return visit.values[DATE_FROM] == visit.values[DATE_TO] == value
    return field in _NARROWED_BY and value in visit.values[_NARROWED_BY[field]]


def _toggled(visit: Visit, field: str, value: str | None) -> str | None:
    """The address of the hits with a value of a field, or without if it is on; None if none is."""
    if value is None:
        return None
    changes: dict[Parameter[Any], Any]
    if field in ("year", "month"):
        day = "" if _is_on(visit, field, value) else value
        changes = {DATE_FROM: day, DATE_TO: day}
    elif field in _NARROWED_BY:
        parameter = _NARROWED_BY[field]
        on = visit.values[parameter]
        names = tuple(name for name in on if name != value) if value in on else (*on, value)
        changes = {parameter: names}
    else:
        return None
    return (
        visit.link("/", changes) if visit.path == "/" else visit.link("/", changes, carried=FILTERS)
    )
