"""When there were how many: a page on which queries are compared."""

from __future__ import annotations

from typing import Final

from searchnews.explore.plots.time_chart import time_chart
from searchnews.explore.timelines.caption import caption
from searchnews.explore.timelines.timelines import Timelines
from searchnews.serve.api.exploring_parameters import (
    COMPARED,
    INTERVAL,
    SERIES,
    SHARE,
    SPLIT,
)
from searchnews.serve.api.formats import Form
from searchnews.serve.api.problems import NotThereError
from searchnews.serve.chips import chips
from searchnews.serve.pages.tabs import tabs
from searchnews.serve.rendering import page
from searchnews.serve.replies import FileReply, Reply, text_reply
from searchnews.serve.table_replies import OF_TABLES, offered, table_reply
from searchnews.serve.visit import Visit

_USUAL_LINES: Final = 5
"""Of a split timeline that is drawn: more are hard to tell apart."""
_MOST_ROWS: Final = 400


def timeline(visit: Visit) -> Reply | FileReply:
    """Counts over time, of one query or of several."""
    split, limit = visit.values[SPLIT] or None, visit.values[SERIES]
    found = visit.index.timeline(
        visit.query,
        *visit.values[COMPARED],
        by=visit.values[INTERVAL],
        split=split,
        count=visit.unit,
        limit=_usual(visit) if limit is None else limit,
        **visit.filter_arguments,
    )
    if visit.form is Form.SVG:
        drawn = _drawn(visit, found)
        if drawn is None:
            raise NotThereError("no match has a date that can be drawn")
        return text_reply(f'<?xml version="1.0" encoding="UTF-8"?>\n{drawn}\n', Form.SVG)
    if visit.form is not Form.HTML:
        return table_reply(visit, found)
    rows = list(found)
    return page(
        "timeline.html",
        visit,
        found=found,
        drawn=_drawn(visit, found),
        rows=rows[:_MOST_ROWS],
        all_rows=len(rows),
        columns=found.columns,
        notes=found.notes(),
        whole_table={SERIES: None},
        chips=list(chips(visit)),
        is_counted=visit.is_counted,
        tabs=tabs(visit),
        table_forms=offered(OF_TABLES),
    )


def _usual(visit: Visit) -> int:
    """How many names, if it is not said: 0 for all."""
    return _USUAL_LINES if visit.form in (Form.HTML, Form.SVG) else 0


def _drawn(visit: Visit, found: Timelines) -> str | None:
    share = visit.values[SHARE]
    plot = found.plot(caption(found, share=share), share=share)
    return time_chart(plot) if plot is not None else None
