"""What could not be answered, for people as a page, for programs as JSON (RFC 9457)."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Final

from searchnews.serve.api.formats import Form
from searchnews.serve.api.parameter_table import QUERY, SEARCH
from searchnews.serve.api.problems import MEDIA_TYPE, Problem
from searchnews.serve.chips import chips
from searchnews.serve.language.texts import Texts
from searchnews.serve.rendering import page
from searchnews.serve.replies import Reply
from searchnews.serve.visit import Visit

_BAD_REQUEST: Final = 400


def problem_reply(visit: Visit, problem: Problem, method: str) -> Reply:
    """The problem as the visitor can read it."""
    if visit.form is not Form.HTML or method not in ("GET", "HEAD", "POST"):
        content = json.dumps(problem.to_dict(), ensure_ascii=False)
        return Reply(content, MEDIA_TYPE, problem.status)
    title = getattr(Texts(visit.locale), f"problem_{problem.status}")
    if problem.preparing is not None:
        reply = page("preparing.html", visit, title=title, problem=problem)
    else:
        # Where the search itself is refused, what narrows it may be why: it can be taken off.
        is_refused = problem.status == _BAD_REQUEST and visit.path == "/"
        reply = page(
            "problem.html",
            visit,
            title=title,
            problem=problem,
            chips=list(chips(visit)) if is_refused else (),
            kept=() if is_refused else visit.carried("/", without=(QUERY,)),
            back=visit.link("/", carried=(QUERY,) if is_refused else SEARCH),
        )
    return replace(reply, status=problem.status)
