"""Letting a browser in: by the token that somebody types, or by a ticket, once."""

from __future__ import annotations

from dataclasses import replace

from searchnews.serve.api.parameter_table import TICKET, TOKEN
from searchnews.serve.guards.door import Door
from searchnews.serve.guards.tokens import COOKIE, Tokens
from searchnews.serve.rendering import page
from searchnews.serve.replies import Reply, redirect
from searchnews.serve.visit import Visit


def login(visit: Visit, door: Door) -> Reply:
    """The form for the token, or the way in."""
    tokens = door.tokens
    home = visit.link("/", carried=())
    if tokens is None:
        return redirect(home)
    if visit.values[TICKET] and tokens.take(visit.values[TICKET]):
        return redirect(home, _cookie(visit, tokens))
    typed = visit.values[TOKEN].strip()
    if typed and tokens.knows(typed):
        return redirect(home, _cookie(visit, tokens))
    is_wrong = bool(typed or visit.values[TICKET])
    reply = page("login.html", visit, is_wrong=is_wrong)
    return replace(reply, status=401) if is_wrong else reply


def _cookie(visit: Visit, tokens: Tokens) -> dict[str, str]:
    return {"set-cookie": visit.cookie(COOKIE, tokens.cookie, days=30, same_site="Strict")}
