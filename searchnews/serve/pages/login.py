"""Letting a browser in: by the token that somebody types, or by a ticket, once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from searchnews.serve.api.parameter_table import TICKET
from searchnews.serve.guards.door import Door
from searchnews.serve.guards.tokens import COOKIE, Tokens
from searchnews.serve.rendering import page
from searchnews.serve.replies import Reply, redirect
from searchnews.serve.visit import Visit


def login(visit: Visit, door: Door, form: Mapping[str, str]) -> Reply:
    """The form for the token, or the way in."""
    tokens = door.tokens
    home = visit.link("/", carried=())
    if tokens is None:
        return redirect(home)
    if visit.values[TICKET] and tokens.take(visit.values[TICKET]):
        return redirect(home, _cookie(visit, tokens))
    if "token" in form and tokens.knows(form["token"].strip()):
        return redirect(home, _cookie(visit, tokens))
    is_wrong = "token" in form or bool(visit.values[TICKET])
    reply = page("login.html", visit, is_wrong=is_wrong)
    return replace(reply, status=401) if is_wrong else reply


def _cookie(visit: Visit, tokens: Tokens) -> dict[str, str]:
    secure = "; Secure" if visit.origin.startswith("https:") else ""
    path = visit.settings.root_path or "/"
    kept = 60 * 60 * 24 * 30
    cookie = f"{COOKIE}={tokens.cookie}; Path={path}; Max-Age={kept}; HttpOnly; SameSite=Strict"
    return {"set-cookie": f"{cookie}{secure}"}
