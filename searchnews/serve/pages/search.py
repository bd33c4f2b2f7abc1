"""The search: one page of hits, and what the query was read as."""

from __future__ import annotations

import base64
import binascii
import io
import json
import re
from typing import TYPE_CHECKING, Any, Final, cast

from searchnews.errors import InvalidArgumentError
from searchnews.explore.tables.delimited import Delimited
from searchnews.search.results import Hit, Results, hit_cells, hit_columns
from searchnews.serve import limits
from searchnews.serve.api.formats import Form
from searchnews.serve.api.parameter_table import (
    COMMIT,
    EXPLAIN,
    FOLD,
    HITS,
    LIMIT,
    NEXT,
    PAGE,
    QUERY,
)
from searchnews.serve.feeds import feed_of_search
from searchnews.serve.pages.hits_page import hits_page
from searchnews.serve.replies import Reply, json_reply, text_reply
from searchnews.serve.visit import Visit

if TYPE_CHECKING:
    from searchnews.search.results import Fold

FORMS: Final = (Form.HTML, Form.JSON, Form.JSONL, Form.CSV, Form.RSS)
"""How the hits of a page are written."""
_NEXT: Final = re.compile(r"(\d{1,6}) (\S+)")
"""What `next` holds: how many hits came before, and the commit they are of."""


def search(visit: Visit) -> Reply:
    """One page of hits."""
    if visit.form is Form.RSS:
        return feed_of_search(visit)
    offset, commit = _offset(visit)
    limit = visit.values[LIMIT]
    limits.check_depth(offset, limit)
    arguments = visit.search_arguments
    arguments["explain"] = visit.values[EXPLAIN]
    fold = cast("Fold | None", visit.values[FOLD] or None)
    results = visit.index.search(visit.query, limit=limit, offset=offset, fold=fold, **arguments)
    if visit.form is Form.HTML:
        return hits_page(visit, results, offset)
    hits = [_hit(visit, hit) for hit in results]
    match visit.form:
        case Form.JSONL:
            lines = "".join(f"{json.dumps(hit, ensure_ascii=False)}\n" for hit in hits)
            return text_reply(lines, visit.form)
        case Form.CSV:
            text = io.StringIO(newline="")
            columns = hit_columns(fold)
            Delimited().write(text, columns, (hit_cells(hit, columns) for hit in hits))
            return text_reply(text.getvalue(), visit.form)
        case _:
            return json_reply(_page(visit, results, hits, offset, commit))


def _page(
    visit: Visit, results: Results, hits: list[dict[str, Any]], offset: int, commit: str
) -> dict[str, Any]:
    """The JSON of the command line, and what leads on."""
    page = results.to_dict() | {
        "query": visit.values[QUERY],
        "hits": hits,
        "commit": commit,
        "next": None,
        "next_url": None,
    }
    if commit != visit.commit:
        page["warnings"].append(
            "the index has changed since the first page: an article may be missing, or come twice"
        )
    end = offset + len(hits)
    if len(hits) == visit.values[LIMIT] and end < min(_reachable(results), limits.DEEPEST_HIT):
        page["next"] = _next(end, commit)
        address = visit.link("/", {NEXT: page["next"], PAGE: 1}, form=Form.JSON, carried=HITS)
        page["next_url"] = visit.whole(address)
    return page


def _reachable(results: Results) -> int:
    """How many hits pages may reach: relaxed ones, which are not counted, without an end."""
    return limits.DEEPEST_HIT if any(hit.relaxed for hit in results) else results.total


def _hit(visit: Visit, hit: Hit) -> dict[str, Any]:
    values = hit.to_dict()
    if not visit.settings.show_paths:
        values["path"] = None
    return values


def _offset(visit: Visit) -> tuple[int, str]:
    """How many hits come before, and the commit of the first page."""
    page, next_ = visit.values[PAGE], visit.values[NEXT]
    if not next_:
        return (page - 1) * visit.values[LIMIT], visit.values[COMMIT] or visit.commit
    if page > 1:
        raise InvalidArgumentError("page and next say two things; leave one of them out")
    try:
        said = base64.urlsafe_b64decode(next_.encode()).decode()
    except (ValueError, binascii.Error):
        said = ""
    match = _NEXT.fullmatch(said)
    if match is None:
        raise InvalidArgumentError("next is not what a page before gave; take it as it is")
    return int(match[1]), match[2]


def _next(offset: int, commit: str) -> str:
    return base64.urlsafe_b64encode(f"{offset} {commit}".encode()).decode()
