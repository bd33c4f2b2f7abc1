"""The page of hits that people see."""

from __future__ import annotations

from typing import Final

from searchnews.search.results import Results
from searchnews.serve import limits
from searchnews.serve.api.formats import Form
from searchnews.serve.api.parameter_table import (
    EXPLAIN,
    HITS,
    LIMIT,
    NAME,
    PAGE,
    QUERY,
)
from searchnews.serve.chips import chips
from searchnews.serve.following.changes import name_to_save, saved_already
from searchnews.serve.pages.facets import shown_facets, tally
from searchnews.serve.pages.tabs import tabs
from searchnews.serve.period import is_recent, strip
from searchnews.serve.rendering import page
from searchnews.serve.replies import Reply
from searchnews.serve.table_replies import offered
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


def hits_page(visit: Visit, results: Results, offset: int) -> Reply:
    """Hits, and everything around them."""
    limit, number = visit.values[LIMIT], visit.values[PAGE]
    # Relaxed hits are not counted: that a page is full tells that there may be more.
    is_full = len(results) == limit
    more = is_full and (offset + limit < results.total or results.hits[-1].relaxed)
    carried = (*HITS[: HITS.index(LIMIT)], LIMIT, PAGE, EXPLAIN)

    def to_page(number: int) -> str:
        return visit.link("/", {PAGE: number}, carried=carried)

    found = tally(visit) if results.total else None
    return page(
        "search.html",
        visit,
        results=results,
        read_as=_read_as(visit, results),
        first=to_page(1),
        before=to_page(number - 1) if number > 1 else None,
        after=to_page(number + 1) if more and offset + limit < limits.DEEPEST_HIT else None,
        facets=shown_facets(visit, found) if found else [],
        strip=strip(visit, found) if found else None,
        is_recent=found is not None and is_recent(found),
        chips=list(chips(visit)),
        tabs=tabs(visit),
        exports=offered(EXPORTS),
        save_as=name_to_save(visit),
        saved_as=_link_to_saved(visit),
    )


def _link_to_saved(visit: Visit) -> tuple[str, str] | None:
    """The name under which this search is saved already, and the address of its page."""
    search = saved_already(visit)
    if search is None:
        return None
    return search.name, visit.link("/saved/{name}", {NAME: search.name}, carried=())


def _read_as(visit: Visit, results: Results) -> str | None:
    """The query as it was read, without what narrows it; None if that is what was typed."""
    typed = visit.values[QUERY]
    read = results.understood if visit.query == typed else visit.understood
    return read if typed and read and read != typed else None
