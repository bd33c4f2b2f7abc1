"""What could not be answered, for people as a page, for programs as JSON (RFC 9457)."""

from __future__ import annotations

import json
from dataclasses import replace

from searchnews.serve.api.formats import Form
from searchnews.serve.api.problems import MEDIA_TYPE, Problem
from searchnews.serve.language.texts import Texts
from searchnews.serve.rendering import page
from searchnews.serve.replies import Reply
from searchnews.serve.visit import Visit


def problem_reply(visit: Visit, problem: Problem, method: str) -> Reply:
    """The problem as the visitor can read it."""
    if visit.form is not Form.HTML or method not in ("GET", "HEAD", "POST"):
        content = json.dumps(problem.to_dict(), ensure_ascii=False)
        return Reply(content, MEDIA_TYPE, problem.status)
    title = getattr(Texts(visit.locale), f"problem_{problem.status}")
    template = "preparing.html" if problem.preparing is not None else "problem.html"
    reply = page(template, visit, title=title, problem=problem)
    return replace(reply, status=problem.status)
