"""The page of hits that people see."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from searchnews.dates import normalize_date
from searchnews.search.results import Results
from searchnews.serve import limits
from searchnews.serve.api.formats import Form
from searchnews.serve.api.parameter_table import (
    DATE_FROM,
    DATE_TO,
    EXPLAIN,
    HITS,
    LIMIT,
    PAGE,
    SOURCES,
)
from searchnews.serve.language.texts import Texts
from searchnews.serve.pages.tabs import tabs
from searchnews.serve.rendering import page
from searchnews.serve.replies import Reply
from searchnews.serve.visit import Visit

EXPORTS: Final = (
    (Form.CSV, "CSV"),
    (Form.XLSX, "XLSX (Excel)"),
    (Form.JSONL, "JSON Lines"),
    (Form.RIS, "RIS (Zotero)"),
    (Form.BIBLATEX, "BibLaTeX"),
    (Form.JSON, "CSL JSON"),
    (Form.PARQUET, "Parquet"),
)
"""What people are offered of the formats of an export."""


class Chip(NamedTuple):
    """Something that narrows the search, and the address without it."""

    label: str
    link: str


def hits_page(visit: Visit, results: Results, offset: int) -> Reply:
    """Hits, and everything around them."""
    limit, number = visit.values[LIMIT], visit.values[PAGE]
    # Relaxed hits are not counted: that a page is full tells that there may be more.
    is_full = len(results) == limit
    more = is_full and (offset + limit < results.total or results.hits[-1].relaxed)
    carried = (*HITS[: HITS.index(LIMIT)], LIMIT, PAGE, EXPLAIN)

    def to_page(number: int) -> str:
        return visit.link("/", {PAGE: number}, carried=carried)

    return page(
        "search.html",
        visit,
        results=results,
        before=to_page(number - 1) if number > 1 else None,
        after=to_page(number + 1) if more and offset + limit < limits.DEEPEST_HIT else None,
        chips=list(chips(visit)),
        tabs=tabs(visit),
        exports=EXPORTS,
    )


def chips(visit: Visit) -> Iterator[Chip]:
    """Everything that narrows the search besides its query."""
    texts = Texts(visit.locale)
    for source in visit.values[SOURCES]:
        others = tuple(name for name in visit.values[SOURCES] if name != source)
        yield _chip(visit, source, {SOURCES: others})
    if visit.values[DATE_FROM]:
        label = texts.said("since", date=_date(visit, visit.values[DATE_FROM]))
        yield _chip(visit, label, {DATE_FROM: ""})
    if visit.values[DATE_TO]:
        label = texts.said("until", date=_date(visit, visit.values[DATE_TO]))
        yield _chip(visit, label, {DATE_TO: ""})


def _chip(visit: Visit, label: str, without: dict[Any, Any]) -> Chip:
    return Chip(label, visit.link(visit.path, without))


def _date(visit: Visit, typed: str) -> str:
    date = normalize_date(typed)
    return visit.locale.date(date) if date is not None else typed
